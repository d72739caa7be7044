import type { Database } from '../../src/register/database.js'
import { draw, type Fleet } from './fill-meters.js'

/** Batches of which every two hundredth installation is a member; the first are over. */
export const batches = { all: 40, over: 30 } as const

/** The batch of an installation, or null; and its wave. */
const batchOf = (db: Database) => db`case when i % 200 between 1 and ${batches.all} then i % 200 end`
const waveOf = (db: Database) => db`(array[1, 2, 2, 2, 3, 3, 3, 3, 3, 3])[1 + ${draw(db, 'i', 20)} % 10]`

/** Submissions, attempts, evidence and dates: what led to where each journey stands. About one attempt in 28 landed within the hour. */
export async function fillHistory(db: Database, { now }: Fleet): Promise<void> {
  const at = db`${now}::timestamptz`
  await db`
    create temporary table tried as
    select j.journey_id as n, j.installation_id as i, j.attempts_used as number, j.lane_id, j.supplier_id, j.standing, j.failure_code,
           case when j.standing = 'in-flight' then null when j.failed_at is not null then j.failed_at
                when ${draw(db, 'journey_id', 21)} % 17 = 0 then ${at} - (${draw(db, 'journey_id', 22)} % 3600000) * interval '1 ms'
                else least(j.stage_since, ${at} - interval '1 hour') end as landed_at
    from journey j where j.attempts_used > 0`
  await db`analyze tried`
  await db`
    insert into submission (submission_id, installation_id, lane_id, day, supplier_id, request, state, claimed_at, lease_until, sent_at, ask_at, landed_at)
    select md5('s' || t.i)::uuid, t.i, t.lane_id, (${at})::date, t.supplier_id,
           jsonb_build_object('cohortId', t.lane_id, 'hubId', x.hub_id, 'requiredBy', null, 'devices', coalesce(x.devices, '[]')),
           case when t.standing = 'in-flight' then 'submitted' else 'landed' end, coalesce(t.landed_at, ${at}) - interval '5 minutes', ${at},
           coalesce(t.landed_at, ${at}) - interval '5 minutes', case when t.standing = 'in-flight' then ${at} + interval '1 day' end, t.landed_at
    from (select distinct on (i) * from tried order by i, landed_at nulls first) t
    left join (
      select i.installation_id, i.hub_id, jsonb_agg(jsonb_build_object('journeyId', m.journey_id, 'deviceId', m.device_id, 'fuel', m.fuel,
               'paymentMode', m.payment_mode, 'attempt', 1)) as devices
      from installation i join meter m using (installation_id) where i.state = 'in-flight' group by 1, 2
    ) x on x.installation_id = t.i`
  await db`
    insert into attempt (journey_id, number, submission_id, claimed_at, landed_at, result, code, cost_pence, supplier_id, lane_id, batch_id, batch_wave, batch_number)
    select n, number, md5('s' || i)::uuid, coalesce(landed_at, ${at}) - interval '5 minutes', landed_at,
           case when landed_at is not null then case when failure_code is null then 'commissioned' else 'failed' end end, failure_code, 12,
           case when landed_at is null then supplier_id end, case when landed_at is null then lane_id end,
           ${batchOf(db)}, case when ${batchOf(db)} is not null then ${waveOf(db)} end, case when ${batchOf(db)} is not null then 1 end
    from tried`
  await db`
    insert into evidence (journey_id, at, kind, from_stage, to_stage, code, cause, actor, policy, programme_version, detail, epoch, seq, part)
    select j.journey_id, e.at, e.kind, e.from_stage, e.to_stage, e.code, e.cause, 'meterlift', j.duty_policy, 1, null, 1, e.seq, 0
    from journey j cross join lateral (values
      (1, j.stage_since - interval '6 days', 'stage', 'inventory', case when j.attempts_used > 0 then 'migration' else j.stage end, null, 'records agree'),
      (2, j.stage_since, 'stage', 'migration', j.stage, j.code, 'outcome'),
      (3, j.failed_at, 'attempt', null, null, j.failure_code, 'outcome')) e(seq, at, kind, from_stage, to_stage, code, cause)
    where j.stage <> 'inventory' and (e.seq = 1 or e.seq = 2 and j.attempts_used > 0 or e.seq = 3 and j.failure_code is not null)`
  await db`
    insert into duty_date (journey_id, recorded_at, clock_starts_on, due_on, policy, cause, programme_version)
    select journey_id, stage_since, clock_starts_on, due_on, duty_policy, 'policy in force', 1 from journey where due_on is not null`
  await db`
    insert into inventory_record (journey_id, source, as_of, record)
    select journey_id, source, ${at}, jsonb_build_object('meterPoint', meter_point, 'fuel', fuel, 'deviceId', device_id, 'device',
             jsonb_build_object('manufacturer', manufacturer, 'model', model, 'firmware', firmware), 'supplierId', supplier_id,
             'paymentMode', payment_mode, 'keysPresent', true, 'siblings', '[]'::jsonb, 'status', 'InstalledNotCommissioned')
    from journey j join meter m using (journey_id, installation_id, supplier_id) cross join (values ('smso'), ('smi')) s(source)
    where j.stage in ('blocked', 'retry', 'needs-action')`
  await fillDoubts(db, now)
  await fillBatches(db, now)
  await fillActions(db, now)
}

