import type { EpochMs } from '../../domain/brands.js'
import { londonDate } from '../../domain/calendar.js'
import type { Programme } from '../../domain/programme.js'
import { bankHolidayDates, windowAt } from '../../domain/time-window.js'
import type { Queryable } from '../database.js'
import { readStageCounts } from './stage-counts.js'

/** A wait for an attempt that is nearer than this is not a wait for a date. */
const soonMs = 10 * 60_000

/**
 * How much of the fleet goes on by itself now: journeys and messages that are neither at an end nor wait for a date, the
 * programme or a person. Read from the counters; the cost does not depend on the number of meters.
 */
export async function readUnsettled(db: Queryable, programme: Programme, now: EpochMs): Promise<number> {
  const releases = programme.switches.automaticRelease ? ['released', 'free'] : ['released']
  const [rows, ready, [pending], closed] = await Promise.all([
    readStageCounts(db, {}),
    // What a batch withholds waits for the batch.
    db<{ lane_id: string; n: number }[]>`
      select lane_id, sum(n)::bigint as n from lane_queue
      where state = 'ready' and release = any(${releases}::text[]) group by lane_id`,
    db<{ n: number }[]>`
      select (select count(*) from journey where stage = 'retry' and next_attempt_at <= ${now + soonMs})
           + (select count(*) from outbox where sent_at is null and dead_at is null and not_before <= ${now + soonMs})
           + (select count(*) from programme_version where told_at is null)
           + (select count(*) from batch where tell > told or state in ('pausing', 'cancelling', 'finishing')) as n`,
    closedLanes(db, programme, now),
  ])
  const moving = rows
    .filter(({ stage, standing }) => stage === 'inventory' || standing === 'in-flight')
    .reduce((sum, { n }) => sum + n, 0)
  const claimable = ready.reduce((sum, { lane_id, n }) => (closed.has(lane_id) ? sum : sum + n), 0)
  return moving + claimable + (pending?.n ?? 0)
}

/** Lanes that take nothing more today or now: what is ready there waits for a date. */
async function closedLanes(db: Queryable, programme: Programme, now: EpochMs): Promise<ReadonlySet<string>> {
  const used = await db<
    { lane_id: string; used: number }[]
  >`select lane_id, used from lane_day where day = ${londonDate(now)}`
  return new Set(
    programme.lanes
      .filter((lane) => {
        const window = windowAt(lane.windows, now, bankHolidayDates(programme.bankHolidays, lane.division))
        return !window.open || (used.find((row) => row.lane_id === lane.id)?.used ?? 0) >= lane.dailyCapacity
      })
      .map(({ id }) => id),
  )
}
