import type { IsoDate } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import type { FailureGroup, FailureCause, FailureScope } from './failure-groups.js'
import { is, ofAllSuppliers, scopeConditions } from './scope.js'

/** Failures by cause on each of some days, from the counters; only causes of which there were any. */
export async function readFailureDays(
  db: Queryable,
  scope: FailureScope,
  days: readonly IsoDate[],
): Promise<readonly (FailureCause & Pick<FailureGroup, 'days'>)[]> {
  const columns = ['day', 'code', 'cohort_id', 'lane_id', 'firmware', 'n']
  const counter =
    scope.supplier === undefined ? ofAllSuppliers(db, 'failure_day_total', 'failure_day', columns) : db`failure_day`
  return db<(FailureCause & Pick<FailureGroup, 'days'>)[]>`
    select f.code as failure, nullif(f.cohort_id, '') as cohort, nullif(f.lane_id, '') as lane, nullif(f.firmware, '') as firmware,
           ${sumOfEachDay(db, days)} as days
    from ${counter} f
    where f.day = any(${[...days]}::date[]) ${scopeConditions(db, 'f', scope)}
      ${is(db, 'f.code', scope.failure)} ${is(db, 'f.firmware', scope.firmware)}
    group by f.code, f.cohort_id, f.lane_id, f.firmware having sum(f.n) > 0`
}

/** How many failures there were on each of some days, as one array: an aggregate of the counter `f`. */
export function sumOfEachDay(db: Queryable, days: readonly IsoDate[]) {
  const sums = days.map(
    (day, place) => db`${place === 0 ? db`` : db`,`} coalesce(sum(f.n) filter (where f.day = ${day}), 0)::bigint`,
  )
  return db`array[${sums}]`
}
