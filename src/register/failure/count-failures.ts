import { isFailure } from '../../domain/action/outcome.js'
import type { EpochMs } from '../../domain/brands.js'
import { londonDate } from '../../domain/calendar.js'
import type { Queryable } from '../database.js'
import type { DecidedStep } from '../journey/decided-step.js'

/** Counts the failures that steps take, by day and cause; where a meter belongs is read after the steps are written. */
export function countFailures(tx: Queryable, steps: readonly DecidedStep[], now: EpochMs) {
  const failed = steps.flatMap(({ row, evidence }) =>
    evidence.flatMap((line) =>
      isFailure(line) && line.code !== null ? [{ journey_id: row.journey_id, code: line.code }] : [],
    ),
  )
  if (failed.length === 0) return null
  return tx`
    insert into failure_day as f (day, code, cohort_id, lane_id, firmware, supplier_id, slot, n)
    select ${londonDate(now)}, x.code, coalesce(j.cohort_id, ''), coalesce(j.lane_id, ''), coalesce(j.failure_firmware, ''),
           j.supplier_id, 1 + pg_backend_pid() % 16, count(*)
    from jsonb_to_recordset(${tx.json(failed)}) as x(journey_id bigint, code text) join journey j using (journey_id)
    group by 2, 3, 4, 5, 6 order by 2, 3, 4, 5, 6
    on conflict (day, code, cohort_id, lane_id, firmware, supplier_id, slot) do update set n = f.n + excluded.n`
}
