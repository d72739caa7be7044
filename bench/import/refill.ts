import { layAside } from '../../src/register/import/bulk.js'
import { setMemory } from '../../src/register/import/stage.js'
import { openDatabase, type Database } from '../../src/register/database.js'
import { onceInTransaction } from '../../src/runtime/once-in-transaction.js'
import { timed } from '../support/measure.js'

/** What an import of meters leaves, what is referred to first. */
const tables = ['import', 'combination', 'installation', 'meter', 'journey']

/** Keeps the rows that an import left in files of the server, as it writes them itself. */
export async function keepRows(url: string): Promise<void> {
  const db = openDatabase(url, { max: 1 })
  try {
    for (const copy of await copies(db, 'to')) await db.unsafe(copy)
  } finally {
    await db.end()
  }
}

/**
 * Fills an empty register with the rows that were kept: no file is read and no row checked, compared or counted. The server reads its own
 * files, and makes the indexes at the end, as an import does.
 * @returns seconds, with the commit
 */
export async function refill(url: string): Promise<number> {
  const db = openDatabase(url, { max: 1 })
  try {
    const all = await copies(db, 'from')
    return await timed(() =>
      onceInTransaction(db, async (tx) => {
        await setMemory(tx)
        const restore = await layAside(tx)
        if (restore === null) throw new Error('somebody else holds the tables')
        for (const copy of all) await tx.unsafe(copy)
        await restore()
      }),
    )
  } finally {
    await db.end()
  }
}

async function copies(db: Database, way: 'from' | 'to'): Promise<readonly string[]> {
  const rows = await db<{ copy: string }[]>`
    select format('copy %I %s %L (format binary)', name, ${way}::text, current_setting('data_directory') || '/kept-' || name) as copy
    from unnest(${tables}::text[]) name`
  return rows.map(({ copy }) => copy)
}
