-- Batches: a set of meters, frozen when it was planned, that is approved, released in waves, watched and stopped as one.
-- Membership, cursor and counters are here; the batch's workflow (batch/<id>) holds nothing that a crash could lose.

-- Whether a lane may take an installation: free (of no batch: where lanes release by themselves), released or withheld by its batch.
alter table installation add column if not exists release text not null default 'free'
  check (release in ('free', 'released', 'withheld'));

create table batch (
  batch_id      bigint generated always as identity primary key,
  -- The batch whose failures this one tries again.
  parent_id     bigint references batch,
  name          text not null,
  state         text not null check (state in ('draft', 'awaiting-approval', 'refused', 'approved', 'releasing', 'pausing',
                  'paused', 'cancelling', 'cancelled', 'finishing', 'finished')),
  -- Which meters were asked for, as it was given, and the version of its form.
  filter        jsonb not null,
  filter_version integer not null,
  programme_version integer not null,
  -- What was asked: waves, thresholds, times (src/domain/batch/plan.ts).
  plan          jsonb not null,
  members       integer not null,
  starts_at     timestamptz,
  ends_at       timestamptz,
  -- Members an hour at most; null: as fast as lanes go. As a token bucket that survives restarts.
  rate_per_hour integer,
  rate_tokens   double precision not null default 0,
  rate_filled_at timestamptz,
  -- Attempts landed and failed at the last resumption: the error threshold looks at what came since.
  errors_seen   jsonb,
  paused_by     text check (paused_by in ('person', 'errors')),
  -- An action is still bringing its members on their way, so that it is not over however little goes on.
  intake_open   boolean not null default false,
  planned_at    timestamptz not null,
  planned_by    text not null,
  reason        text,
  decided_at    timestamptz,
  decided_by    text,
  remark        text,
  started_at    timestamptz,
  ended_at      timestamptz,
  -- What came of it, written once, at its end.
  summary       jsonb,
  -- How often something was decided of which its workflow must be told, and up to which of them the relay has told it.
  tell          integer not null default 0,
  told          integer not null default 0
);
create index batch_tell on batch (batch_id) where tell > told;
create index batch_parent on batch (parent_id) where parent_id is not null;
create index batch_open on batch (batch_id) where ended_at is null;

create table batch_wave (
  batch_id   bigint not null references batch on delete cascade,
  wave       integer not null,
  members    integer not null,
  -- open: its members are being released, or have been; passed: the next one may follow; short: below its success threshold.
  state      text not null default 'pending' check (state in ('pending', 'open', 'passed', 'short', 'skipped')),
  held       boolean not null default false,
  opened_at  timestamptz,
  judged_at  timestamptz,
  primary key (batch_id, wave)
);

-- Where a meter stands in a batch. A view of its journey, kept in the transaction that changes the journey.
create table batch_member (
  batch_id        bigint not null references batch on delete cascade,
  journey_id      bigint not null references journey on delete cascade,
  installation_id bigint not null,
  wave            integer not null,
  -- Empty: its combination belongs to no lane.
  lane_id         text not null,
  prepayment      boolean not null,
  due_on          date,
  state           text not null default 'left' check (state in ('left', 'waiting', 'released', 'in-flight', 'retrying',
                    'enrolled', 'failed', 'ended', 'given-back', 'moved')),
  code            text,
  -- Attempts made in this batch.
  attempts        integer not null default 0,
  released_at     timestamptz,
  -- From then on it is no member that lives: it came to its end, was given back, or moved on.
  ended_at        timestamptz,
  -- The batch that it moved to, or in which it is tried again.
  moved_to        bigint references batch,
  primary key (batch_id, journey_id)
) with (fillfactor = 80);
-- A meter is live in at most one batch.
create unique index batch_member_live on batch_member (journey_id) where ended_at is null;
create index batch_member_installation on batch_member (installation_id) where ended_at is null;
create index batch_member_left on batch_member (batch_id, wave, lane_id, prepayment, due_on nulls last, installation_id)
  where released_at is null and ended_at is null;
create index batch_member_out on batch_member (batch_id, installation_id) where released_at is not null and ended_at is null;
create index batch_member_ended on batch_member (batch_id, ended_at) where ended_at is not null;

