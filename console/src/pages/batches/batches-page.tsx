import { keepPreviousData } from '@tanstack/react-query'
import { batchStates } from '../../../../src/domain/batch/state.js'
import { queries, type Answer } from '../../api/call.js'
import { whoMay } from '../../session/permission-gate.js'
import { useMay } from '../../session/session.js'
import { PageHeader } from '../../shell/page-header.js'
import { LinkButton } from '../../ui/button.js'
import { DataTable } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { FilterBar } from '../../ui/filter-bar.js'
import { useFilters, writeFilters } from '../../ui/filters.js'
import { usePaging } from '../../ui/paging.js'
import { batchStateWords } from '../../words/batches.js'
import { useFilterWords } from '../../words/filter-words.js'
import { batchColumns } from './batch-columns.js'

/** As many as the API gives with their health. */
const pageSize = 20
const filterNames = ['open', 'attention', 'state', 'parent'] as const
const stateChoices = batchStates.map((state) => ({ value: state, label: batchStateWords[state].label }))

/** All batches, the newest first. */
export function Page() {
  const [filters, change] = useFilters(filterNames)
  const paging = usePaging()
  const words = useFilterWords()
  const mayPlan = useMay('batches:plan')
  const batches = queries.useQuery(
    'get',
    '/v1/batches',
    { params: { query: { ...(filters as object), ...paging.query, health: 'true', limit: String(pageSize) } } },
    { meta: { live: true }, refetchInterval: 10_000, placeholderData: keepPreviousData, select: toPage },
  )
  return (
    <>
      <PageHeader
        title="Batches"
        lead="Sets of meters that are planned, approved, released in waves and watched as one. The newest first."
        actions={
          mayPlan ? (
            <LinkButton page="/batches/plan" look="main">
              Plan a batch
            </LinkButton>
          ) : (
            <span className="quiet">Planning a batch is for {whoMay('batches:plan')}.</span>
          )
        }
      />
      <FilterBar
        fields={[
          {
            name: 'attention',
            label: 'Attention',
            kind: 'choice',
            choices: [{ value: 'true', label: 'a person is needed' }],
          },
          { name: 'open', label: 'Over or not', kind: 'choice', choices: [{ value: 'true', label: 'not over' }] },
          { name: 'state', label: 'State', kind: 'choice', choices: stateChoices },
          { name: 'parent', label: 'Retries of batch', kind: 'text', example: 'number' },
        ]}
        filters={filters}
        change={change}
      />
      <DataTable
        caption="Batches"
        noun="batch"
        nouns="batches"
        columns={batchColumns(words)}
        read={batches}
        changing={batches.isPlaceholderData}
        rowKey={({ batchId }) => String(batchId)}
        paging={paging}
        total={null}
        empty={
          writeFilters(filters) === '' ? (
            <Empty title="There are no batches yet">
              {mayPlan ? 'Plan one to have its meters released together, in waves.' : 'An operator plans them.'}
            </Empty>
          ) : filters.attention === 'true' ? (
            <Empty title="No batch needs attention">Take the filter away to see all of them.</Empty>
          ) : (
            <Empty title="No batch matches these filters">Take a filter away, or clear them all.</Empty>
          )
        }
      />
    </>
  )
}

function toPage({ batches, next }: Answer<'/v1/batches'>) {
  return { rows: batches, next }
}
