import { queries } from '../../api/call.js'
import { Empty } from '../../ui/empty.js'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { sentence } from '../../ui/problem-view.js'
import { Time } from '../../ui/time.js'
import { number } from '../../words/numbers.js'
import type { OfLane } from './lane.js'

interface Cause {
  readonly failure: string
  readonly meaning: string
  readonly owner: string
  readonly meters: number
  readonly lastAt: string
}

/** What fails in the lane, by cause, most first. */
export function Failures({ lane: { lane } }: Pick<OfLane, 'lane'>) {
  const failures = queries.useQuery('get', '/v1/failures', { params: { query: { lane } } }, { meta: { live: true } })
  return (
    <Panel title="Open failures" aside="each leads to its meters">
      <Loaded read={failures} what="The failures">
        {(data) =>
          data.failures.length === 0 ? (
            <Empty title="No open failure">No meter of this lane stands where a failure put it.</Empty>
          ) : (
            <PlainTable
              caption="Open failures of this lane by cause"
              heads={['Code', 'Meaning', 'Who acts', { title: 'Meters', align: 'right' }, 'Latest']}
              rows={causes(data.failures).map(({ failure, meaning, owner, meters, lastAt }) => ({
                key: failure,
                cells: [
                  <To page="/meters" filters={{ lane, failure, 'open-failure': 'true' }}>
                    <code>{failure}</code>
                  </To>,
                  sentence(meaning),
                  owner,
                  number(meters),
                  <Time at={lastAt} />,
                ],
              }))}
            />
          )
        }
      </Loaded>
    </Panel>
  )
}

/** One line for each code: cohorts and firmwares of a lane taken together. */
function causes(groups: readonly Cause[]): readonly Cause[] {
  const byCode = new Map<string, Cause>()
  for (const group of groups) {
    const before = byCode.get(group.failure)
    const meters = group.meters + (before?.meters ?? 0)
    const lastAt = before !== undefined && before.lastAt > group.lastAt ? before.lastAt : group.lastAt
    byCode.set(group.failure, { ...group, meters, lastAt })
  }
  return [...byCode.values()].sort((a, b) => b.meters - a.meters)
}
