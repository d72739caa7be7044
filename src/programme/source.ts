import type { Place, ProgrammeProblem } from './problem.js'

/** A step into a file: a field's name or a list position, counted from 0. */
export type PathStep = string | number

/** A programme file once its syntax is read: the raw value, and where each part of it stands. */
export interface Source {
  readonly file: string
  readonly value: unknown
  /** Line of the part, or of the nearest part around it that exists. */
  readonly lineAt: (path: readonly PathStep[]) => number
  /** Name of the part for a person. */
  readonly fieldAt: (path: readonly PathStep[]) => string
}

/** The syntax of a file read, or what is wrong with it. */
export type SourceResult =
  | { readonly ok: true; readonly source: Source; readonly problems: readonly ProgrammeProblem[] }
  | { readonly ok: false; readonly problems: readonly ProgrammeProblem[] }

export function placeOf(source: Source, path: readonly PathStep[]): Place {
  return { file: source.file, line: source.lineAt(path), field: source.fieldAt(path) }
}

/** The part of a raw value that a path leads to; undefined if there is none. */
export function valueAt(value: unknown, path: readonly PathStep[]): unknown {
  let current = value
  for (const step of path) {
    if (Array.isArray(current) && typeof step === 'number') current = current[step]
    else if (isRecord(current) && Object.hasOwn(current, step)) current = current[step]
    else return undefined
  }
  return current
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
