import { open } from 'node:fs/promises'
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
    for (const { copy, file } of await copies(db, 'to')) {
      await db.unsafe(copy)
      // So that no contender pays for writing it.
      const handle = await open(file)
      await handle.sync()
      await handle.close()
    }
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
        for (const { copy } of all) await tx.unsafe(copy)
        await restore()
      }),
    )
  } finally {
    await db.end()
  }
}

async function copies(db: Database, way: 'from' | 'to') {
  return db<{ copy: string; file: string }[]>`
    select file, format('copy %I %s %L (format binary)', name, ${way}::text, file) as copy
    from unnest(${tables}::text[]) with ordinality t(name, place)
    cross join lateral (select current_setting('data_directory') || '/kept-' || name as file) f order by place`
}
