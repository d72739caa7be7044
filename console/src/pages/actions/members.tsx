import { keepPreviousData } from '@tanstack/react-query'
import { memberStates } from '../../../../src/domain/action/request.js'
import { queries, type Answer } from '../../api/call.js'
import { useSession } from '../../session/session.js'
import { Badge, StageBadge } from '../../ui/badge.js'
import { DataTable, type Column } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { FilterBar, type FilterField } from '../../ui/filter-bar.js'
import { useFilters, writeFilters } from '../../ui/filters.js'
import { MeterLink, To } from '../../ui/link.js'
import { usePaging } from '../../ui/paging.js'
import { sentence } from '../../ui/problem-view.js'
import { Time } from '../../ui/time.js'
import { stages } from '../../../../src/domain/stage.js'
import { memberStateWords, outcomeWords } from '../../words/action-words.js'
import { isUnderWay, type ActionLine } from './action-line.js'

type Member = Answer<'/v1/actions/{action}/members'>['members'][number]

const pageSize = 50
const filterNames = ['state', 'outcome', 'code'] as const
const outcomes = ['enrolled', 'failed', 'held', 'ended', 'under-way'] as const
const fields: readonly FilterField<(typeof filterNames)[number]>[] = [
  {
    name: 'state',
    label: 'Result',
    kind: 'choice',
    choices: memberStates.map((value) => ({ value, label: memberStateWords[value].label })),
  },
  {
    name: 'outcome',
    label: 'Outcome',
    kind: 'choice',
    choices: outcomes.map((value) => ({ value, label: outcomeWords[value].label })),
  },
  { name: 'code', label: 'Code', kind: 'text', example: 'W101' },
]

/** The meters of an action, each with its result. */
export function Members({ action }: { readonly action: ActionLine }) {
  const { actionId } = action
  const { supplier } = useSession()
  const [filters, change] = useFilters(filterNames)
  const paging = usePaging()
  const query = {
    ...(filters.code === undefined ? {} : { code: filters.code }),
    ...given('state', memberStates, filters.state),
    ...given('outcome', outcomes, filters.outcome),
  }
  const members = queries.useQuery(
    'get',
    '/v1/actions/{action}/members',
    {
      params: {
        path: { action: String(actionId) },
        query: { ...query, limit: String(pageSize), ...paging.query },
      },
    },
    {
      meta: { live: true },
      placeholderData: keepPreviousData,
      select: toPage,
      refetchInterval: isUnderWay(action) ? 3_000 : false,
    },
  )
  return (
    <>
      <h2>Its meters</h2>
      <FilterBar fields={fields} filters={filters} change={change} />
      <DataTable
        caption="Meters of the action"
        // Batches are not for suppliers.
        columns={supplier === null ? columns : columns.filter(({ key }) => key !== 'batch')}
        read={members}
        changing={members.isPlaceholderData}
        rowKey={({ journeyId }) => String(journeyId)}
        paging={paging}
        total={null}
        exportHref={`/v1/actions/${actionId}/members.csv${writeFilters(query)}`}
        empty={<Empty title="No meter of this action has such a result">Take a filter away, or clear them all.</Empty>}
      />
    </>
  )
}

/** A word of the address, where it is one of those that the API knows. */
function given<N extends string, W extends string>(name: N, words: readonly W[], value: string | undefined) {
  const word = words.find((each) => each === value)
  const one: Partial<Record<N, W>> = {}
  if (word !== undefined) one[name] = word
  return one
}

const none = <span className="quiet">–</span>

const columns: readonly Column<Member>[] = [
  {
    key: 'device',
    title: 'Device id',
    cell: ({ journeyId, deviceId }) => <MeterLink journey={journeyId} device={deviceId} />,
  },
  { key: 'supplier', title: 'Supplier', cell: ({ supplier }) => supplier, from: 'medium' },
  {
    key: 'result',
    title: 'Result',
    cell: ({ state, message }) => (
      <Badge
        tone={memberStateWords[state].tone}
        title={message === null ? memberStateWords[state].meaning : sentence(message)}
      >
        {memberStateWords[state].label}
      </Badge>
    ),
  },
  {
    key: 'outcome',
    title: 'Outcome',
    cell: ({ outcome, outcomeCode }) =>
      outcome === null ? (
        none
      ) : (
        <>
          <Badge tone={outcomeWords[outcome].tone}>{outcomeWords[outcome].label}</Badge>{' '}
          {outcomeCode !== null && <code>{outcomeCode}</code>}
        </>
      ),
  },
  { key: 'at', title: 'Outcome came', cell: ({ outcomeAt }) => (outcomeAt === null ? none : <Time at={outcomeAt} />) },
  { key: 'why', title: 'Why', cell: ({ code }) => (code === null ? none : <code>{code}</code>), from: 'medium' },
  {
    key: 'stage',
    title: 'Stands now at',
    cell: ({ stage }) => {
      const known = stages.find((each) => each === stage)
      return known === undefined ? stage : <StageBadge stage={known} />
    },
    from: 'medium',
  },
  {
    key: 'batch',
    title: 'Batch',
    cell: ({ batchId }) =>
      batchId === null ? (
        none
      ) : (
        <To page="/batches/$batch" params={{ batch: String(batchId) }}>
          {batchId}
        </To>
      ),
    from: 'wide',
  },
  {
    key: 'decided',
    title: 'Decided',
    cell: ({ decidedAt }) => (decidedAt === null ? none : <Time at={decidedAt} />),
    from: 'wide',
  },
]

function toPage({ members, next }: Answer<'/v1/actions/{action}/members'>) {
  return { rows: members, next }
}
