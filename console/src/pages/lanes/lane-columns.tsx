import type { LaneLine } from '../../live/use-lanes.js'
import { Badge } from '../../ui/badge.js'
import { Button } from '../../ui/button.js'
import type { Column } from '../../ui/data-table.js'
import { To } from '../../ui/link.js'
import { Day, Time } from '../../ui/time.js'
import { breakerWords, laneStateWords } from '../../words/lanes.js'
import { number } from '../../words/numbers.js'

const none = <span className="quiet">–</span>

interface Acting {
  readonly may: boolean
  readonly onStop: (lane: LaneLine) => void
}

/** Columns of the lanes; the last one stops a lane, or lifts its stop. */
export function laneColumns({ may, onStop }: Acting): readonly Column<LaneLine>[] {
  return [
    {
      key: 'lane',
      title: 'Lane',
      cell: ({ lane, name }) => (
        <To page="/lanes/$lane" params={{ lane }}>
          {name}
        </To>
      ),
    },
    { key: 'state', title: 'State', cell: (lane) => <LaneState lane={lane} /> },
    { key: 'breaker', title: 'Breaker', cell: (lane) => <BreakerBadge lane={lane} />, from: 'medium' },
    {
      key: 'act',
      title: 'Stop or lift',
      cell: (lane) => {
        const own = lane.stopped !== null && !lane.stopped.all
        return (
          <Button
            isDisabled={!may}
            aria-label={`${own ? 'Lift the stop of' : 'Stop'} ${lane.name}`}
            onPress={() => onStop(lane)}
          >
            {own ? 'Lift' : 'Stop'}
          </Button>
        )
      },
      from: 'medium',
    },
    {
      key: 'flight',
      title: 'In flight',
      align: 'right',
      cell: ({ inFlight, inFlightLimit }) => `${number(inFlight)} of ${number(inFlightLimit)}`,
      from: 'medium',
    },
    {
      key: 'today',
      title: 'Used today',
      align: 'right',
      cell: ({ today }) => `${number(today.used)} of ${number(today.capacity)}`,
    },
    { key: 'ready', title: 'Ready', align: 'right', cell: ({ queue }) => number(queue.ready) },
    {
      key: 'back',
      title: 'Held back',
      align: 'right',
      cell: ({ queue }) => (
        <span title={`${number(queue.held)} behind a sibling, ${number(queue.withheld)} not released`}>
          {number(queue.held + queue.withheld)}
        </span>
      ),
      from: 'wide',
    },
    {
      key: 'oldest',
      title: 'Oldest',
      cell: ({ queue }) => (queue.oldestSince === null ? none : <Time at={queue.oldestSince} />),
      from: 'medium',
    },
    {
      key: 'due',
      title: 'Earliest due',
      cell: ({ queue }) => (queue.earliestDue === null ? none : <Day on={queue.earliestDue} />),
      from: 'wide',
    },
    {
      key: 'success',
      title: 'Success, last hour',
      align: 'right',
      cell: ({ lastHour }) =>
        lastHour.success === null ? none : <span title={`${lastHour.answered} answers`}>{lastHour.success}%</span>,
      from: 'medium',
    },
  ]
}

/** Whether it submits now, and if not, until when. */
export function LaneState({ lane: { state, window, override } }: { readonly lane: LaneLine }) {
  const { label, meaning, tone } = laneStateWords[state]
  return (
    <>
      <Badge tone={tone} title={meaning}>
        {label}
      </Badge>
      {override !== null && (
        <>
          {' '}
          <Badge tone="warn">limited</Badge>
        </>
      )}
      {state === 'closed' && window.opensAt !== null && (
        <span className="small quiet">
          {' '}
          opens <Time at={window.opensAt} />
        </span>
      )}
    </>
  )
}

export function BreakerBadge({ lane: { breaker } }: { readonly lane: Pick<LaneLine, 'breaker'> }) {
  const { label, meaning, tone } = breakerWords[breaker.state]
  return (
    <Badge tone={breaker.hold === null ? tone : breaker.hold === 'open' ? 'bad' : 'warn'} title={meaning}>
      {breaker.hold === null ? label : `held ${breaker.hold}`}
    </Badge>
  )
}
