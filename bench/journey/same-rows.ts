import { openDatabase } from '../../src/register/database.js'

/**
 * What a register holds in the end, without what differs from run to run (times, ids of runs and submissions): row counts
 * of every table, and final states with how many rows have each.
 */
export async function contentOf(url: string): Promise<Readonly<Record<string, unknown>>> {
  const db = openDatabase(url, { max: 1 })
  try {
    const [row] = await db<Readonly<Record<string, unknown>>[]>`
      select
        (select jsonb_agg(x order by x::text) from (
          select count(*) as n, stage, code, standing, epoch, seq, attempts_used, due_on, clock_starts_on, duty_policy, decision_on, met_on, cohort_id, lane_id,
                 programme_version, records_wanted_at from journey group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16) x) as journey,
        (select jsonb_agg(x order by x::text) from (
          select count(*) as n, kind, from_stage, to_stage, code, cause, actor, policy, programme_version, epoch, seq, part from evidence group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) x) as evidence,
        (select jsonb_agg(x order by x::text) from (select count(*) as n, due_on, clock_starts_on, policy from duty_date group by 2, 3, 4) x) as duty_date,
        (select jsonb_agg(x order by x::text) from (select count(*) as n, number, result, code, voided, cost_pence from attempt group by 2, 3, 4, 5, 6) x) as attempt,
        (select jsonb_agg(x order by x::text) from (select count(*) as n, lane_id, supplier_id, state from submission group by 2, 3, 4) x) as submission,
        (select jsonb_agg(x order by x::text) from (select count(*) as n, result, code, verdict from outcome group by 2, 3, 4) x) as outcome,
        (select jsonb_agg(x order by x::text) from (select count(*) as n, state, lane_id, held_by, due_on, supplier_id, prepayment, submission_id from installation group by 2, 3, 4, 5, 6, 7, 8) x) as installation,
        (select jsonb_agg(x order by x::text) from (select lane_id, used, prepayment_used from lane_day) x) as lane_day,
        (select jsonb_agg(x order by x::text) from (select lane_id, supplier_id, used from lane_day_supplier) x) as lane_day_supplier,
        (select jsonb_agg(x order by x::text) from (select stage, standing, code, sum(n) as n from stage_count group by 1, 2, 3 having sum(n) <> 0) x) as stage_count,
        (select count(*) from outbox) as outbox, (select count(*) from wait) as wait, (select count(*) from inventory_record) as inventory_record`
    return row ?? {}
  } finally {
    await db.end()
  }
}
