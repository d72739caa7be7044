import { inTransaction } from '../in-transaction.js'
import type { Database, Queryable } from '../database.js'
import type { Comparison } from './comparison.js'

/** Advisory lock by which two corrections of the counters do not both add the same difference. */
const correctionLock = 7_305_121

const stageKey = (tx: Queryable) => tx`supplier_id, cohort_id, lane_id, stage, standing, code`

/** What must be added to the counters of stages, by key, for them to equal a recount. */
const stageDelta = (tx: Queryable) => tx`
  select ${stageKey(tx)}, sum(n)::bigint as n
  from (
    select supplier_id, coalesce(cohort_id, '') as cohort_id, coalesce(lane_id, '') as lane_id, stage,
           coalesce(standing, '') as standing, coalesce(code, '') as code, count(*) as n
    from journey group by 1, 2, 3, 4, 5, 6
    union all
    select ${stageKey(tx)}, -sum(n) from stage_count group by ${stageKey(tx)}
  ) both_counts
  group by ${stageKey(tx)} having sum(n) <> 0`

const dutyKey = (tx: Queryable) => tx`supplier_id, cohort_id, state, starts_on, due_on`

const dutyDelta = (tx: Queryable) => tx`
  select ${dutyKey(tx)}, sum(n)::bigint as n
  from (
    select supplier_id, coalesce(cohort_id, '') as cohort_id, duty_state(met_on, due_on, duty_ended_on) as state,
           coalesce(clock_starts_on, 'infinity') as starts_on, coalesce(due_on, 'infinity') as due_on, count(*) as n
    from journey group by 1, 2, 3, 4, 5
    union all
    select ${dutyKey(tx)}, -sum(n) from duty_count group by ${dutyKey(tx)}
  ) both_counts
  group by ${dutyKey(tx)} having sum(n) <> 0`

const queueKey = (tx: Queryable) => tx`lane_id, supplier_id, prepayment, state, release`

const queueDelta = (tx: Queryable) => tx`
  select ${queueKey(tx)}, sum(n)::bigint as n
  from (
    select lane_id, coalesce(supplier_id, '') as supplier_id, prepayment, state, release, count(*) as n
    from installation where state <> 'idle' and lane_id is not null group by 1, 2, 3, 4, 5
    union all
    select ${queueKey(tx)}, -sum(n) from lane_queue group by ${queueKey(tx)}
  ) both_counts
  group by ${queueKey(tx)} having sum(n) <> 0`

const failureKey = (tx: Queryable) => tx`supplier_id, cohort_id, lane_id, failure, firmware, stage, fixed, referral`

const failureDelta = (tx: Queryable) => tx`
  select ${failureKey(tx)}, sum(n)::bigint as n
  from (
    select supplier_id, coalesce(cohort_id, '') as cohort_id, coalesce(lane_id, '') as lane_id, failure_code as failure,
           coalesce(failure_firmware, '') as firmware, stage, failure_fixed as fixed, coalesce(failure_referral, '') as referral, count(*) as n
    from journey
    where stage in ('retry', 'needs-action') and failure_code is not null group by 1, 2, 3, 4, 5, 6, 7, 8
    union all
    select ${failureKey(tx)}, -sum(n) from failure_count group by ${failureKey(tx)}
  ) both_counts
  group by ${failureKey(tx)} having sum(n) <> 0`

const exceptionKey = (tx: Queryable) => tx`owner, code, supplier_id, cohort_id, lane_id`

const exceptionDelta = (tx: Queryable) => tx`
  select ${exceptionKey(tx)}, sum(n)::bigint as n
  from (
    select e.owner, e.code, j.supplier_id, coalesce(j.cohort_id, '') as cohort_id, coalesce(j.lane_id, '') as lane_id,
           count(distinct e.journey_id) as n
    from inventory_exception e join journey j using (journey_id) where e.closed_at is null group by 1, 2, 3, 4, 5
    union all
    select ${exceptionKey(tx)}, -sum(n) from exception_count group by ${exceptionKey(tx)}
  ) both_counts
  group by ${exceptionKey(tx)} having sum(n) <> 0`

