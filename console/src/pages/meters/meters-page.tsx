import { keepPreviousData } from '@tanstack/react-query'
import { queries, type Answer } from '../../api/call.js'
import { ActMenu } from '../../parts/act/act-menu.js'
import { useActing } from '../../parts/act/use-acting.js'
import type { ActSet } from '../../parts/act/bulk-act-dialog.js'
import { useMay, useSession } from '../../session/session.js'
import { PageHeader } from '../../shell/page-header.js'
import { LinkButton } from '../../ui/button.js'
import { DataTable } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { FilterBar } from '../../ui/filter-bar.js'
import { useFilters, writeFilters } from '../../ui/filters.js'
import { usePaging } from '../../ui/paging.js'
import { useSelection, type Selection } from '../../ui/selection.js'
import { useFilterWords } from '../../words/filter-words.js'
import { counted } from '../../words/numbers.js'
import { meterColumns } from './meter-columns.js'
import { filterNames, meterFields, meterQuery } from './meter-fields.js'

const pageSize = 50

/** Meters of a filter. */
export function Page() {
  const { supplier } = useSession()
  const mayExport = useMay('meters:export')
  const mayPlan = useMay('batches:plan')
  const [filters, change] = useFilters(filterNames)
  const paging = usePaging()
  const list = writeFilters(filters)
  const query = meterQuery(filters)
  const acting = useActing()
  const choosing = useSelection(list)
  const words = useFilterWords()
  const meters = queries.useQuery(
    'get',
    '/v1/meters',
    { params: { query: { ...query, ...paging.query, limit: String(pageSize) } } },
    { meta: { live: true }, placeholderData: keepPreviousData, select: toPage },
  )
  const total = queries.useQuery(
    'get',
    '/v1/meters/count',
    { params: { query } },
    { meta: { live: true }, select: ({ meters: n, exact }) => ({ n, exact }) },
  )
  return (
    <>
      <PageHeader
        title="Meters"
        lead="In the order of their numbers. Each leads to its story."
        actions={
          mayPlan && (
            <LinkButton page="/batches/plan" filters={filters}>
              {list === '' ? 'Plan a batch' : 'Plan a batch of these'}
            </LinkButton>
          )
        }
      />
      <FilterBar fields={meterFields(words, supplier === null)} filters={filters} change={change} />
      <DataTable
        caption="Meters"
        columns={meterColumns(supplier === null)}
        read={meters}
        changing={meters.isPlaceholderData}
        rowKey={({ journeyId }) => String(journeyId)}
        rowName={({ deviceId }) => `meter ${deviceId}`}
        paging={paging}
        total={total.isError ? null : total.data}
        choosing={choosing}
        actions={<ActMenu set={chosenSet(choosing.selection, query)} ask={acting.ask} />}
        {...(mayExport ? { exportHref: `/v1/meters.csv${list}` } : {})}
        empty={
          list === '' ? (
            <Empty title="There are no meters yet">Import a portfolio to begin: meterlift import FILE.</Empty>
          ) : (
            <Empty title="No meter matches these filters">Take a filter away, or clear them all.</Empty>
          )
        }
      />
      {acting.dialog}
    </>
  )
}

/** The meters that were chosen: their numbers, or the filter where all that match are meant. */
function chosenSet(selection: Selection, query: ActSet['filter']): ActSet {
  if (selection.kind !== 'rows') return { filter: query, words: 'all that match' }
  const journeys = [...selection.keys]
  return { filter: { journeys: journeys.join(',') }, words: `${counted(journeys.length, 'meter')} chosen` }
}

function toPage({ meters, next }: Answer<'/v1/meters'>) {
  return { rows: meters, next }
}
