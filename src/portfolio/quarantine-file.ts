import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { once } from 'node:events'
import { stringify } from 'csv-stringify/sync'
import { portfolioColumns, quarantineColumns, type RawRow, type RowProblem } from './columns.js'

/** A row that was not imported, with all that is wrong with it. */
export interface RejectedRow {
  readonly number: number
  readonly values: RawRow
  readonly notes: Readonly<Record<string, string>>
  readonly problems: readonly RowProblem[]
}

/** The quarantine file of one import: made with the first rejected row, importable once its rows are corrected. */
export interface QuarantineFile {
  readonly add: (rows: readonly RejectedRow[]) => Promise<void>
  /** @returns the file's path, or null if nothing was rejected */
  readonly close: () => Promise<string | null>
}

export function openQuarantineFile(path: string, noteColumns: readonly string[]): QuarantineFile {
  let out: WriteStream | undefined
  const write = async (line: string): Promise<void> => {
    if (out === undefined) {
      await mkdir(dirname(path), { recursive: true })
      out = createWriteStream(path, { mode: 0o600 })
      out.write(stringify([[...portfolioColumns, ...noteColumns, ...quarantineColumns]]))
    }
    if (!out.write(line)) await once(out, 'drain')
  }
  return {
    async add(rows) {
      for (const { number, values, notes, problems } of rows) {
        const join = (pick: (problem: RowProblem) => string): string => problems.map(pick).join('; ')
        await write(
          stringify([
            [
              ...portfolioColumns.map((column) => values[column]),
              ...noteColumns.map((column) => notes[column] ?? ''),
              String(number),
              join(({ column }) => column),
              join(({ code }) => code),
              join(({ message }) => message),
              join(({ expected }) => expected),
            ],
          ]),
        )
      }
    },
    async close() {
      if (out === undefined) return null
      out.end()
      await once(out, 'finish')
      return path
    },
  }
}
