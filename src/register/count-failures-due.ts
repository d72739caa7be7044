import type { IsoDate } from '../domain/brands.js'
import type { Database } from './database.js'
import { inTransaction } from './in-transaction.js'

/**
 * Counts how many open failures of each cause are due by a day, so that their groups need not (`readFailureGroups`). It may be
 * left out, or done by several at once.
 */
export async function countFailuresDue(db: Database, soonUntil: IsoDate): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx`lock table failure_due_counted in exclusive mode`
    await tx`delete from failure_due`
    await tx`
      insert into failure_due (supplier_id, cohort_id, lane_id, failure, firmware, n)
      select supplier_id, coalesce(cohort_id, ''), coalesce(lane_id, ''), failure_code, coalesce(failure_firmware, ''), count(*)
      from journey where stage in ('retry', 'needs-action') and failure_code is not null and due_on <= ${soonUntil}
      group by 1, 2, 3, 4, 5`
    await tx`
      insert into failure_due_counted (at, until) values (now(), ${soonUntil})
      on conflict (single) do update set at = excluded.at, until = excluded.until`
  })
}
