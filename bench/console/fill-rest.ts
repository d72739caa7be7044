import type { Database } from '../../src/register/database.js'
import type { Fleet } from './fill-meters.js'

/** Sums the counters up as their triggers and the folding would have. */
export async function fillCounters(db: Database, { now, today }: Fleet): Promise<void> {
  await db`truncate stage_count, duty_count, failure_count, exception_count, landing_count, lane_queue, lane_flight, failure_day, batch_count, batch_attempt_count, action_count`
  await db`
    insert into stage_count (slot, supplier_id, cohort_id, lane_id, stage, standing, code, n)
    select 0, supplier_id, coalesce(cohort_id, ''), coalesce(lane_id, ''), stage, coalesce(standing, ''), coalesce(code, ''), count(*)
    from journey group by 1, 2, 3, 4, 5, 6, 7`
  await db`
    insert into duty_count (slot, supplier_id, cohort_id, state, starts_on, due_on, n)
    select 0, supplier_id, coalesce(cohort_id, ''), duty_state(met_on, due_on, duty_ended_on),
           coalesce(clock_starts_on, 'infinity'), coalesce(due_on, 'infinity'), count(*)
    from journey group by 1, 2, 3, 4, 5, 6`
  await db`truncate duty_total`
  await db`insert into duty_total (state, due_on, starts_on, n) select state, due_on, starts_on, sum(n) from duty_count group by 1, 2, 3`
  await db`
    insert into lane_queue (slot, lane_id, supplier_id, prepayment, state, release, n)
    select installation_id % 16, lane_id, coalesce(supplier_id, ''), prepayment, state, release, count(*)
    from installation where state <> 'idle' and lane_id is not null group by 1, 2, 3, 4, 5, 6`
  await db`insert into lane_flight (lane_id, slot, n) select lane_id, 0, count(*) from submission where landed_at is null group by 1`
  await db`
    insert into failure_day (day, code, cohort_id, lane_id, firmware, supplier_id, slot, n)
    select (failed_at at time zone 'Europe/London')::date, failure_code, coalesce(cohort_id, ''), coalesce(lane_id, ''), failure_firmware,
           supplier_id, 0, count(*)
    from journey where failure_code is not null group by 1, 2, 3, 4, 5, 6, 7`
  await db`
    insert into failure_count (slot, supplier_id, cohort_id, lane_id, failure, firmware, stage, fixed, referral, n)
    select 0, supplier_id, coalesce(cohort_id, ''), coalesce(lane_id, ''), failure_code, coalesce(failure_firmware, ''), stage, failure_fixed,
           coalesce(failure_referral, ''), count(*)
    from journey where failure_code is not null and stage in ('retry', 'needs-action') group by 2, 3, 4, 5, 6, 7, 8, 9`
  await db`
    insert into exception_count (slot, owner, code, supplier_id, cohort_id, lane_id, n)
    select 0, e.owner, e.code, j.supplier_id, coalesce(j.cohort_id, ''), coalesce(j.lane_id, ''), count(distinct e.journey_id)
    from inventory_exception e join journey j using (journey_id) where e.closed_at is null group by 2, 3, 4, 5, 6`
  await db`
    insert into landing_count (since, slot, lane_id, supplier_id, cohort_id, result, n)
    select case when a.landed_at < ${now - 180_000} then date_trunc('minute', a.landed_at) else ten_seconds_of(a.landed_at) end, 0, j.lane_id, j.supplier_id, j.cohort_id, a.result, count(*)
    from attempt a join journey j using (journey_id) where a.landed_at > ${now - 3_600_000} group by 1, 3, 4, 5, 6`
  await db`
    insert into batch_count (batch_id, slot, wave, state, code, supplier_id, n)
    select batch_id, 0, wave, state, coalesce(code, ''), supplier_id, count(*) from batch_member group by 1, 3, 4, 5, 6`
  await db`
    insert into batch_attempt_count (batch_id, slot, wave, number, result, code, n)
    select batch_id, 0, batch_wave, batch_number, result, coalesce(code, ''), count(*) from attempt
    where batch_id is not null and landed_at is not null group by 1, 3, 4, 5, 6`
  await db`
    insert into action_count (action_id, slot, state, code, outcome, outcome_code, supplier_id, n)
    select action_id, 0, state, coalesce(code, ''), coalesce(outcome, ''), coalesce(outcome_code, ''), supplier_id, count(*)
    from action_member group by 1, 3, 4, 5, 6, 7`
  await db`
    insert into lane_day (lane_id, day, used) select lane_id, ${today}, 5000 from (select distinct lane_id from combination where lane_id is not null) l`
  await db`
    insert into lane_day_supplier (lane_id, day, supplier_id, used)
    select lane_id, ${today}, supplier_id, 400 from (select distinct lane_id, supplier_id from lane_queue) l`
  await fillLogs(db, now)
  await fillFigures(db, now)
}

