import { StatTile, StatTiles } from '../../ui/stat-tile.js'
import { Day, Time, useNow } from '../../ui/time.js'
import { counted, number, share } from '../../words/numbers.js'
import { londonDay, relativeDay, relativeTime } from '../../words/times.js'
import type { OfLane } from './lane.js'

/** The figures one looks at first. */
export function Now({ lane }: Pick<OfLane, 'lane'>) {
  const now = useNow()
  const { inFlight, inFlightLimit, today, queue, lastHour } = lane
  return (
    <StatTiles>
      <StatTile label="In flight" value={number(inFlight)} note={`of ${number(inFlightLimit)} at most`} tone="info" />
      <StatTile
        label="Used today"
        value={number(today.used)}
        note={`${share(today.used, today.capacity)} of ${number(today.capacity)}; prepayment ${number(today.prepaymentUsed)} of ${number(today.prepaymentCap)}`}
        tone={today.used >= today.capacity ? 'warn' : 'info'}
      />
      <StatTile
        label="Ready"
        value={number(queue.ready)}
        note={`${number(queue.held)} behind a sibling, ${number(queue.withheld)} not released`}
      />
      <StatTile
        label="Oldest"
        value={queue.oldestSince === null ? 'none' : relativeTime(new Date(queue.oldestSince).getTime(), now)}
        note={
          queue.oldestSince === null ? (
            'nothing is ready'
          ) : (
            <>
              ready since <Time at={queue.oldestSince} show="exact" />
            </>
          )
        }
      />
      <StatTile
        label="Earliest due"
        value={queue.earliestDue === null ? 'none' : relativeDay(queue.earliestDue, londonDay(new Date(now)))}
        note={queue.earliestDue === null ? 'nothing that is ready has a date' : <Day on={queue.earliestDue} />}
      />
      <StatTile
        label="Success, last hour"
        value={lastHour.success === null ? '–' : `${lastHour.success}%`}
        note={`${number(lastHour.commissioned)} of ${counted(lastHour.answered, 'answer')} commissioned`}
        tone={lastHour.success === null ? 'quiet' : lastHour.success < 50 ? 'bad' : 'good'}
      />
    </StatTiles>
  )
}
