import type { EpochMs } from '../../domain/brands.js'
import { londonDate } from '../../domain/calendar.js'
import { groupBy } from '../../domain/group-by.js'
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
  /** Batches to which something was decided that has not happened yet. */
  readonly passingBatches: number
}

/**
 * Reads what goes on by itself. Meters are read from the counters, so that the cost does not depend on how many there are;
 * to these come those that stand still but will try again soon, or be told something, each of them once.
 */
export async function readUnsettled(db: Queryable, programme: Programme, now: EpochMs): Promise<Unsettled> {
  const [rows, queues, closed, [passing]] = await Promise.all([
    readStageCounts(db, {}),
    readQueues(db, programme),
    closedLanes(db, programme, now),
    db<{ versions: number; batches: number }[]>`
      select (select count(*) from programme_version where told_at is null) as versions,
             (select count(*) from batch where tell > told or state in ('pausing', 'cancelling', 'finishing')) as batches`,
  ])
  const open = programme.lanes
    .map(({ id }) => id)
    .filter((id) => !closed.has(id) && (queues.get(id)?.claimable ?? 0) > 0)
  // Where a batch withholds some of a lane's queue, its claimable installations stand for their meters.
  const ready = (lane: string, n: number): number => {
    const queue = queues.get(lane)
    return queue === undefined || queue.withheld === 0 ? n : Math.min(n, queue.claimable)
  }
  const readyMeters = groupBy(
    rows.filter(({ standing }) => standing === 'ready'),
    ({ lane }) => lane ?? '',
  )
  const moving = rows
    .filter(({ stage, standing }) => stage === 'inventory' || standing === 'in-flight')
    .reduce((sum, { n }) => sum + n, 0)
  const claimable = open.reduce(
    (sum, lane) =>
      sum +
      ready(
        lane,
        (readyMeters.get(lane) ?? []).reduce((total, { n }) => total + n, 0),
      ),
    0,
  )
  return {
    meters: moving + claimable + (await readSoon(db, open, now)),
    untoldVersions: passing?.versions ?? 0,
    passingBatches: passing?.batches ?? 0,
  }
}

interface Queue {
  readonly claimable: number
  readonly withheld: number
}

/** Ready installations of each lane, by whether the lane may take them. */
async function readQueues(db: Queryable, programme: Programme): Promise<ReadonlyMap<string, Queue>> {
  const releases = programme.switches.automaticRelease ? ['released', 'free'] : ['released']
  const rows = await db<({ lane_id: string } & Queue)[]>`
    select lane_id, coalesce(sum(n) filter (where release = any(${releases}::text[])), 0)::bigint as claimable,
           coalesce(sum(n) filter (where release <> all(${releases}::text[])), 0)::bigint as withheld
    from lane_queue where state = 'ready' group by lane_id`
  return new Map(rows.map(({ lane_id, ...queue }) => [lane_id, queue]))
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
