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

/** How many rows of an import have a problem of one kind. */
export interface ProblemCount {
  readonly code: string
  readonly column: string
  readonly rows: number
}

/** What was wrong with the rows of an import, by kind; the commonest first. */
export async function countProblems(db: Queryable, importId: number): Promise<readonly ProblemCount[]> {
  return db<ProblemCount[]>`
    select code, "column", count(distinct row_number) as rows from quarantine
    where import_id = ${importId} group by code, "column" order by rows desc, code, "column"`
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

/** Problems of an import, or those of one code, in the order of its rows. */
export async function listProblems(
  db: Queryable,
  { importId, code }: { readonly importId: number; readonly code?: string | undefined },
  { after, limit }: { readonly after: Pick<QuarantineLine, 'row' | 'part'>; readonly limit: number },
): Promise<readonly QuarantineLine[]> {
  return db<QuarantineLine[]>`
    select row_number as row, part, "column", code, message, expected from quarantine
    where import_id = ${importId} and (row_number, part) > (${after.row}::bigint, ${after.part}::integer)
      ${code === undefined ? db`` : db`and code = ${code}`}
    order by row_number, part limit ${limit}`
}
