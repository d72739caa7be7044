import { keepPreviousData } from '@tanstack/react-query'
import { queries } from '../../api/call.js'
import { useWhose } from '../../session/whose.js'
import { PageHeader } from '../../shell/page-header.js'
import { DataTable, type Column } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { FilterBar } from '../../ui/filter-bar.js'
import { useFilters } from '../../ui/filters.js'
import { usePaging } from '../../ui/paging.js'
import { Day, Time } from '../../ui/time.js'
import { ChangeBadge, MeterOfChange, type Change } from './change-cells.js'

const directions = [
  { value: 'gained', label: 'gained' },
  { value: 'switched-away', label: 'switched away' },
]

const columns: readonly Column<Change>[] = [
  { key: 'on', title: 'Changed on', cell: ({ changedOn }) => <Day on={changedOn} relative /> },
  { key: 'what', title: 'What', cell: ({ direction }) => <ChangeBadge direction={direction} /> },
  { key: 'supplier', title: 'Supplier', cell: ({ supplier }) => supplier, from: 'medium' },
  { key: 'meter', title: 'Meter', cell: (change) => <MeterOfChange change={change} /> },
  { key: 'fuel', title: 'Fuel', cell: ({ fuel }) => fuel, from: 'medium' },
  { key: 'recorded', title: 'Recorded', cell: ({ recordedAt }) => <Time at={recordedAt} />, from: 'medium' },
]

/** Gains and losses: meters that changed supplier. */
export function Page() {
  const { own, filters, name, fields } = useWhose()
  const [{ direction }, change] = useFilters(['supplier', 'direction'])
  const paging = usePaging()
  const read = queries.useQuery(
    'get',
    '/v1/changes',
    {
      params: {
        query: {
          ...filters,
          ...(direction === 'gained' || direction === 'switched-away' ? { direction } : {}),
          ...paging.query,
        },
      },
    },
    {
      meta: { live: true },
      placeholderData: keepPreviousData,
      select: ({ changes, next }) => ({ rows: changes, next }),
    },
  )
  return (
    <>
      <PageHeader
        title={own ? 'My gains and losses' : 'Gains and losses'}
        lead={`${name}, by change of supplier, the last recorded first. A gained meter brings its duty along.`}
      />
      <FilterBar<'supplier' | 'direction'>
        fields={[...fields, { name: 'direction', label: 'Direction', kind: 'choice', choices: directions }]}
        filters={{ ...filters, ...(direction === undefined ? {} : { direction }) }}
        change={change}
      />
      <DataTable
        caption="Changes of supplier"
        noun="change"
        columns={columns}
        read={read}
        changing={read.isPlaceholderData}
        rowKey={({ changeId }) => String(changeId)}
        paging={paging}
        total={null}
        empty={
          <Empty title="No meter changed supplier">
            A change is recorded from an import with a later supplied_since, or by the operations team.
          </Empty>
        }
      />
    </>
  )
}