-- Who did what.
create table batch_event (
  event_id   bigint generated always as identity primary key,
  batch_id   bigint not null references batch on delete cascade,
  at         timestamptz not null,
  actor      text not null,
  kind       text not null,
  from_state text,
  to_state   text,
  reason     text,
  detail     jsonb
);
create index batch_event_batch on batch_event (batch_id, event_id);

-- A supplier's word on its meters of one batch; a standing authorisation needs none.
create table batch_authorisation (
  batch_id    bigint not null references batch on delete cascade,
  supplier_id text not null,
  decision    text not null check (decision in ('authorised', 'refused')),
  decided_at  timestamptz not null,
  decided_by  text not null,
  file_name   text,
  primary key (batch_id, supplier_id)
);

-- An authorisation for one batch holds while the meter is a live member of it; null: until it is said otherwise.
alter table authorisation add column batch_id bigint references batch on delete cascade;
create index authorisation_batch on authorisation (batch_id) where batch_id is not null;

-- Authorisation files that were read: the same one read again changes nothing.
create table authorisation_file (
  file_name   text primary key,
  digest      text not null,
  batch_id    bigint not null references batch on delete cascade,
  supplier_id text not null,
  read_at     timestamptz not null,
  read_by     text not null,
  authorised  integer not null,
  refused     integer not null
);

-- Counters of members and of landed attempts, kept by triggers in the transaction that changes them.
create table batch_count (
  batch_id bigint not null,
  slot     smallint not null,
  wave     integer not null,
  state    text not null,
  code     text not null,
  n        bigint not null,
  primary key (batch_id, slot, wave, state, code)
);

create table batch_attempt_count (
  batch_id bigint not null,
  slot     smallint not null,
  wave     integer not null,
  -- Which attempt of the member in this batch.
  number   integer not null,
  result   text not null,
  code     text not null,
  n        bigint not null,
  primary key (batch_id, slot, wave, number, result, code)
);

alter table attempt add column batch_id bigint, add column batch_wave integer, add column batch_number integer;

-- Where a live member stands, from its journey. Until it is released it is left to be; a failure ends it once an attempt was
-- made in this batch and no other one is planned.
create function batch_member_state(stage text, standing text, released boolean, attempts integer) returns text
immutable language sql as $$
  select case
    when stage = 'enrolled' then 'enrolled'
    when stage in ('replaced', 'excluded', 'lost') then 'ended'
    when standing = 'in-flight' then 'in-flight'
    when stage = 'needs-action' and attempts > 0 then 'failed'
    when stage = 'retry' and attempts > 0 then 'retrying'
    when not released then 'left'
    when standing = 'ready' then 'released'
    else 'waiting'
  end
$$;

-- The reason that goes with a member's state.
create function batch_member_code(state text, stage text, standing text, code text, failure_code text) returns text
immutable language sql as $$
  select case
    when state in ('failed', 'retrying') then failure_code
    when state = 'ended' then stage
    when state = 'waiting' then case
      when standing = 'held' then 'BAT_HELD_BY_SIBLING'
      when stage = 'retry' then 'BAT_RETRY_PLANNED'
      when stage = 'replacement' then 'BAT_REPLACEMENT'
      else coalesce(code, 'BAT_NOT_STARTED')
    end
  end
$$;

create function follow_members() returns trigger language plpgsql as $$
declare
  left_behind bigint[];
begin
  with moved as (
    select n.*, o.installation_id <> n.installation_id as other_hub,
           (n.standing is not distinct from 'in-flight' and o.standing is distinct from 'in-flight')::integer as claimed
    from new_rows n join old_rows o using (journey_id)
    where (n.stage, n.standing, n.code, n.failure_code, n.lane_id, n.due_on, n.installation_id)
      is distinct from (o.stage, o.standing, o.code, o.failure_code, o.lane_id, o.due_on, o.installation_id)
  ), followed as (
    update batch_member b set
      -- A meter that hangs on another hub now is of another installation, which is not in the batch.
      state = case when m.other_hub then 'given-back' else s.state end,
      code = case when m.other_hub then 'BAT_HUB_CHANGED' else batch_member_code(s.state, m.stage, m.standing, m.code, m.failure_code) end,
      attempts = b.attempts + m.claimed, lane_id = coalesce(m.lane_id, ''), due_on = m.due_on,
      ended_at = case when m.other_hub or s.state in ('enrolled', 'ended', 'failed') then m.stage_since end
    from moved m
    join batch_member l on l.journey_id = m.journey_id and l.ended_at is null
    cross join lateral (select batch_member_state(m.stage, m.standing, l.released_at is not null, l.attempts + m.claimed) as state) s
    where b.batch_id = l.batch_id and b.journey_id = l.journey_id
    returning b.installation_id, b.ended_at
  )
  select array_agg(installation_id) into left_behind from followed where ended_at is not null;
  if left_behind is not null then
    perform free_installations(left_behind);
  end if;
  return null;
