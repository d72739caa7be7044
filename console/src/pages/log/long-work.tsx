import { keepPreviousData } from '@tanstack/react-query'
import { queries, type Answer } from '../../api/call.js'
import { Badge } from '../../ui/badge.js'
import { DataTable, type Column } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { FilterBar } from '../../ui/filter-bar.js'
import { useFilters } from '../../ui/filters.js'
import { usePaging } from '../../ui/paging.js'
import { sentence } from '../../ui/problem-view.js'
import { Time } from '../../ui/time.js'
import { number } from '../../words/numbers.js'

type Operation = Answer<'/v1/operations'>['operations'][number]
const pageSize = 50
const filterNames = ['kind', 'running'] as const
const tones = { running: 'info', done: 'good', failed: 'bad' } as const

/** Long work that was asked for. */
export function LongWork() {
  const [filters, change] = useFilters(filterNames)
  const paging = usePaging()
  const work = queries.useQuery(
    'get',
    '/v1/operations',
    {
      params: {
        query: {
          limit: String(pageSize),
          ...(filters.kind === undefined ? {} : { kind: filters.kind }),
          ...(filters.running === 'true' ? { running: 'true' as const } : {}),
          ...paging.query,
        },
      },
    },
    { refetchInterval: 5_000, placeholderData: keepPreviousData, select: toPage },
  )
  return (
    <>
      <FilterBar
        fields={[
          { name: 'kind', label: 'Kind', kind: 'text', example: 'import' },
          { name: 'running', label: 'State', kind: 'choice', choices: [{ value: 'true', label: 'running' }] },
        ]}
        filters={filters}
        change={change}
      />
      <DataTable
        caption="Long work"
        noun="piece of work"
        columns={columns}
        read={work}
        changing={work.isPlaceholderData}
        rowKey={({ operationId }) => operationId}
        paging={paging}
        total={null}
        empty={
          <Empty title="There is no such work">Imports and programmes put in force by HTTP are listed here.</Empty>
        }
      />
    </>
  )
}

const figures = (progress: Operation['progress']): string =>
  Object.entries(progress)
    .map(([name, n]) => `${number(n)} ${name}`)
    .join(', ')

const columns: readonly Column<Operation>[] = [
  { key: 'at', title: 'Begun', cell: ({ startedAt }) => <Time at={startedAt} show="exact" /> },
  { key: 'kind', title: 'What', cell: ({ kind }) => kind.replaceAll('-', ' ') },
  { key: 'state', title: 'State', cell: ({ state }) => <Badge tone={tones[state]}>{state}</Badge> },
  {
    key: 'result',
    title: 'How far, or what went wrong',
    cell: ({ progress, problem }) =>
      problem === null ? (
        figures(progress) || <span className="quiet">–</span>
      ) : (
        <>
          {sentence(problem.detail)} <code>{problem.code}</code>
        </>
      ),
  },
  {
    key: 'ended',
    title: 'Ended',
    cell: ({ finishedAt }) => (finishedAt === null ? <span className="quiet">–</span> : <Time at={finishedAt} />),
  },
]

function toPage({ operations, next }: Answer<'/v1/operations'>) {
  return { rows: operations, next }
}