/** What is open beside journeys: exceptions, waits, and what was done about failures. */
async function fillDoubts(db: Database, now: number): Promise<void> {
  const at = db`${now}::timestamptz`
  await db`
    insert into inventory_exception (journey_id, supplier_id, code, field, registered, reported, owner, opened_at, closed_at)
    select journey_id, supplier_id, coalesce(e.code, j.code), 'firmware', '1.0', '1.1', case when coalesce(e.code, j.code) in ('INV_KEYS_MISSING', 'INV_UNKNOWN_TO_SMSO') then 'smso' else 'supplier' end,
           stage_since, case when stage <> 'blocked' then stage_since end
    from journey j cross join lateral (values (null), ('INV_HUB_FIRMWARE')) e(code)
    where (stage = 'blocked' or stage = 'enrolled' and journey_id % 20 = 0) and (e.code is null or journey_id % 5 = 0)
      and coalesce(e.code, j.code) is not null`
  await db`
    insert into wait (journey_id, kind, key, programme_version, since)
    select journey_id, case code when 'AUT_SUPPLIER' then 'authorisation' when 'ELG_EVIDENCE_MISSING' then 'evidence'
             when 'ELG_COHORT_NOT_LIVE' then 'cohort' else 'combination' end,
           case code when 'AUT_SUPPLIER' then supplier_id when 'ELG_COHORT_NOT_LIVE' then cohort_id else 'x' end, 1, stage_since
    from journey where stage = 'waiting'`
  await db`
    insert into failure_case (journey_id, supplier_id, cohort_id, since, code, fixed_at, fixed_by, fix, owner, handed_at, handed_by, referral, addressee, reference)
    select journey_id, supplier_id, cohort_id, failed_at, failure_code, case when ${draw(db, 'journey_id', 31)} % 5 = 0 then ${at} end, 'ann', 'done',
           case when ${draw(db, 'journey_id', 32)} % 10 = 0 then 'team-' || journey_id % 7 end, ${at}, 'ann',
           (array['proposed', 'proposed', 'proposed', 'proposed', 'referred', 'referred', 'answered', null])[1 + ${draw(db, 'journey_id', 33)} % 8],
           'dcc', 'INC-' || journey_id % 500
    from journey where stage = 'needs-action' and failure_code is not null and failed_at < ${at} - interval '14 days'`
  await db`
    update journey j set failure_fixed = c.fixed_at is not null, failure_referral = c.referral
    from failure_case c where c.journey_id = j.journey_id and c.since = j.failed_at`
}

