import { londonDate } from '../../domain/calendar.js'
import type { EpochMs, IsoDate } from '../../domain/brands.js'
import { dutyHealth, policyOn, type DutyHealth } from '../../domain/duty.js'
import type { Programme } from '../../domain/programme.js'
import { stages, type Stage } from '../../domain/stage.js'
import { bankHolidayDates, windowAt } from '../../domain/time-window.js'
import type { Queryable } from '../database.js'

/** Where the whole fleet stands. */
export interface Progress {
  readonly meters: number
  readonly stages: Readonly<Record<Stage, number>>
  /** Of the meters in migration: ready, held by a sibling, in flight. */
  readonly standings: Readonly<Record<'ready' | 'held' | 'in-flight', number>>
  readonly duties: Readonly<Partial<Record<DutyHealth, number>>>
  /** Why meters stand where they stand, by code. */
  readonly codes: Readonly<Record<string, number>>
  /** Journeys that go on by themselves now: neither at an end nor waiting for a date, the programme or a person. */
  readonly unsettled: number
}

interface StageRow {
  readonly stage: Stage
  readonly standing: '' | 'ready' | 'held' | 'in-flight'
  readonly code: string
  readonly lane_id: string
  readonly n: number
}

/** A wait for an attempt that is nearer than this is not a wait for a date. */
const soonMs = 10 * 60_000

/** Reads the counters; the cost does not depend on the number of meters. */
export async function readProgress(db: Queryable, programme: Programme, now: EpochMs): Promise<Progress> {
  const today = londonDate(now)
  const [rows, duties, [pending], full] = await Promise.all([
    db<StageRow[]>`
      select stage, standing, code, lane_id, sum(n)::bigint as n from stage_count
      group by stage, standing, code, lane_id having sum(n) <> 0`,
    readDuties(db, programme, today),
    db<{ n: number }[]>`
      select (select count(*) from journey where stage = 'retry' and next_attempt_at <= ${now + soonMs})
           + (select count(*) from outbox where sent_at is null and dead_at is null and not_before <= ${now + soonMs})
           + (select count(*) from programme_version where told_at is null) as n`,
    closedLanes(db, programme, now, today),
  ])
  const count = (pick: (row: StageRow) => boolean): number => rows.filter(pick).reduce((sum, row) => sum + row.n, 0)
  const releasable = (row: StageRow): boolean => programme.switches.automaticRelease && !full.has(row.lane_id)
  const moving = count(
    (row) =>
      row.stage === 'inventory' ||
      (row.stage === 'migration' && (row.standing === 'in-flight' || (row.standing === 'ready' && releasable(row)))),
  )
  const codes: Record<string, number> = {}
  for (const row of rows) if (row.code !== '') codes[row.code] = (codes[row.code] ?? 0) + row.n
  return {
    meters: count(() => true),
    stages: Object.fromEntries(stages.map((stage) => [stage, count((row) => row.stage === stage)])) as Record<Stage, number>,
    standings: {
      ready: count((row) => row.standing === 'ready'),
      held: count((row) => row.standing === 'held'),
      'in-flight': count((row) => row.standing === 'in-flight'),
    },
    duties,
    codes,
    unsettled: moving + (pending?.n ?? 0),
  }
}

/** Duties by health on a day, from the counters. */
export async function readDuties(
  db: Queryable,
  programme: Programme,
  today: IsoDate,
): Promise<Readonly<Partial<Record<DutyHealth, number>>>> {
  const policy = policyOn(programme.policies, today)
  const rows = await db<{ state: string; starts_on: IsoDate; due_on: IsoDate; n: number }[]>`
    select state, starts_on::text, due_on::text, sum(n)::bigint as n from duty_count
    group by state, starts_on, due_on having sum(n) <> 0`
  const counts: Partial<Record<DutyHealth, number>> = {}
  const real = (date: IsoDate): IsoDate | null => (date === 'infinity' ? null : date)
  for (const { state, starts_on, due_on, n } of rows) {
    const health =
      state === 'open'
        ? dutyHealth({ startsOn: real(starts_on), dueOn: real(due_on), metOn: null, endedOn: null }, today, policy ?? { dueSoonDays: 0 })
        : (state as DutyHealth)
    counts[health] = (counts[health] ?? 0) + n
  }
  return counts
}

/** Lanes that take nothing more today or now: what is ready there waits for a date. */
async function closedLanes(db: Queryable, programme: Programme, now: EpochMs, today: IsoDate): Promise<ReadonlySet<string>> {
  const used = await db<{ lane_id: string; used: number }[]>`select lane_id, used from lane_day where day = ${today}`
  return new Set(
    programme.lanes
      .filter((lane) => {
        const window = windowAt(lane.windows, now, bankHolidayDates(programme.bankHolidays, lane.division))
        return !window.open || (used.find((row) => row.lane_id === lane.id)?.used ?? 0) >= lane.dailyCapacity
      })
      .map(({ id }) => id),
  )
}
