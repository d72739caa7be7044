import { stat } from 'node:fs/promises'
import type { EpochMs } from '../domain/brands.js'
import type { Programme } from '../domain/programme.js'
import { createRowChecker } from '../portfolio/check-row.js'
import { portfolioColumns, type RawRow } from '../portfolio/columns.js'
import { GoodRow, type RowValues } from '../portfolio/good-row.js'
import type { Mapping } from '../portfolio/mapping.js'
import type { RejectedRow } from '../portfolio/quarantine-file.js'
import { createQuickCheck } from '../portfolio/quick-check.js'
import { openPortfolio, type OpenPortfolio, type PortfolioSource } from '../portfolio/read-portfolio.js'
import { ChecksInMemory, type FileChecks } from '../register/import/file-checks.js'
import type { RowWriter } from '../register/import/row.js'
import { Survey, type SurveyPlace } from '../register/import/survey.js'

/** How much of a file's rows is kept in memory to find those that exclude each other, and where the rest goes. */
export interface ImportMemory extends SurveyPlace {
  /** Bytes of a file, unpacked, up to which a first import keeps all of its keys in memory. A larger one is read twice. */
  readonly fileBytes: number
}

/** How much larger a packed portfolio is likely to be unpacked. */
const unpackedBy = 10

/** A portfolio that can be read more than once, where it is a file. */
export interface Reader {
  readonly file: OpenPortfolio
  /** The file that is open, and whenever it is asked for once more, opened anew. */
  readonly next: () => Promise<OpenPortfolio>
  /** About how many bytes it has, unpacked; null: it is a stream, which may stall and comes once. */
  readonly bytes: number | null
}

export async function openReader(source: PortfolioSource, mapping: Mapping): Promise<Reader> {
  const file = await openPortfolio(source, mapping)
  let taken = false
  return {
    file,
    async next() {
      if (taken) return openPortfolio(source, mapping)
      taken = true
      return file
    },
    bytes: 'path' in source ? (await stat(source.path)).size * (file.isPacked ? unpackedBy : 1) : null,
  }
}

export interface ReadCounts {
  readonly rows: number
  readonly rejected: number
  readonly warnings: number
}

/** What a file's rows are read by, and who is told of them. */
export interface RowsToRead extends Pick<Reader, 'next' | 'bytes'> {
  readonly programme: Programme
  readonly now: EpochMs
  readonly memory: ImportMemory
  readonly onRefused: (rows: readonly RejectedRow[]) => Promise<void>
  /** Told how many rows were taken; of a file that is read twice, first how many were checked against each other. */
  readonly onProgress: (progress: { readonly rows: number } | { readonly checked: number }) => void
}

/** Streams the file: its good rows go to the writer, the others are refused. */
export async function readRows(
  { next, programme, now, onRefused, onProgress }: RowsToRead,
  values: RowValues,
  writer: RowWriter,
): Promise<ReadCounts> {
  const file = await next()
  const check = createRowChecker(programme, now)
  const quick = file.places === null ? () => false : createQuickCheck(programme, now, file.places, values)
  const row = new GoodRow(values)
  let rows = 0
  let rejected = 0
  let warnings = 0
  try {
    for await (const batch of file.rows) {
      const refused: RejectedRow[] = []
      batch.each((number, record, problem) => {
        rows += 1
        if (problem !== null || !quick(record, row)) {
          const raw = file.valuesOf(record)
          const checked = problem === null ? check(raw) : ({ ok: false, problems: [problem] } as const)
          if (!checked.ok) {
            writer.bad(number, checked.problems)
            refused.push({ number, values: raw, notes: file.notesOf(record), problems: checked.problems })
            return
          }
          warnings += checked.warnings.length
          row.fill(checked.row)
        }
        const notes = file.notesOf(record)
        const problems = writer.good(number, row, notes)
        if (problems.length > 0) refused.push({ number, values: understood(row), notes, problems })
      })
      rejected += refused.length
      if (refused.length > 0) await onRefused(refused)
      await writer.send()
      onProgress({ rows })
    }
  } catch (error) {
    await writer.abort(error)
    throw error
  } finally {
    file.close()
  }
  return { rows, rejected, warnings }
}

/**
 * What is wrong with the rows of a first import among each other: found as they come, or, where that would take too much memory,
 * before they are read for good.
 */
export async function checksOf(rows: RowsToRead, bytes: number, values: RowValues): Promise<FileChecks> {
  if (bytes <= rows.memory.fileBytes) return new ChecksInMemory(values)
  const survey = new Survey(values, rows.memory)
  const looking: RowsToRead = {
    ...rows,
    onRefused: () => Promise.resolve(),
    onProgress: (progress) => 'rows' in progress && rows.onProgress({ checked: progress.rows }),
  }
  await readRows(looking, values, survey)
  return survey.judged()
}

/** A row's values as they were understood. */
function understood(row: GoodRow): RawRow {
  const checked = row.checked()
  return Object.fromEntries(portfolioColumns.map((column) => [column, checked[column] ?? ''])) as RawRow
}
