import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
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

/**
 * The quarantine file of one import: made with the first rejected row, importable once its rows are corrected. It has
 * another name until it is complete, so that an import that is killed leaves nothing that looks like one. What is no file (a
 * pipe, a device) is written to as it is.
 */
export interface QuarantineFile {
  readonly add: (rows: readonly RejectedRow[]) => Promise<void>
  /**
   * Gives the complete file its name; one that had it is replaced.
   * @returns the file's path, or null if nothing was rejected
   */
  readonly complete: () => Promise<string | null>
  /** Removes what was written, unless it is complete. */
  readonly discard: () => Promise<void>
}

/** Characters that are written at once: a file may consist of bad rows alone. */
const bufferLength = 65_536

export function openQuarantineFile(path: string, noteColumns: readonly string[]): QuarantineFile {
  let written = path
  let file: FileHandle | undefined
  let pending = ''
  const flush = async (): Promise<void> => {
    if (file === undefined) {
      await mkdir(dirname(path), { recursive: true })
      if (await isFileOrNothing(path)) written = `${path}.unfinished`
      file = await open(written, 'w', 0o600)
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
    async complete() {
      if (file === undefined) return null
      await flush()
      await file.close()
      file = undefined
      if (written !== path) await rename(written, path)
      return path
    },
    async discard() {
      if (file === undefined) return
      await file.close()
      file = undefined
      if (written !== path) await rm(written, { force: true })
    },
  }
}

async function isFileOrNothing(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found === null || found.isFile()
}
