import { inTransaction } from '../in-transaction.js'
import type { Database, Queryable } from '../database.js'
import type { Comparison } from './comparison.js'

/** Advisory lock by which two corrections of the counters do not both add the same difference. */
const correctionLock = 7_305_121

/** A counter of which each row is a sum by key, and the recount that it must equal. */
interface Counter {
  readonly code: string
  readonly table: string
  /** Has the sum of a key in some slots, so that writers do not wait for each other; left out: in one row. */
  readonly slots?: true
  /** What it counts by: the columns of its primary key without the slot, in that order, so that writers lock in one order. */
  readonly key: readonly string[]
  /** Rows of the key, and `n`. */
  readonly recount: (tx: Queryable) => ReturnType<Queryable>
}

const counters: readonly Counter[] = [
  {
    code: 'CHK_STAGE_COUNTS',
    table: 'stage_count',
    slots: true,
    key: ['supplier_id', 'cohort_id', 'lane_id', 'stage', 'standing', 'code'],
    recount: (tx) => tx`
      select supplier_id, coalesce(cohort_id, '') as cohort_id, coalesce(lane_id, '') as lane_id, stage,
             coalesce(standing, '') as standing, coalesce(code, '') as code, count(*) as n
      from journey group by 1, 2, 3, 4, 5, 6`,
  },
  {
    code: 'CHK_DUTY_COUNTS',
    table: 'duty_count',
    slots: true,
    key: ['supplier_id', 'cohort_id', 'state', 'due_on', 'starts_on'],
    recount: (tx) => tx`
      select supplier_id, coalesce(cohort_id, '') as cohort_id, duty_state(met_on, due_on, duty_ended_on) as state,
             coalesce(due_on, 'infinity') as due_on, coalesce(clock_starts_on, 'infinity') as starts_on, count(*) as n
      from journey group by 1, 2, 3, 4, 5`,
  },
  {
    code: 'CHK_LANE_QUEUE',
    table: 'lane_queue',
    slots: true,
    key: ['lane_id', 'supplier_id', 'prepayment', 'state', 'release'],
    recount: (tx) => tx`
      select lane_id, coalesce(supplier_id, '') as supplier_id, prepayment, state, release, count(*) as n
      from installation where state <> 'idle' and lane_id is not null group by 1, 2, 3, 4, 5`,
  },
  {
    code: 'CHK_LANE_FLIGHT',
    table: 'lane_flight',
    slots: true,
    key: ['lane_id'],
    recount: (tx) => tx`select lane_id, count(*) as n from submission where landed_at is null group by 1`,
  },
  {
    code: 'CHK_FAILURE_COUNTS',
    table: 'failure_count',
    slots: true,
    key: ['supplier_id', 'cohort_id', 'lane_id', 'failure', 'firmware', 'stage', 'fixed', 'referral'],
    recount: (tx) => tx`
      select supplier_id, coalesce(cohort_id, '') as cohort_id, coalesce(lane_id, '') as lane_id, failure_code as failure,
             coalesce(failure_firmware, '') as firmware, stage, failure_fixed as fixed, coalesce(failure_referral, '') as referral,
             count(*) as n
      from journey where stage in ('retry', 'needs-action') and failure_code is not null group by 1, 2, 3, 4, 5, 6, 7, 8`,
  },
  {
    code: 'CHK_EXCEPTION_COUNTS',
    table: 'exception_count',
    slots: true,
    key: ['owner', 'code', 'supplier_id', 'cohort_id', 'lane_id'],
    recount: (tx) => tx`
      select e.owner, e.code, j.supplier_id, coalesce(j.cohort_id, '') as cohort_id, coalesce(j.lane_id, '') as lane_id,
             count(distinct e.journey_id) as n
      from inventory_exception e join journey j using (journey_id) where e.closed_at is null group by 1, 2, 3, 4, 5`,
  },
  total('CHK_DUTY_TOTALS', 'duty_total', 'duty_count', ['state', 'due_on', 'starts_on']),
  total('CHK_FAILURE_TOTALS', 'failure_total', 'failure_count', [
    'cohort_id',
    'lane_id',
    'failure',
    'firmware',
    'stage',
    'fixed',
    'referral',
  ]),
  total('CHK_FAILURE_DAY_TOTALS', 'failure_day_total', 'failure_day', [
    'day',
    'code',
    'cohort_id',
    'lane_id',
    'firmware',
  ]),
]

/** A sum of what was folded of a counter: the rows of its slot 0, by fewer keys (migrations 021 and 026). */
function total(code: string, table: string, counter: string, key: readonly string[]): Counter {
  return {
    code,
    table,
    key,
    recount: (tx) => tx`select ${tx(key)}, sum(n) as n from ${tx(counter)} where slot = 0 group by ${tx(key)}`,
  }
}

/**
 * Counters against a recount, by key. The correction is one statement: it adds what a recount and the
 * counters differ by in its own snapshot, so that journeys may go on meanwhile.
 */
export const counterComparisons: readonly Comparison[] = counters.map(compared)

function compared({ code, table, slots, key, recount }: Counter): Comparison {
  const columns = slots === true ? ['slot', ...key] : key
  const delta = (tx: Queryable) => tx`
    select ${tx(key)}, sum(n)::bigint as n
    from (
      select ${tx(key)}, n from (${recount(tx)}) recounted
      union all
      select ${tx(key)}, -n from ${tx(table)}
    ) both_counts
    group by ${tx(key)} having sum(n) <> 0`
  return {
    code,
    find: (tx) => tx`
      select concat_ws('/', ${tx(key)}) || ': ' || n as item, null::bigint as journey_id from (${delta(tx)}) delta`,
    repair: (db) =>
      corrected(
        db,
        (tx) => tx`
          insert into ${tx(table)} as c (${tx(columns)}, n)
          select ${slots === true ? tx`0,` : tx``} ${tx(key)}, n from (${delta(tx)}) delta order by ${tx(key)}
          on conflict (${tx(columns)}) do update set n = c.n + excluded.n`,
      ),
  }
}

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
