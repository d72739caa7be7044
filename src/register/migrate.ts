import { fileURLToPath } from 'node:url'
import { readdir } from 'node:fs/promises'
import Postgrator from 'postgrator'
import { MeterliftError } from '../domain/errors.js'
import { openDatabase, type Queryable } from './database.js'
import { onceInTransaction } from '../runtime/once-in-transaction.js'

/** Numbered SQL files; read from the sources by the compiled program too. */
const migrations = fileURLToPath(new URL('../../src/register/migrations/', import.meta.url))

/** Any fixed number: processes that migrate at once queue for this advisory lock. */
const migrationLock = 7_305_118

/**
 * Brings the register's schema to the newest version; safe to run at once from several processes. All of it is one
 * transaction, the note of each version included: whoever is killed on the way leaves the schema as it was.
 * @throws MeterliftError REGISTER_NEWER when the database was written by a newer version of Meterlift
 */
export async function migrate(databaseUrl: string): Promise<void> {
  const db = openDatabase(databaseUrl, { max: 1, name: 'meterlift-migrate' })
  try {
    await onceInTransaction(db, migrateIn)
  } finally {
    await db.end({ timeout: 5 })
  }
}

async function migrateIn(tx: Queryable): Promise<void> {
  await tx`select pg_advisory_xact_lock(${migrationLock})`
  const newest = Math.max(...(await readdir(migrations)).map((file) => Number.parseInt(file, 10)))
  const postgrator = new Postgrator({
    migrationPattern: `${migrations}*.sql`,
    driver: 'pg',
    schemaTable: 'schema_version',
    execQuery: async (query) => ({ rows: [...(await tx.unsafe(query))] }),
  })
  const present = await postgrator.getDatabaseVersion()
  if (present > newest) {
    throw new MeterliftError(
      'REGISTER_NEWER',
      `the register's schema is version ${present}; this program knows versions up to ${newest}`,
      { hint: 'start it with the newer Meterlift that wrote it, or choose another database or data folder' },
    )
  }
  await postgrator.migrate()
}
