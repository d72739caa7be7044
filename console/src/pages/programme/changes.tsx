import type { Answer } from '../../api/call.js'
import { Badge } from '../../ui/badge.js'
import { Empty } from '../../ui/empty.js'
import { PlainTable } from '../../ui/plain-table.js'
import { valueText } from './content.js'

type Change = Answer<'/v1/programme/versions/{version}/differences'>['changes'][number]

const sections: Readonly<Record<string, string>> = {
  programme: 'Programme',
  switches: 'Switches',
  checks: 'Checks',
  records: 'Records',
  suppliers: 'Supplier',
  smsos: 'SMSO',
  cohorts: 'Cohort',
  lanes: 'Lane',
  policies: 'Policy',
  retry: 'Retry table',
  cpl: 'CPL',
  epcl: 'EPCL',
  bankHolidays: 'Bank holiday',
}

/** What one version says differently than another, field by field. */
export function Changes({ changes }: { readonly changes: readonly Change[] }) {
  if (changes.length === 0) return <Empty title="They say the same" />
  return (
    <PlainTable
      caption="Differences, field by field"
      heads={['Part', 'Item', 'What', 'Was', 'Is']}
      rows={changes.flatMap(({ section, kind, key, fields }) => {
        const part = sections[section] ?? section
        if (kind !== 'changed') {
          const badge = <Badge tone={kind === 'added' ? 'good' : 'warn'}>{kind}</Badge>
          return [{ key: `${section} ${key} ${kind}`, cells: [part, <code key="item">{key}</code>, badge, '', ''] }]
        }
        return fields.map(({ field, before, after }) => ({
          key: `${section} ${key} ${field}`,
          cells: [
            part,
            <code key="item">{key}</code>,
            field,
            valueText(without(before, after), field),
            <strong key="is">{valueText(without(after, before), field)}</strong>,
          ],
        }))
      })}
    />
  )
}

/** Of a list, what the other does not have; all of it where the order alone differs. */
function without(value: unknown, other: unknown): unknown {
  if (!Array.isArray(value) || !Array.isArray(other)) return value
  const there = new Set(other.map((each) => JSON.stringify(each)))
  const rest = value.filter((each) => !there.has(JSON.stringify(each)))
  return rest.length === 0 && other.length === value.length ? value : rest
}
