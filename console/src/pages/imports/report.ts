/** A problem of a row that a dry run would reject. */
interface RowProblem {
  readonly row: number
  readonly column: string
  readonly code: string
  readonly message: string
  readonly expected: string
}

/** What an import says of itself when it has ended (the result of its operation). */
export interface ImportReport {
  /** Null: a dry run. */
  readonly importId: number | null
  readonly rows: number
  readonly created: number
  readonly changed: number
  readonly unchanged: number
  readonly ended: number
  readonly rejected: number
  readonly missing: number
  readonly warnings: number
  readonly alreadyImported: boolean
  readonly problems: readonly RowProblem[]
}

/** Reads the result of an operation, which the document leaves open; what is not there counts as nothing. */
export function readReport(result: unknown): ImportReport {
  const of: Readonly<Record<string, unknown>> = isObject(result) ? result : {}
  const count = (name: string): number => (typeof of[name] === 'number' ? of[name] : 0)
  return {
    importId: typeof of.importId === 'number' ? of.importId : null,
    rows: count('rows'),
    created: count('created'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    ended: count('ended'),
    rejected: count('rejected'),
    missing: count('missing'),
    warnings: count('warnings'),
    alreadyImported: of.alreadyImported === true,
    problems: Array.isArray(of.problems) ? of.problems.filter(isProblem) : [],
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isProblem(value: unknown): value is RowProblem {
  return isObject(value) && typeof value.row === 'number' && typeof value.code === 'string'
}