end
$$;

-- What a lane may do with an installation, by its live members. Without any it is in no batch's hands; but where a supplier had
-- authorised a meter for its batch alone, no lane takes it before the journey's next step has asked anew, and ended that.
create function release_of(id bigint) returns text stable language sql as $$
  select coalesce(
    (select case when bool_or(b.released_at is not null) then 'released' else 'withheld' end
     from batch_member b where b.installation_id = id and b.ended_at is null having count(*) > 0),
    (select 'withheld' from journey j join authorisation u using (journey_id, supplier_id)
     where j.installation_id = id and u.batch_id is not null and not exists (
       select from batch_member b where b.journey_id = u.journey_id and b.batch_id = u.batch_id and b.ended_at is null)
     limit 1),
    'free')
$$;

-- Takes installations without a live member out of their batches' hands.
create function free_installations(ids bigint[]) returns void language sql as $$
  update installation i set release = release_of(i.installation_id)
  where i.installation_id = any(ids) and i.release <> 'free'
    and not exists (select from batch_member b where b.installation_id = i.installation_id and b.ended_at is null)
$$;

create trigger journey_followed after update on journey
  referencing old table as old_rows new table as new_rows for each statement execute function follow_members();

create function count_members() returns trigger language plpgsql as $$
declare
  delta constant text := case tg_op
    when 'INSERT' then '(select n.*, 1 as d from new_rows n)'
    when 'DELETE' then '(select o.*, -1 as d from old_rows o)'
    else '(select n.*, 1 as d from new_rows n union all select o.*, -1 from old_rows o)'
  end;
begin
  execute format($sql$
    insert into batch_count as c (batch_id, slot, wave, state, code, n)
    select batch_id, $1, wave, state, coalesce(code, ''), sum(d)
    from %s delta
    group by 1, 3, 4, 5 having sum(d) <> 0 order by 1, 3, 4, 5
    on conflict (batch_id, slot, wave, state, code) do update set n = c.n + excluded.n
  $sql$, delta) using (pg_backend_pid() % 16)::smallint;
  return null;
end
$$;

create trigger member_counted_insert after insert on batch_member
  referencing new table as new_rows for each statement execute function count_members();
create trigger member_counted_update after update on batch_member
  referencing old table as old_rows new table as new_rows for each statement execute function count_members();
create trigger member_counted_delete after delete on batch_member
  referencing old table as old_rows for each statement execute function count_members();

-- An attempt knows the batch in which it was made: what is voided or lands late is still counted where it belongs.
create function attempt_of_batch() returns trigger language plpgsql as $$
begin
  select b.batch_id, b.wave, b.attempts + 1 into new.batch_id, new.batch_wave, new.batch_number
  from batch_member b where b.journey_id = new.journey_id and b.ended_at is null;
  return new;
end
$$;
create trigger attempt_in_batch before insert on attempt for each row execute function attempt_of_batch();

create function attempt_result(landed_at timestamptz, voided text, result text) returns text immutable language sql as $$
  select case when landed_at is null and voided is null then null when voided is not null then 'voided' else result end
$$;

create function count_batch_attempts() returns trigger language plpgsql as $$
begin
  insert into batch_attempt_count as c (batch_id, slot, wave, number, result, code, n)
  select batch_id, (pg_backend_pid() % 16)::smallint, batch_wave, batch_number, attempt_result(landed_at, voided, result),
         coalesce(code, ''), sum(d)
  from (select n.*, 1 as d from new_rows n union all select o.*, -1 from old_rows o) delta
  where batch_id is not null and attempt_result(landed_at, voided, result) is not null
  group by 1, 3, 4, 5, 6 having sum(d) <> 0 order by 1, 3, 4, 5, 6
  on conflict (batch_id, slot, wave, number, result, code) do update set n = c.n + excluded.n;
  return null;
end
$$;
create trigger attempt_counted after update on attempt
  referencing old table as old_rows new table as new_rows for each statement execute function count_batch_attempts();