/** A month's figures of each supplier, two years back, and changes of supplier. */
async function fillFigures(db: Database, now: number): Promise<void> {
  await db`
    insert into supplier_month (month, supplier_id, slot, attempts, cost_pence, failed, enrolled)
    select date_trunc('month', ${now}::timestamptz - m * interval '1 month')::date, supplier_id, 0, 900, 9000, 90, 800
    from (select distinct supplier_id from journey) s, generate_series(0, 23) m`
  await db`
    insert into supplier_change (supplier_id, direction, journey_id, device_id, fuel, changed_on, recorded_at)
    select supplier_id, 'gained', journey_id, device_id, fuel, date '2026-01-01', ${now} from meter where journey_id % 25 = 0`
}

/** What people did and what was said to them; the audit log has a line for ten meters. */
async function fillLogs(db: Database, now: number): Promise<void> {
  const at = db`${now}::timestamptz`
  await db`
    insert into import (import_id, file_name, digest, started_at, finished_at, started_by, rows, created, rejected)
    overriding system value
    select n, 'portfolio-' || n || '.csv', md5(n::text), ${at} - n * interval '3 days', ${at} - n * interval '3 days', 'ann', 250000, 249000, 1000
    from generate_series(1, 40) n`
  await db`
    insert into quarantine (import_id, row_number, part, "column", code, message, expected)
    select i, n * 11, 1, 'meter_point', 'CHECK_DIGIT', 'the check digit is wrong', '13 digits' from generate_series(1, 40) i, generate_series(1, 1000) n`
  await db`select setval('import_import_id_seq', 40)`
  await db`
    insert into lane_event (lane_id, at, kind, actor, reason)
    select (array['*', 'itron', 'edmi', 'secure-meters'])[1 + n % 4], ${at} - n * interval '1 hour', 'stop', 'ann', 'as agreed' from generate_series(1, 4000) n`
  await db`
    insert into notification (at, code, lane_id, text, detail, not_before, delivered_at)
    select ${at} - n * interval '1 hour', 'LANE_STOPPED', 'itron', 'stopped', '{}', ${at}, ${at} from generate_series(1, 4000) n`
  await db`
    insert into audit (at, via, actor, caller, roles, action, target, phase, status, request_id)
    select ${at} - (m - n) * interval '1 s', 'api', 'person ' || n % 200, 'token:x', array['operator'], 'GET /search', '/v1/search?q=' || n, 'asked', 200, n::text
    from (select greatest(1000, count(*) / 10) as m from journey) s, generate_series(1, m) n`
  await db`
    insert into api_operation (operation_id, kind, caller, state, progress, result, started_at, beat_at, finished_at)
    select gen_random_uuid(), 'import', 'token:x', 'done', '{}', '{}', ${at} - n * interval '1 hour', ${at}, ${at} from generate_series(1, 400) n`
  await db`
    insert into saved_view (supplier_id, page, name, query, created_at, created_by, changed_at, changed_by)
    select case n % 3 when 0 then 'british-gas' when 1 then 'harbour-light' end, 'meters', 'view ' || n, 'stage=needs-action', ${at}, 'ann', ${at}, 'ann' from generate_series(1, 60) n`
}
