import type { EpochMs, IsoDate } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { scopeConditions, type FleetScope } from './scope.js'

/** Open failures of one cause: the same code, cohort and lane. */
export interface FailureGroup {
  readonly failure: string
  readonly cohort: string | null
  readonly lane: string | null
  readonly meters: number
  /** Of these: to be tried again by themselves. */
  readonly retrying: number
  /** Of these: waiting for somebody. */
  readonly needAction: number
  readonly firstAt: EpochMs
  readonly lastAt: EpochMs
  readonly dueSoon: number
}

/**
 * Open failures by cause, most meters first.
 * @param soonUntil last day that counts as due soon; a duty overdue counts too
 */
export async function readFailureGroups(
  db: Queryable,
  scope: FleetScope,
  soonUntil: IsoDate,
): Promise<readonly FailureGroup[]> {
  return db<FailureGroup[]>`
    select j.failure_code as failure, j.cohort_id as cohort, j.lane_id as lane, count(*) as meters,
           count(*) filter (where j.stage = 'retry') as retrying, count(*) filter (where j.stage = 'needs-action') as "needAction",
           min(j.failed_at) as "firstAt", max(j.failed_at) as "lastAt",
           count(*) filter (where j.due_on <= ${soonUntil}) as "dueSoon"
    from journey j
    where j.stage in ('retry', 'needs-action') and j.failure_code is not null ${scopeConditions(db, 'j', scope)}
    group by j.failure_code, j.cohort_id, j.lane_id
    order by meters desc, j.failure_code, j.cohort_id, j.lane_id`
}
