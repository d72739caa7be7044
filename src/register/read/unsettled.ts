import type { EpochMs } from '../../domain/brands.js'
import { londonDate } from '../../domain/calendar.js'
import type { Programme } from '../../domain/programme.js'
import { bankHolidayDates, windowAt } from '../../domain/time-window.js'
import type { Queryable } from '../database.js'
import { outboxPriority } from '../outbox/claim.js'
import { readStageCounts } from './stage-counts.js'

/** A wait for an attempt that is nearer than this is not a wait for a date. */
const soonMs = 10 * 60_000

/** What goes on by itself now. */
export interface Unsettled {
  /** Meters that are neither at an end nor wait for a date, the programme or a person. */
  readonly meters: number
  /** Versions of the programme whose meters have not all been told: until then any meter may yet move. */
  readonly untoldVersions: number
}

/**
 * Reads what goes on by itself. Meters are read from the counters, so that the cost does not depend on how many there are;
 * to these come those that stand still but will try again soon, or be told something, each of them once.
 */
export async function readUnsettled(db: Queryable, programme: Programme, now: EpochMs): Promise<Unsettled> {
  const [rows, closed, untold] = await Promise.all([
    readStageCounts(db, {}),
    closedLanes(db, programme, now),
    db<{ n: number }[]>`select count(*) as n from programme_version where told_at is null`,
  ])
  const open = programme.switches.automaticRelease
    ? programme.lanes.map(({ id }) => id).filter((id) => !closed.has(id))
    : []
  const moving = rows
    .filter(
      ({ stage, standing, lane }) =>
        stage === 'inventory' ||
        standing === 'in-flight' ||
        (standing === 'ready' && lane !== null && open.includes(lane)),
    )
    .reduce((sum, { n }) => sum + n, 0)
  return { meters: moving + (await readSoon(db, open, now)), untoldVersions: untold[0]?.n ?? 0 }
}

/** Journeys that the counters show standing still, but that have their time or a message within minutes. */
async function readSoon(db: Queryable, openLanes: readonly string[], now: EpochMs): Promise<number> {
  // A message that starts a journey is for one at its inventory check, which the counters have.
  const [soon] = await db<{ n: number }[]>`
    with due as (
      select journey_id from journey where stage = 'retry' and next_attempt_at <= ${now + soonMs}
      union
      select journey_id from outbox
      where sent_at is null and dead_at is null and priority < ${outboxPriority.start} and not_before <= ${now + soonMs}
    )
    select count(*) as n from due join journey j using (journey_id)
    where j.stage <> 'inventory' and j.standing is distinct from 'in-flight'
      and (j.standing is distinct from 'ready' or j.lane_id is null or j.lane_id <> all(${[...openLanes]}::text[]))`
  return soon?.n ?? 0
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