async function fillBatches(db: Database, now: number): Promise<void> {
  const at = db`${now}::timestamptz`
  await db`
    insert into batch_member (batch_id, journey_id, installation_id, wave, lane_id, prepayment, due_on, supplier_id, state, code, attempts, released_at, ended_at)
    select batch, journey_id, i, wave, lane_id, i % 7 = 0, due_on, supplier_id, state, case state when 'failed' then failure_code when 'retrying' then failure_code when 'waiting' then code end,
           least(attempts_used, 1), case when state not in ('left', 'given-back') then stage_since end,
           case when state in ('enrolled', 'failed', 'given-back') then ${at} - (${draw(db, 'journey_id', 41)} % 864000) * interval '1 s' end
    from (
      select ${batchOf(db)} as batch, ${waveOf(db)} as wave, x.*,
             case when stage = 'enrolled' then 'enrolled' when stage = 'needs-action' then 'failed' when i % 200 <= ${batches.over} then 'given-back'
                  when stage = 'retry' then 'retrying' when standing = 'in-flight' then 'in-flight' when stage = 'waiting' then 'waiting'
                  when ${waveOf(db)} < 3 then 'released' else 'left' end as state
      from (select j.*, installation_id as i from journey j where lane_id is not null and stage in ('enrolled', 'needs-action', 'retry', 'migration', 'waiting')) x
    ) m where batch is not null`
  await db`
    update installation i set release = r.release
    from (select installation_id, case when bool_or(released_at is not null) then 'released' else 'withheld' end as release
          from batch_member where ended_at is null group by 1) r
    where r.installation_id = i.installation_id`
  await db`
    insert into batch (batch_id, name, state, filter, filter_version, programme_version, plan, members, planned_at, planned_by, reason,
                       decided_at, decided_by, started_at, ended_at)
    overriding system value
    select b, 'batch ' || b, case when b <= ${batches.over} then 'finished' else 'releasing' end, '{"supplier": "edf"}', 1, 1,
           ${db.json({ waves: { kind: 'canary', size: 50 }, next: { kind: 'success', success: 0.9, landed: 0.9 }, errors: null, startsAt: null, endsAt: null, atEnd: 'stop', ratePerHour: null })},
           (select count(*) from batch_member where batch_id = b), ${at} - (50 - b) * interval '1 day', 'ann', 'as agreed', ${at}, 'bob', ${at} - interval '1 hour',
           case when b <= ${batches.over} then ${at} end
    from generate_series(1, ${batches.all}::bigint) b`
  await db`
    insert into batch_wave (batch_id, wave, members, state, opened_at)
    select batch_id, wave, count(*), case when wave < 3 then 'passed' else 'open' end, ${at} from batch_member group by 1, 2`
  await db`
    insert into batch_event (batch_id, at, actor, kind, reason)
    select b, ${at} - e * interval '3 hours', 'ann', (array['plan', 'submit', 'approve', 'pause', 'resume'])[1 + e % 5], 'as agreed'
    from generate_series(1, ${batches.all}::bigint) b, generate_series(1, 25) e`
  await db`
    insert into batch_authorisation (batch_id, supplier_id, decision, decided_at, decided_by)
    select b, s, 'authorised', ${at}, 'ann' from generate_series(1, ${batches.all}::bigint) b, unnest(array['edf', 'octopus', 'fenside-energy']) s`
  await db`select setval('batch_batch_id_seq', ${batches.all})`
}

/** Retries of a hundredth of what failed each, by the operations team and by a supplier's people. */
async function fillActions(db: Database, now: number): Promise<void> {
  const at = db`${now}::timestamptz`
  await db`
    insert into action (action_id, name, kind, filter, programme_version, request, actor, reason, created_at, state, started_at, started_by, ended_at, supplier_id)
    overriding system value
    select a, 'action ' || a, case a % 3 when 0 then 'hand' else 'retry' end, '{"failure": "W101"}', 1, '{"kind": "retry", "at": null}', 'ann', 'again',
           ${at} - (60 - a) * interval '5 hours', case when a <= 36 then 'finished' else 'running' end, ${at}, 'ann', case when a <= 36 then ${at} end,
           case when a % 4 = 0 then 'british-gas' end
    from generate_series(1, 40) a`
  await db`
    insert into action_member (action_id, journey_id, state, was_stage, was_code, was_failure, was_attempts, was_supplier, supplier_id, code, decided_at, outcome, outcome_code)
    select a, journey_id, state, stage, j.code, failure_code, attempts_used, supplier_id, supplier_id, case state when 'refused' then 'FIX_NOT_DONE' end, ${at},
           case when state = 'done' and a % 3 <> 0 then (array['enrolled', 'failed', 'under-way', 'held'])[1 + journey_id % 4] end,
           case when state = 'done' and a % 3 <> 0 and journey_id % 4 = 1 then failure_code end
    from (
      select j.*, 1 + journey_id % 40 as a, (array['done', 'done', 'done', 'refused', 'moved'])[1 + ${draw(db, 'journey_id', 51)} % 5] as state
      from journey j where failure_code is not null and journey_id % 100 < 40
    ) j where a % 4 <> 0 or supplier_id = 'british-gas'`
  await db`select setval('action_action_id_seq', 40)`
}
