import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { openDatabase } from '../../src/register/database.js'
import { portfolioColumns } from '../../src/portfolio/columns.js'
import { timed } from '../support/measure.js'

/**
 * Brings a portfolio file into an ordinary, logged table of its columns by COPY, and nothing else. All columns are text,
 * since a date that is none would stop COPY.
 * @param keyed with indexes like those of the keys that a register needs: a number for each row, meter point, device, hub.
 * They are not unique, since a row that stands twice in the file would stop COPY.
 * @returns seconds, with the commit
 */
export async function plainCopy(url: string, file: string, keyed: boolean): Promise<number> {
  const db = openDatabase(url, { max: 1 })
  try {
    await db`drop table if exists plain`
    const columns = portfolioColumns.map((column) => `${column} text`).join(', ')
    await db.unsafe(
      `create table plain (${columns}${keyed ? ', id bigint generated always as identity primary key' : ''})`,
    )
    for (const column of keyed ? ['meter_point', 'device_id', 'hub_id'] : []) {
      await db`create index on plain (${db(column)})`
    }
    await db`checkpoint`
    return await timed(async () => {
      const copy = await db`copy plain (${db([...portfolioColumns])}) from stdin (format csv, header)`.writable()
      await pipeline(createReadStream(file, { highWaterMark: 256 * 1024 }), copy)
    })
  } finally {
    await db.end()
  }
}
