import type { Programme } from '../../../../src/domain/programme.js'

/** The content of a version. Meterlift checked it when it was put in force, and the API hands it on as it is kept. */
export function contentOf(content: unknown): Programme {
  return content as Programme
}

const hourMs = 3_600_000
const units = [
  ['day', 24 * hourMs],
  ['hour', hourMs],
  ['minute', 60_000],
  ['second', 1_000],
] as const

/** A wait in its largest whole unit: “4 hours”, “1 day”. */
export function waitText(ms: number): string {
  for (const [unit, size] of units) {
    if (ms >= size && ms % size === 0) return `${ms / size} ${unit}${ms === size ? '' : 's'}`
  }
  return `${ms} ms`
}

/** A value of the programme for a person: as files have it, without brackets. */
export function valueText(value: unknown, field = ''): string {
  if (value === null || value === undefined) return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return field === 'waits' ? waitText(value) : value.toLocaleString('en-GB')
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map((each) => valueText(each, field)).join('; ')
  return Object.entries(value)
    .map(([name, part]) => `${name} ${valueText(part, name)}`)
    .join(', ')
}
