import type { IsoDate } from '../../domain/brands.js'
import type { Database } from '../database.js'
import { inTransaction } from '../in-transaction.js'

/**
 * Counts how many open failures of each cause are due by a day, and which were the first and the last, so that their groups need not
 * (`readFailureGroups`): by supplier, and of all (supplier ''). It looks at each of them. It may be left out, or done by several at once.
 */
export async function countCauses(db: Database, soonUntil: IsoDate): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx`lock table failure_causes_counted in exclusive mode`
    await tx`delete from failure_cause`
    await tx`
      insert into failure_cause (supplier_id, cohort_id, lane_id, failure, firmware, due, first_at, last_at)
      select supplier_id, coalesce(cohort_id, ''), coalesce(lane_id, ''), failure_code, coalesce(failure_firmware, ''),
             count(*) filter (where due_on <= ${soonUntil}), min(failed_at), max(failed_at)
      from journey where stage in ('retry', 'needs-action') and failure_code is not null
      group by supplier_id, failure_code, cohort_id, lane_id, failure_firmware`
    await tx`
      insert into failure_cause (supplier_id, cohort_id, lane_id, failure, firmware, due, first_at, last_at)
      select '', cohort_id, lane_id, failure, firmware, sum(due), min(first_at), max(last_at) from failure_cause group by 2, 3, 4, 5`
    await tx`
      insert into failure_causes_counted (at, until) values (now(), ${soonUntil})
      on conflict (single) do update set at = excluded.at, until = excluded.until`
  })
}