/**
 * Counters against a recount, by key. The correction is one statement: it adds to a slot what a recount and the
 * counters differ by in its own snapshot, so that journeys may go on meanwhile.
 */
export const counterComparisons: readonly Comparison[] = [
  {
    code: 'CHK_STAGE_COUNTS',
    find: (tx) => tx`
      select concat_ws('/', supplier_id, cohort_id, lane_id, stage, standing, code) || ': ' || n as item, null::bigint as journey_id
      from (${stageDelta(tx)}) delta`,
    repair: (db) =>
      corrected(
        db,
        (tx) => tx`
        insert into stage_count as c (slot, ${stageKey(tx)}, n)
        select 0, ${stageKey(tx)}, n from (${stageDelta(tx)}) delta order by ${stageKey(tx)}
        on conflict (slot, supplier_id, cohort_id, lane_id, stage, standing, code) do update set n = c.n + excluded.n`,
      ),
  },
  {
    code: 'CHK_DUTY_COUNTS',
    find: (tx) => tx`
      select concat_ws('/', supplier_id, cohort_id, state, starts_on, due_on) || ': ' || n as item, null::bigint as journey_id
      from (${dutyDelta(tx)}) delta`,
    repair: (db) =>
      corrected(
        db,
        (tx) => tx`
        insert into duty_count as c (slot, ${dutyKey(tx)}, n)
        select 0, ${dutyKey(tx)}, n from (${dutyDelta(tx)}) delta order by supplier_id, cohort_id, state, due_on, starts_on
        on conflict (slot, supplier_id, cohort_id, state, due_on, starts_on) do update set n = c.n + excluded.n`,
      ),
  },
  {
    code: 'CHK_LANE_QUEUE',
    find: (tx) => tx`
      select concat_ws('/', lane_id, supplier_id, case when prepayment then 'prepayment' else 'credit' end, state, release) || ': ' || n as item,
             null::bigint as journey_id
      from (${queueDelta(tx)}) delta`,
    repair: (db) =>
      corrected(
        db,
        (tx) => tx`
        insert into lane_queue as c (slot, ${queueKey(tx)}, n)
        select 0, ${queueKey(tx)}, n from (${queueDelta(tx)}) delta order by ${queueKey(tx)}
        on conflict (lane_id, slot, supplier_id, prepayment, state, release) do update set n = c.n + excluded.n`,
      ),
  },
  {
    code: 'CHK_FAILURE_COUNTS',
    find: (tx) => tx`
      select concat_ws('/', supplier_id, cohort_id, lane_id, failure, firmware, stage, referral) || ': ' || n as item, null::bigint as journey_id
      from (${failureDelta(tx)}) delta`,
    repair: (db) =>
      corrected(
        db,
        (tx) => tx`
        insert into failure_count as c (slot, ${failureKey(tx)}, n)
        select 0, ${failureKey(tx)}, n from (${failureDelta(tx)}) delta order by ${failureKey(tx)}
        on conflict (slot, ${failureKey(tx)}) do update set n = c.n + excluded.n`,
      ),
  },
  {
    code: 'CHK_EXCEPTION_COUNTS',
    find: (tx) => tx`
      select concat_ws('/', owner, code, supplier_id, cohort_id, lane_id) || ': ' || n as item, null::bigint as journey_id
      from (${exceptionDelta(tx)}) delta`,
    repair: (db) =>
      corrected(
        db,
        (tx) => tx`
        insert into exception_count as c (slot, ${exceptionKey(tx)}, n)
        select 0, ${exceptionKey(tx)}, n from (${exceptionDelta(tx)}) delta order by ${exceptionKey(tx)}
        on conflict (slot, ${exceptionKey(tx)}) do update set n = c.n + excluded.n`,
      ),
  },
]

/** Corrects counters: one correction at a time, so that none is made twice. */
export async function corrected(
  db: Database,
  statement: (tx: Queryable) => PromiseLike<{ readonly count: number }>,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    await tx`select pg_advisory_xact_lock(${correctionLock})`
    return (await statement(tx)).count
  })
}
