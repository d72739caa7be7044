import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import { openDatabase, type Database } from '../../src/register/database.js'

export interface TestDatabase {
  readonly url: string
  readonly db: Database
  readonly drop: () => Promise<void>
}

/** A database of its own for a test file, cloned from the migrated template. */
export async function createTestDatabase(from: 'template' | 'template1' = 'template'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  const base = inject('postgresUrl')
  const admin = openDatabase(`${base}postgres`, { max: 1 })
  await admin.unsafe(`create database ${name} template ${from}`)
  const db = openDatabase(`${base}${name}`, { max: 8 })
  return {
    url: `${base}${name}`,
    db,
    async drop() {
      await db.end({ timeout: 5 })
      await admin.unsafe(`drop database if exists ${name} with (force)`)
      await admin.end()
    },
  }
}
