import { z } from 'zod'
import { suggest } from './nearest.js'
import { placeOf, valueAt } from './source.js'
import type { ProgrammeProblem } from './problem.js'
import type { PathStep, Source } from './source.js'

/** Turns what zod found in a part of a file into problems for a person. `base` is the path of the part in its file. */
export function problemsOf(
  schema: z.ZodType,
  error: z.ZodError,
  source: Source,
  base: readonly PathStep[],
): readonly ProgrammeProblem[] {
  return error.issues.flatMap((issue) => {
    const inner = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))
    const path = [...base, ...inner]
    const part = schemaAt(schema, inner)
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        ...placeOf(source, [...path, key]),
        message: `unknown field "${key}"`,
        hint: suggest(key, part instanceof z.ZodObject ? Object.keys(part.shape) : [], 'fields'),
      }))
    }
    return [{ ...placeOf(source, path), ...wordsOf(issue, part, valueAt(source.value, path), path) }]
  })
}

function wordsOf(
  issue: z.core.$ZodIssue,
  part: z.ZodType | null,
  value: unknown,
  path: readonly PathStep[],
): Pick<ProgrammeProblem, 'message' | 'hint'> {
  const expected = expectedOf(part)
  if (issue.code === 'custom') {
    const hint: unknown = issue.params?.['hint']
    return { message: issue.message, hint: typeof hint === 'string' ? hint : `Write ${expected}.` }
  }
  const name = String(path.at(-1) ?? 'the file')
  if (value === undefined) return { message: `${name} is missing`, hint: `Write ${expected}.` }
  const words = part?.meta()?.['words']
  if (typeof value === 'string' && Array.isArray(words)) {
    return { message: `"${value}" is not a value of ${name}`, hint: suggest(value, words.map(String), 'values') }
  }
  return { message: `${shown(value)} cannot be ${name}`, hint: `Write ${expected}.` }
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value === '' ? 'an empty text' : `"${value}"`
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'a group of fields'
  return value === null ? 'an empty value' : JSON.stringify(value)
}

function expectedOf(part: z.ZodType | null): string {
  const words = part?.meta()?.['expected']
  if (typeof words === 'string') return words
  if (part instanceof z.ZodArray) return 'a list'
  if (part instanceof z.ZodObject) return `the fields ${Object.keys(part.shape).join(', ')}`
  if (part !== null && unwrapped(part) !== part) return expectedOf(unwrapped(part))
  return 'a value as docs/programme.md shows'
}

/** The schema of the part that a path leads to, looking through optional and transformed ones. */
function schemaAt(schema: z.ZodType, path: readonly PathStep[]): z.ZodType | null {
  const [step, ...rest] = path
  const within = unwrapped(schema)
  if (step === undefined) return schema.meta()?.['expected'] === undefined ? within : schema
  if (within instanceof z.ZodArray) return asSchema(within.element, rest)
  if (within instanceof z.ZodObject) return asSchema(within.shape[step], rest)
  return null
}

function asSchema(part: unknown, rest: readonly PathStep[]): z.ZodType | null {
  return part instanceof z.ZodType ? schemaAt(part, rest) : null
}

function unwrapped(schema: z.ZodType): z.ZodType {
  let inner: unknown = schema
  if (schema instanceof z.ZodPipe) inner = schema.in
  else if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    inner = schema.unwrap()
  }
  return inner instanceof z.ZodType && inner !== schema ? unwrapped(inner) : schema
}
