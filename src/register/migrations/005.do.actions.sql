-- Stored bulk actions on failures or any filter, what people did about a failure, and what groups of failures are read from
-- (docs/failures.md).

-- The firmware of the meter where it failed, so that groups of failures are read from one index.
alter table journey add column failure_firmware text;
update journey j set failure_firmware = m.firmware from meter m
where m.journey_id = j.journey_id and j.failure_code is not null;
drop index journey_failure;
create index journey_failure on journey (failure_code, cohort_id, lane_id, failure_firmware)
  include (stage, supplier_id, failed_at, due_on)
  where stage in ('retry', 'needs-action') and failure_code is not null;

-- Failures by the day of London on which they were taken, for the trend of a group; in sixteen slots as all counters.
create table failure_day (
  day         date not null,
  code        text not null,
  cohort_id   text not null,
  lane_id     text not null,
  firmware    text not null,
  supplier_id text not null,
  slot        smallint not null,
  n           bigint not null,
  primary key (day, code, cohort_id, lane_id, firmware, supplier_id, slot)
);
create index evidence_failed on evidence (at) include (code) where kind = 'attempt';

-- What people did about one failure (or another standstill) of a meter: mended, handed over, referred. A later failure
-- begins a case of its own; history is in the evidence.
create table failure_case (
  journey_id  bigint not null references journey on delete cascade,
  -- When it failed; for a meter that never failed, since when it stands where it stands.
  since       timestamptz not null,
  code        text,
  fixed_at    timestamptz,
  fixed_by    text,
  fix         text,
  owner       text,
  owner_note  text,
  handed_at   timestamptz,
  handed_by   text,
  referral    text check (referral in ('proposed', 'referred', 'answered')),
  addressee   text,
  reference   text,
  referred_at timestamptz,
  referred_by text,
  answer      text,
  answered_at timestamptz,
  answered_by text,
  primary key (journey_id, since)
);
create index failure_case_referral on failure_case (referral, journey_id) where referral is not null;
create index failure_case_owner on failure_case (owner, journey_id) where owner is not null;

create table action (
  action_id         bigint generated always as identity primary key,
  name              text not null,
  kind              text not null
    check (kind in ('retry', 'correct', 'fixed', 'exclude', 'replace', 'hand', 'refer', 'answer')),
  -- The filter in ids, and the programme version under which they were looked up; its set is in action_member.
  filter            jsonb not null,
  programme_version integer not null,
  -- What is to be done, as domain/action/request.ts has it.
  request           jsonb not null,
  actor             text not null,
  reason            text,
  created_at        timestamptz not null,
  -- prepared: counted, not begun; stopping: asked for; stopped and finished: nothing of it is on its way any more.
  state             text not null check (state in ('prepared', 'running', 'stopping', 'stopped', 'finished')),
  started_at        timestamptz,
  started_by        text,
  stop_asked_at     timestamptz,
  stop_asked_by     text,
  ended_at          timestamptz
);
create index action_open on action (action_id) where state in ('running', 'stopping');

-- One meter of an action: how it stood when it was counted, and what came of it. No foreign keys: a set of hundreds of
-- thousands would take as many row locks, and neither actions nor journeys are ever deleted.
create table action_member (
  action_id    bigint not null,
  journey_id   bigint not null,
  state        text not null check (state in ('pending', 'sent', 'done', 'refused', 'moved', 'stopped')),
  was_stage    text not null,
  was_code     text,
  was_failure  text,
  was_attempts integer not null,
  was_supplier text not null,
  -- Why it was refused, or how it has moved.
  code         text,
  message      text,
  -- Corrected values, field by field.
  changes      jsonb,
  decided_at   timestamptz,
  -- Of a retry: what came of the attempt itself.
  outcome      text check (outcome in ('under-way', 'enrolled', 'failed', 'held', 'ended')),
  outcome_code text,
  outcome_at   timestamptz,
  -- Steps of the journey still keep the outcome current.
  tracked      boolean not null default false,
  -- The batch in which it is tried again; null: it is of no batch, and its lane releases it by itself.
  batch_id     bigint,
  primary key (action_id, journey_id)
);
-- Batches that an action made for its retries, each out of one parent.
create table action_batch (
  action_id bigint not null references action,
  batch_id  bigint not null references batch,
  primary key (action_id, batch_id)
);
create index batch_member_failed on batch_member (journey_id) where state = 'failed' and moved_to is null;

-- A meter is in one action at a time.
create unique index action_member_live on action_member (journey_id) where state in ('pending', 'sent');
create index action_member_todo on action_member (action_id, state, journey_id) where state in ('pending', 'sent');
create index action_member_tracked on action_member (journey_id) where tracked;

-- Members by result, kept by triggers as the counters of journeys are.
create table action_count (
  action_id    bigint not null,
  slot         smallint not null,
  state        text not null,
  code         text not null,
  outcome      text not null,
  outcome_code text not null,
  n            bigint not null,
  primary key (action_id, slot, state, code, outcome, outcome_code)
);

create function count_action_members() returns trigger language plpgsql as $$
declare
  delta constant text := case tg_op
    when 'INSERT' then '(select n.*, 1 as d from new_rows n)'
    else '(select n.*, 1 as d from new_rows n union all select o.*, -1 from old_rows o)'
  end;
begin
  execute format($sql$
    insert into action_count as c (action_id, slot, state, code, outcome, outcome_code, n)
    select action_id, $1, state, coalesce(code, ''), coalesce(outcome, ''), coalesce(outcome_code, ''), sum(d)
    from %s delta
    group by 1, 3, 4, 5, 6 having sum(d) <> 0 order by 1, 3, 4, 5, 6
    on conflict (action_id, slot, state, code, outcome, outcome_code) do update set n = c.n + excluded.n
  $sql$, delta) using (pg_backend_pid() % 16)::smallint;
  return null;
end
$$;

create trigger action_member_counted_insert after insert on action_member
  referencing new table as new_rows for each statement execute function count_action_members();
create trigger action_member_counted_update after update on action_member
  referencing old table as old_rows new table as new_rows for each statement execute function count_action_members();
