import { groupBy } from '../../../../src/domain/group-by.js'
import { queries, type Answer } from '../../api/call.js'
import { useActing } from '../../parts/act/use-acting.js'
import { useSession } from '../../session/session.js'
import { PageHeader } from '../../shell/page-header.js'
import { Empty } from '../../ui/empty.js'
import { FilterBar, type FilterField } from '../../ui/filter-bar.js'
import { useFilters } from '../../ui/filters.js'
import { Loaded } from '../../ui/loaded.js'
import { StatTile, StatTiles } from '../../ui/stat-tile.js'
import { useFilterWords } from '../../words/filter-words.js'
import { number } from '../../words/numbers.js'
import { FailureCode, type FailureCodeProps } from './failure-code.js'

export type FailureGroup = Answer<'/v1/failures'>['failures'][number]

const filterNames = ['supplier', 'cohort', 'lane', 'failure', 'firmware'] as const
type FilterName = (typeof filterNames)[number]

/** Open failures by cause: code, cohort, lane and firmware. */
export function Page() {
  const { supplier } = useSession()
  const [filters, change] = useFilters(filterNames)
  const words = useFilterWords()
  const acting = useActing()
  const failures = queries.useQuery('get', '/v1/failures', { params: { query: filters } }, { meta: { live: true } })
  const fields: readonly FilterField<FilterName>[] = [
    ...(supplier === null
      ? [{ name: 'supplier', label: 'Supplier', kind: 'choice', choices: words.suppliers } as const]
      : []),
    { name: 'cohort', label: 'Cohort', kind: 'choice', choices: words.cohorts },
    { name: 'lane', label: 'Lane', kind: 'choice', choices: words.lanes },
    { name: 'failure', label: 'Failure', kind: 'choice', choices: words.failures },
    { name: 'firmware', label: 'Firmware', kind: 'text' },
  ]
  return (
    <>
      <PageHeader
        title="Failures"
        lead="Open failures by cause. Decide once for a cause: every action counts its meters first, and is followed to its outcome."
      />
      <FilterBar fields={fields} filters={filters} change={change} />
      <Loaded read={failures} what="The failures" lines={12}>
        {({ failures: groups }) =>
          groups.length === 0 ? (
            <Empty
              title={
                Object.keys(filters).length === 0
                  ? 'There are no open failures'
                  : 'No open failure matches these filters'
              }
            >
              A failure is open while its meter waits to be tried again, or for somebody to act.
            </Empty>
          ) : (
            <Groups groups={groups} filters={filters} ask={acting.ask} />
          )
        }
      </Loaded>
      {acting.dialog}
    </>
  )
}

function Groups({ groups, filters, ask }: FailureCodeProps) {
  const sum = (of: (group: FailureGroup) => number): number => groups.reduce((total, group) => total + of(group), 0)
  const rising = groups.filter(({ trend }) => trend === 'rising').length
  const dueSoon = sum(({ dueSoon: n }) => n)
  const proposed = sum(({ referrals }) => referrals.proposed)
  return (
    <>
      <StatTiles>
        <StatTile label="Open failures" value={number(sum(({ meters }) => meters))} tone="warn" />
        <StatTile
          label="Wait for somebody"
          value={number(sum(({ needAction }) => needAction))}
          note="the others are tried again by themselves"
        />
        <StatTile
          label="Due soon or overdue"
          value={number(dueSoon)}
          {...(dueSoon > 0 ? { tone: 'bad' as const } : {})}
        />
        <StatTile
          label="Causes that rise"
          value={number(rising)}
          note={`of ${number(groups.length)}`}
          {...(rising > 0 ? { tone: 'bad' as const } : {})}
        />
        <StatTile
          label="To be referred"
          value={number(proposed)}
          note="too long without progress"
          {...(proposed > 0 ? { tone: 'warn' as const } : {})}
        />
      </StatTiles>
      {[...groupBy(groups, ({ failure }) => failure)].map(([failure, of]) => (
        <FailureCode key={failure} groups={of} filters={filters} ask={ask} />
      ))}
    </>
  )
}
