import type { FailureSpan } from '../../domain/failure-trend.js'
import type { Database } from '../database.js'
import { inTransaction } from '../in-transaction.js'
import { sumOfEachDay } from '../read/failure-days.js'

/**
 * Counts how many open failures of each cause are due by a day, which were the first and the last, and how many failures there were on each
 * day, so that their groups need not (`readFailureGroups`): by supplier, and of all (supplier ''). It looks at each open failure. It may be
 * left out, or done by several at once.
 */
export async function countCauses(db: Database, { soonUntil, days }: FailureSpan): Promise<void> {
  const span = [...days]
  await inTransaction(db, async (tx) => {
    await tx`lock table failure_causes_counted in exclusive mode`
    await tx`delete from failure_cause`
    await tx`
      with own as (
        select supplier_id, coalesce(cohort_id, '') as cohort_id, coalesce(lane_id, '') as lane_id, failure_code as failure,
               coalesce(failure_firmware, '') as firmware, count(*) filter (where due_on <= ${soonUntil}) as due,
               min(failed_at) as first_at, max(failed_at) as last_at
        from journey where stage in ('retry', 'needs-action') and failure_code is not null
        group by supplier_id, failure_code, cohort_id, lane_id, failure_firmware
      ), cause as (
        select * from own union all
        select '', cohort_id, lane_id, failure, firmware, sum(due), min(first_at), max(last_at) from own group by 2, 3, 4, 5
      ), failed as (
        select coalesce(supplier_id, '') as supplier_id, cohort_id, lane_id, code as failure, firmware, ${sumOfEachDay(tx, days)} as days
        from failure_day f where day = any(${span}::date[])
        group by grouping sets ((supplier_id, cohort_id, lane_id, code, firmware), (cohort_id, lane_id, code, firmware))
      )
      insert into failure_cause (supplier_id, cohort_id, lane_id, failure, firmware, due, first_at, last_at, days)
      select supplier_id, cohort_id, lane_id, failure, firmware, due, first_at, last_at, coalesce(days, array_fill(0::bigint, array[cardinality(${span}::date[])]))
      from cause left join failed using (supplier_id, cohort_id, lane_id, failure, firmware)`
    await tx`
      insert into failure_causes_counted (at, until, days) values (now(), ${soonUntil}, ${span}::date[])
      on conflict (single) do update set at = excluded.at, until = excluded.until, days = excluded.days`
  })
}
