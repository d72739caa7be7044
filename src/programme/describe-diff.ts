import { isDeepStrictEqual } from 'node:util'
import { showWait } from './duration.js'
import { programmeSections } from './diff-types.js'
import type { FieldChange, JsonValue, ProgrammeChange, ProgrammeDiff, ProgrammeSection } from './diff-types.js'

/** What one item of a section is called, and several. */
const words: Readonly<Record<ProgrammeSection, readonly [string, string]>> = {
  programme: ['programme', 'programme'],
  switches: ['switches', 'switches'],
  checks: ['checks', 'checks'],
  records: ['records', 'records'],
  suppliers: ['supplier', 'suppliers'],
  smsos: ['SMSO', 'SMSOs'],
  cohorts: ['cohort', 'cohorts'],
  lanes: ['lane', 'lanes'],
  policies: ['policy', 'policies'],
  retry: ['retry code', 'retry codes'],
  cpl: ['CPL model', 'CPL models'],
  epcl: ['EPCL entry', 'EPCL entries'],
  bankHolidays: ['bank holiday', 'bank holidays'],
}

/** Items added or removed are named one by one up to this many, then counted. */
const namedAtMost = 5

/** A diff in lines for a person, by section; one line says so if nothing changed. */
export function describeDiff(diff: ProgrammeDiff): readonly string[] {
  if (diff.changes.length === 0) return ['Nothing changes.']
  return programmeSections.flatMap((section) => {
    const changes = diff.changes.filter((change) => change.section === section)
    return [
      ...describeSet(section, 'added', changes),
      ...describeSet(section, 'removed', changes),
      ...describeEach(changes),
    ]
  })
}

function describeSet(
  section: ProgrammeSection,
  kind: 'added' | 'removed',
  changes: readonly ProgrammeChange[],
): readonly string[] {
  const keys = changes.filter((change) => change.kind === kind).map(({ key }) => key)
  if (keys.length === 0) return []
  const [one, many] = words[section]
  const shown = keys.slice(0, namedAtMost).join(', ')
  if (keys.length === 1) return [`${one} ${shown}: ${kind}`]
  const rest = keys.length > namedAtMost ? ` and ${keys.length - namedAtMost} more` : ''
  return [`${keys.length} ${many} ${kind}: ${shown}${rest}`]
}

function describeEach(changes: readonly ProgrammeChange[]): readonly string[] {
  return changes.flatMap((change) => {
    if (change.kind !== 'changed') return []
    const [one] = words[change.section]
    const name = change.key === one ? one : change.key === 'limits' ? 'retry' : `${one} ${change.key}`
    return change.fields.map((field) => `${name}: ${describeField(field)}`)
  })
}

function describeField({ field, before, after }: FieldChange): string {
  if (Array.isArray(before) && Array.isArray(after)) {
    const added = without(after, before).map((item) => `+ ${show(field, item)}`)
    const removed = without(before, after).map((item) => `- ${show(field, item)}`)
    if (added.length + removed.length > 0 && field !== 'waits') return `${field} ${[...removed, ...added].join('; ')}`
  }
  return `${field} ${show(field, before)} -> ${show(field, after)}`
}

function without(list: readonly JsonValue[], other: readonly JsonValue[]): readonly JsonValue[] {
  return list.filter((item) => !other.some((same) => isDeepStrictEqual(same, item)))
}

function show(field: string, value: JsonValue): string {
  if (value === null) return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return field === 'waits' ? showWait(value) : String(value)
  if (typeof value === 'string') return value
  if (isList(value)) return value.length === 0 ? 'none' : value.map((item) => show(field, item)).join(' ')
  return Object.entries(value)
    .map(([name, part]) => `${name} ${show(name, part)}`)
    .join(', ')
}

function isList(value: readonly JsonValue[] | { readonly [name: string]: JsonValue }): value is readonly JsonValue[] {
  return Array.isArray(value)
}
