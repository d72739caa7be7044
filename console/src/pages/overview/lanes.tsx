import type { LaneLine } from '../../live/use-lanes.js'
import type { Read } from '../../ui/loaded.js'
import { Loaded } from '../../ui/loaded.js'
import { To } from '../../ui/link.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { Day } from '../../ui/time.js'
import { number } from '../../words/numbers.js'
import { BreakerBadge, LaneState } from '../lanes/lane-columns.js'
import { Meter } from './use-of-day.js'

interface LanesProps {
  readonly read: Read<{ readonly lanes: readonly LaneLine[] }>
  /** The one lane that is looked at, where the overview is of one. */
  readonly lane: string | undefined
}

/** The ways into DCC: whether each works, what of its day is used, and what waits. */
export function Lanes({ read, lane }: LanesProps) {
  return (
    <Panel title="Lanes" aside="today, in London">
      <Loaded read={read} what="The lanes">
        {({ lanes }) => (
          <PlainTable
            caption="Lane by lane"
            heads={[
              'Lane',
              'State',
              'Breaker',
              'Used today',
              right('Ready'),
              right('In flight'),
              right('Success, last hour'),
              'Earliest due',
            ]}
            rows={lanes.filter((each) => lane === undefined || each.lane === lane).map(rowOf)}
          />
        )}
      </Loaded>
    </Panel>
  )
}

const right = (title: string) => ({ title, align: 'right' }) as const

function rowOf(lane: LaneLine) {
  const { today, queue, lastHour } = lane
  return {
    key: lane.lane,
    cells: [
      <To key="name" page="/lanes/$lane" params={{ lane: lane.lane }}>
        {lane.name}
      </To>,
      <LaneState key="state" lane={lane} />,
      <BreakerBadge key="breaker" lane={lane} />,
      <Meter key="today" used={today.used} of={today.capacity} label={`${lane.name}, used today`} />,
      <>
        {number(queue.ready)}
        {queue.held + queue.withheld > 0 && (
          <span className="small quiet"> +{number(queue.held + queue.withheld)} held back</span>
        )}
      </>,
      number(lane.inFlight),
      lastHour.success === null ? <span className="quiet">–</span> : `${lastHour.success}%`,
      queue.earliestDue === null ? <span className="quiet">–</span> : <Day on={queue.earliestDue} />,
    ],
  }
}
