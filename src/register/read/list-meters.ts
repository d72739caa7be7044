import type { EpochMs, IsoDate, JourneyId } from '../../domain/brands.js'
import type { Stage, Standing } from '../../domain/stage.js'
import type { Queryable } from '../database.js'
import { meterConditions, type MeterFilter } from './meter-filter.js'

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
  readonly limit: number
}

/** Meters of a filter in the order of their numbers: pages neither repeat nor skip while meters move on. */
export async function listMeters(db: Queryable, filter: MeterFilter, page: Page): Promise<readonly MeterLine[]> {
  return db<MeterLine[]>`
    select j.journey_id as "journeyId", m.device_id as "deviceId", m.fuel, j.supplier_id as supplier, j.cohort_id as cohort,
           j.lane_id as lane, j.stage, j.standing, j.code, j.failure_code as failure, j.attempts_used as "attemptsUsed",
           j.due_on as "dueOn", j.next_attempt_at as "nextAttemptAt", j.stage_since as "stageSince"
    from journey j join meter m using (journey_id)
    where j.journey_id > ${page.after} ${meterConditions(db, filter)}
    order by j.journey_id limit ${page.limit}`
}
