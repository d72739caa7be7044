import { mkdir, open, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
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

/** Characters that are written at once: a file may consist of bad rows alone. */
const bufferLength = 65_536

export function openQuarantineFile(path: string, noteColumns: readonly string[]): QuarantineFile {
  let file: FileHandle | undefined
  let pending = ''
  let closed = false
  const flush = async (): Promise<void> => {
    if (file === undefined) {
      await mkdir(dirname(path), { recursive: true })
      file = await open(path, 'w', 0o600)
      await file.appendFile(stringify([[...portfolioColumns, ...noteColumns, ...quarantineColumns]]))
    }
    await file.appendFile(pending)
    pending = ''
  }
  return {
    async add(rows) {
      const lines = rows.map(({ number, values, notes, problems }) => {
        const join = (pick: (problem: RowProblem) => string): string => problems.map(pick).join('; ')
        return [
          ...portfolioColumns.map((column) => values[column]),
          ...noteColumns.map((column) => notes[column] ?? ''),
          String(number),
          join(({ column }) => column),
          join(({ code }) => code),
          join(({ message }) => message),
          join(({ expected }) => expected),
        ]
      })
      pending += stringify(lines)
      if (file === undefined || pending.length > bufferLength) await flush()
    },
    async close() {
      if (file === undefined || closed) return file === undefined ? null : path
      closed = true
      try {
        await flush()
      } finally {
        await file.close()
      }
      return path
    },
  }
}
