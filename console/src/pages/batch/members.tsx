import { keepPreviousData } from '@tanstack/react-query'
import { memberStates } from '../../../../src/domain/batch/state.js'
import { queries, type Answer } from '../../api/call.js'
import { Badge } from '../../ui/badge.js'
import { DataTable, type Column } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { FilterBar } from '../../ui/filter-bar.js'
import { useFilters, writeFilters } from '../../ui/filters.js'
import { MeterLink, To } from '../../ui/link.js'
import { usePaging } from '../../ui/paging.js'
import { Day, Time } from '../../ui/time.js'
import { codeMeaning, memberStateWords } from '../../words/batches.js'
import { useFilterWords, type FilterWords } from '../../words/filter-words.js'
import type { Batch, OfBatch } from './batch.js'

type Member = Answer<'/v1/batches/{batch}/members'>['members'][number]
const pageSize = 50
const stateChoices = memberStates.map((state) => ({ value: state, label: memberStateWords[state].label }))
const none = <span className="quiet">–</span>

/** The members with where they stand and why; filters in the address, the rest as a file. */
export function Members({ batch }: OfBatch) {
  const [filters, change] = useFilters(['state', 'code', 'wave'])
  const paging = usePaging()
  const words = useFilterWords()
  const path = { batch: String(batch.batchId) }
  const members = queries.useQuery(
    'get',
    '/v1/batches/{batch}/members',
    { params: { path, query: { ...(filters as object), ...paging.query, limit: String(pageSize) } } },
    { meta: { live: true }, placeholderData: keepPreviousData, select: toPage },
  )
  return (
    <>
      <h2>Members</h2>
      <FilterBar
        views="batches/members"
        fields={[
          { name: 'state', label: 'State', kind: 'choice', choices: stateChoices },
          { name: 'code', label: 'Reason', kind: 'text', example: 'a code' },
          {
            name: 'wave',
            label: 'Wave',
            kind: 'choice',
            choices: batch.waves.map(({ wave }) => ({ value: String(wave), label: String(wave) })),
          },
        ]}
        filters={filters}
        change={change}
      />
      <DataTable
        caption="Members"
        noun="member"
        columns={columns(words)}
        read={members}
        changing={members.isPlaceholderData}
        rowKey={({ journeyId }) => String(journeyId)}
        paging={paging}
        total={totalOf(batch, filters)}
        exportHref={`/v1/batches/${batch.batchId}/members.csv${writeFilters(filters)}`}
        empty={<Empty title="No member matches these filters">Take a filter away, or clear them all.</Empty>}
      />
    </>
  )
}

/** How many members a filter has, where the batch's own counters say so. */
function totalOf(
  { progress, waves }: Batch,
  { state, code, wave }: { readonly state?: string; readonly code?: string; readonly wave?: string },
) {
  if (code !== undefined) return null
  const of = wave === undefined ? progress : waves.find((each) => String(each.wave) === wave)
  if (of === undefined) return null
  const states: Readonly<Record<string, number>> = 'states' in of ? of.states : of.counts
  const n = state === undefined ? of.members : states[state]
  return n === undefined ? null : { n, exact: true }
}

function columns(words: FilterWords): readonly Column<Member>[] {
  return [
    {
      key: 'device',
      title: 'Device id',
      cell: ({ journeyId, deviceId }) => <MeterLink journey={journeyId} device={deviceId} />,
    },
    { key: 'fuel', title: 'Fuel', cell: ({ fuel }) => fuel, from: 'wide' },
    { key: 'supplier', title: 'Supplier', cell: ({ supplier }) => supplier, from: 'medium' },
    { key: 'lane', title: 'Lane', cell: ({ lane }) => lane ?? none, from: 'wide' },
    { key: 'wave', title: 'Wave', align: 'right', cell: ({ wave }) => wave, from: 'medium' },
    { key: 'state', title: 'State', cell: (member) => <State member={member} /> },
    {
      key: 'code',
      title: 'Why',
      cell: ({ code }) =>
        code === null ? none : <code title={codeMeaning(code, words.failures) ?? undefined}>{code}</code>,
    },
    { key: 'attempts', title: 'Attempts', align: 'right', cell: ({ attempts }) => attempts, from: 'medium' },
    { key: 'due', title: 'Due', cell: ({ dueOn }) => (dueOn === null ? none : <Day on={dueOn} />), from: 'medium' },
    {
      key: 'released',
      title: 'Released',
      cell: ({ releasedAt }) => (releasedAt === null ? none : <Time at={releasedAt} />),
      from: 'wide',
    },
    {
      key: 'ended',
      title: 'At its end',
      cell: ({ endedAt }) => (endedAt === null ? none : <Time at={endedAt} />),
      from: 'wide',
    },
  ]
}

function State({ member: { state, movedTo } }: { readonly member: Member }) {
  const { label, meaning, tone } = memberStateWords[state]
  return (
    <>
      <Badge tone={tone} title={meaning}>
        {label}
      </Badge>
      {movedTo !== null && (
        <>
          {' '}
          <To page="/batches/$batch" params={{ batch: String(movedTo) }}>
            {state === 'moved' ? 'to' : 'tried again in'} batch {movedTo}
          </To>
        </>
      )}
    </>
  )
}

function toPage({ members, next }: Answer<'/v1/batches/{batch}/members'>) {
  return { rows: members, next }
}
