import type { z } from 'zod'
import { problemsOf } from './issues.js'
import { isRecord, placeOf } from './source.js'
import type { Place, ProgrammeProblem } from './problem.js'
import type { PathStep, Source } from './source.js'

/** A valid item of a list file, and where it and its fields stand. */
export interface Item<T> {
  readonly value: T
  /** Place of the item, or of a field within it. */
  readonly at: (...path: readonly PathStep[]) => Place
}

/** What could be read of a list file. */
export interface ItemList<T> {
  readonly file: string
  readonly items: readonly Item<T>[]
  /** Ids of all items, valid or not, so that one bad field does not also break every reference to its item. */
  readonly ids: ReadonlySet<string>
  /** False if the file could not be read at all: references into it cannot be judged. */
  readonly known: boolean
  readonly problems: readonly ProgrammeProblem[]
}

/** Reads each item of a list by itself, so that every problem of the file is found at once. */
export function readItems<T>(source: Source, schema: z.ZodType<T>, what: string): ItemList<T> {
  if (!Array.isArray(source.value)) {
    const message = 'the file is not a list'
    const hint = `Start each ${what} with "- id: ..." (docs/programme.md has an example).`
    const problems = [{ ...placeOf(source, []), field: '', message, hint }]
    return { file: source.file, items: [], ids: new Set(), known: false, problems }
  }
  const items: Item<T>[] = []
  const ids = new Set<string>()
  const problems: ProgrammeProblem[] = []
  const raw: readonly unknown[] = source.value
  for (const [index, value] of raw.entries()) {
    if (isRecord(value) && typeof value['id'] === 'string') ids.add(value['id'])
    const result = schema.safeParse(value)
    if (result.success) items.push({ value: result.data, at: (...path) => placeOf(source, [index, ...path]) })
    else problems.push(...problemsOf(schema, result.error, source, [index]))
  }
  return { file: source.file, items, ids, known: true, problems }
}

/** The list of a file whose syntax could not be read. */
export function unreadable<T>(file: string, problems: readonly ProgrammeProblem[]): ItemList<T> {
  return { file, items: [], ids: new Set(), known: false, problems }
}
