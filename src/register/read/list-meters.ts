import type { EpochMs, IsoDate, JourneyId } from '../../domain/brands.js'
import type { Stage, Standing } from '../../domain/stage.js'
import type { Queryable } from '../database.js'
import { deviceConditions, journeyConditions, journeysBeyond, type MeterFilter } from './meter-filter.js'

/** One meter of a list. Its meter point is shown by its own page alone. */
export interface MeterLine {
  readonly journeyId: JourneyId
  readonly deviceId: string
  readonly fuel: string
  readonly supplier: string
  readonly cohort: string | null
  readonly lane: string | null
  readonly stage: Stage
  readonly standing: Standing | null
  readonly code: string | null
  readonly failure: string | null
  readonly attemptsUsed: number
  readonly dueOn: IsoDate | null
  readonly nextAttemptAt: EpochMs | null
  readonly stageSince: EpochMs
}

/** One page of a list: from after which journey, and how many. */
export interface Page {
  readonly after: JourneyId
  /** By due date, earliest first: the day of that journey; null: from the earliest. Left out: by number. */
  readonly afterDay?: IsoDate | null
  readonly limit: number
}

/** Orders of a list of meters beside that of their numbers. */
export const meterSorts = ['due'] as const
export type MeterSort = (typeof meterSorts)[number]

/**
 * Meters of a filter in the order of their numbers: pages neither repeat nor skip while meters move on; or those that have a
 * due date by it (indexes find them where the filter names the health of an open duty).
 */
export async function listMeters(db: Queryable, filter: MeterFilter, page: Page): Promise<readonly MeterLine[]> {
  const { from, where, order } =
    page.afterDay === undefined
      ? journeysBeyond(db, filter, page.after)
      : {
          from: db`journey j`,
          where: db`${afterDay(db, page)} ${journeyConditions(db, filter)}`,
          order: db`j.due_on, j.journey_id`,
        }
  return db<MeterLine[]>`
    select j.journey_id as "journeyId", m.device_id as "deviceId", m.fuel, j.supplier_id as supplier, j.cohort_id as cohort,
           j.lane_id as lane, j.stage, j.standing, j.code, j.failure_code as failure, j.attempts_used as "attemptsUsed",
           j.due_on as "dueOn", j.next_attempt_at as "nextAttemptAt", j.stage_since as "stageSince"
    from ${from}
    -- Journey by journey in the order of the list until the page is full, whatever the planner makes of the whole.
    cross join lateral (select * from meter m where m.journey_id = j.journey_id ${deviceConditions(db, filter)} offset 0) m
    where ${where}
    order by ${order} limit ${page.limit}`
}

function afterDay(db: Queryable, { after, afterDay }: Page) {
  return afterDay === null ? db`j.due_on is not null` : db`(j.due_on, j.journey_id) > (${afterDay ?? null}, ${after})`
}
