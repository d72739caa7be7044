import type { EpochMs } from '../../domain/brands.js'
import type { Queryable } from '../database.js'

/** One import of a portfolio. */
export interface ImportLine {
  readonly importId: number
  readonly fileName: string
  readonly startedAt: EpochMs
  readonly finishedAt: EpochMs | null
  readonly startedBy: string
  readonly whole: boolean
  readonly rows: number
  readonly created: number
  readonly changed: number
  readonly unchanged: number
  readonly rejected: number
  readonly missing: number
}

const line = (db: Queryable) => db`
  import_id as "importId", file_name as "fileName", started_at as "startedAt", finished_at as "finishedAt",
  started_by as "startedBy", whole, rows, created, changed, unchanged, rejected, missing`

/** Imports, the newest first. */
export async function listImports(
  db: Queryable,
  page: { readonly before: number | null; readonly limit: number },
): Promise<readonly ImportLine[]> {
  return db<ImportLine[]>`
    select ${line(db)} from import
    where ${page.before === null ? db`true` : db`import_id < ${page.before}`} order by import_id desc limit ${page.limit}`
}

export async function findImport(db: Queryable, importId: number): Promise<ImportLine | null> {
  const [row] = await db<ImportLine[]>`select ${line(db)} from import where import_id = ${importId}`
  return row ?? null
}

/** What was wrong with a row of an import. */
export interface QuarantineLine {
  readonly row: number
  readonly part: number
  readonly column: string
  readonly code: string
  readonly message: string
  readonly expected: string
}

/** Problems of an import in the order of its rows, in batches; memory does not grow with their number. */
export async function* readQuarantine(db: Queryable, importId: number): AsyncGenerator<readonly QuarantineLine[]> {
  yield* db<QuarantineLine[]>`
    select row_number as row, part, "column", code, message, expected from quarantine
    where import_id = ${importId} order by row_number, part`.cursor(1_000)
}
