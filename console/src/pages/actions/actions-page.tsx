import { keepPreviousData } from '@tanstack/react-query'
import { actionKinds } from '../../../../src/domain/action/request.js'
import { queries, type Answer } from '../../api/call.js'
import { PageHeader } from '../../shell/page-header.js'
import { DataTable, type Column } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { FilterBar, type FilterField } from '../../ui/filter-bar.js'
import { useFilters } from '../../ui/filters.js'
import { To } from '../../ui/link.js'
import { usePaging } from '../../ui/paging.js'
import { Time } from '../../ui/time.js'
import { actionWords } from '../../words/action-words.js'
import { useFilterWords } from '../../words/filter-words.js'
import { number } from '../../words/numbers.js'
import { ActionStateBadge, kindChoices, WhichMeters, type ActionLine } from './action-line.js'

const pageSize = 50
const filterNames = ['kind', 'failure', 'open'] as const
type FilterName = (typeof filterNames)[number]

/** What was decided about many meters at once, and what came of it. */
export function Page() {
  const [filters, change] = useFilters(filterNames)
  const words = useFilterWords()
  const paging = usePaging()
  const { failure } = filters
  const kind = actionKinds.find((each) => each === filters.kind)
  const actions = queries.useQuery(
    'get',
    '/v1/actions',
    {
      params: {
        query: {
          limit: String(pageSize),
          ...(kind === undefined ? {} : { kind }),
          ...(failure === undefined ? {} : { failure }),
          ...(filters.open === 'true' ? { open: 'true' as const } : {}),
          ...paging.query,
        },
      },
    },
    { meta: { live: true }, placeholderData: keepPreviousData, select: toPage },
  )
  const fields: readonly FilterField<FilterName>[] = [
    { name: 'kind', label: 'Kind', kind: 'choice', choices: kindChoices },
    { name: 'failure', label: 'Failure', kind: 'choice', choices: words.failures },
    { name: 'open', label: 'State', kind: 'choice', choices: [{ value: 'true', label: 'under way' }] },
  ]
  return (
    <>
      <PageHeader
        title="Actions"
        lead="Decisions about many meters at once, the newest first. They are begun on the pages of failures and meters."
      />
      <FilterBar fields={fields} filters={filters} change={change} />
      <DataTable
        caption="Actions"
        noun="action"
        columns={columns}
        read={actions}
        changing={actions.isPlaceholderData}
        rowKey={({ actionId }) => String(actionId)}
        paging={paging}
        total={null}
        empty={
          <Empty
            title={Object.keys(filters).length === 0 ? 'There are no actions yet' : 'No action matches these filters'}
          >
            <To page="/failures">Failures</To> are acted on by their cause, meters by a filter or one by one on the page{' '}
            <To page="/meters">Meters</To>.
          </Empty>
        }
      />
    </>
  )
}

const figure = (value: number | undefined) => (value === undefined ? <span className="quiet">–</span> : number(value))

const columns: readonly Column<ActionLine>[] = [
  { key: 'id', title: 'No.', cell: ({ actionId }) => actionId, align: 'right' },
  {
    key: 'name',
    title: 'Name',
    cell: ({ actionId, name }) => (
      <To page="/actions/$action" params={{ action: String(actionId) }}>
        {name.length > 60 ? `${name.slice(0, 59)}…` : name}
      </To>
    ),
  },
  { key: 'kind', title: 'Kind', cell: ({ kind }) => actionWords[kind].short, from: 'medium' },
  { key: 'state', title: 'State', cell: ({ state }) => <ActionStateBadge state={state} /> },
  { key: 'meters', title: 'Meters', cell: ({ meters }) => number(meters), align: 'right' },
  { key: 'done', title: 'Done', cell: ({ done }) => number(done), align: 'right' },
  { key: 'refused', title: 'Refused', cell: ({ refused }) => number(refused), align: 'right', from: 'medium' },
  { key: 'moved', title: 'Moved', cell: ({ moved }) => number(moved), align: 'right', from: 'wide' },
  { key: 'enrolled', title: 'Enrolled', cell: ({ outcomes }) => figure(outcomes?.enrolled), align: 'right' },
  { key: 'failed', title: 'Failed again', cell: ({ outcomes }) => figure(outcomes?.failed), align: 'right' },
  { key: 'way', title: 'Under way', cell: ({ outcomes }) => figure(outcomes?.underWay), align: 'right', from: 'wide' },
  { key: 'by', title: 'Asked by', cell: ({ actor }) => actor, from: 'medium' },
  { key: 'at', title: 'Asked', cell: ({ createdAt }) => <Time at={createdAt} /> },
  { key: 'which', title: 'Which meters', cell: (action) => <WhichMeters action={action} />, from: 'wide' },
]

function toPage({ actions, next }: Answer<'/v1/actions'>) {
  return { rows: actions, next }
}
