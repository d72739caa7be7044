import { isDeepStrictEqual } from 'node:util'
import type { FieldChange, JsonValue, ProgrammeChange, ProgrammeSection } from './diff-types.js'

/** Items that differ, as they were and as they are; null where there is none. */
export interface ItemDifference<T> {
  readonly before: T | null
  readonly after: T | null
  readonly change: ProgrammeChange
}

/** Compares two lists item by item, by key; the order of the items makes no difference. */
export function diffItems<T extends object>(
  section: ProgrammeSection,
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): readonly ItemDifference<T>[] {
  const was = new Map(before.map((item) => [keyOf(item), item]))
  const is = new Map(after.map((item) => [keyOf(item), item]))
  const differences: ItemDifference<T>[] = []
  for (const [key, item] of was) {
    const now = is.get(key)
    if (now === undefined) differences.push({ before: item, after: null, change: { section, kind: 'removed', key } })
    else differences.push(...diffItem(section, key, item, now))
  }
  for (const [key, item] of is) {
    if (!was.has(key)) differences.push({ before: null, after: item, change: { section, kind: 'added', key } })
  }
  return differences
}

/** Compares two states of one item, field by field: one difference or none. */
export function diffItem<T extends object>(
  section: ProgrammeSection,
  key: string,
  before: T,
  after: T,
): readonly ItemDifference<T>[] {
  const fields = diffFields(before, after)
  return fields.length === 0 ? [] : [{ before, after, change: { section, kind: 'changed', key, fields } }]
}

function diffFields(before: object, after: object): readonly FieldChange[] {
  const was = new Map<string, unknown>(Object.entries(before))
  const is = new Map<string, unknown>(Object.entries(after))
  const names = new Set([...was.keys(), ...is.keys()])
  return [...names]
    .filter((name) => !isDeepStrictEqual(was.get(name), is.get(name)))
    .map((field) => ({ field, before: toJson(was.get(field)), after: toJson(is.get(field)) }))
}

function toJson(value: unknown): JsonValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(toJson)
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toJson(part)]))
}
