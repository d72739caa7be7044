import { queries } from '../../api/call.js'
import { useLanes } from '../../live/use-lanes.js'
import { PageHeader } from '../../shell/page-header.js'
import { useFilters } from '../../ui/filters.js'
import { FilterBar } from '../../ui/filter-bar.js'
import { Loaded } from '../../ui/loaded.js'
import { Columns } from '../../ui/panel.js'
import { StaleBadge } from '../../ui/stale-badge.js'
import { useFilterWords } from '../../words/filter-words.js'
import { Batches } from './batches.js'
import { Duties } from './duties.js'
import { Funnel } from './funnel.js'
import { Lanes } from './lanes.js'
import { OldestWaits } from './oldest-waits.js'
import { Pace } from './pace.js'
import { Storms } from './storms.js'
import { Today } from './today.js'

/** Where the fleet stands. */
export function Page() {
  const [filters, change] = useFilters(['supplier', 'cohort', 'lane'])
  const words = useFilterWords()
  const status = queries.useQuery(
    'get',
    '/v1/status',
    { params: { query: filters } },
    { meta: { live: true }, refetchInterval: 60_000, placeholderData: (before) => before },
  )
  const lanes = useLanes()
  return (
    <>
      <PageHeader title="Overview" lead={<StaleBadge readAt={status.dataUpdatedAt} failed={false} />} />
      <FilterBar
        fields={[
          { name: 'supplier', label: 'Supplier', kind: 'choice', choices: words.suppliers },
          { name: 'cohort', label: 'Cohort', kind: 'choice', choices: words.cohorts },
          { name: 'lane', label: 'Lane', kind: 'choice', choices: words.lanes },
        ]}
        filters={filters}
        change={change}
      />
      <Loaded read={status} what="The overview" lines={12}>
        {(data) => (
          <>
            <Pace status={data} />
            <Columns>
              <Funnel status={data} filters={filters} />
              <Duties status={data} filters={filters} />
            </Columns>
            <Columns>
              <Batches />
              <Today read={lanes} lane={filters.lane} />
            </Columns>
            <Lanes read={lanes} lane={filters.lane} />
            <OldestWaits status={data} filters={filters} />
            <Storms lane={filters.lane} />
          </>
        )}
      </Loaded>
    </>
  )
}
