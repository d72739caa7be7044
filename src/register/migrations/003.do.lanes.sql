-- What governs a lane beside its programme: stops, temporary limits, the breaker; what a claim needs of its queue; and what
-- people are told.

-- Whether the lane may take it: free (where lanes release by themselves), released (by a batch), withheld (by a batch).
alter table installation add column if not exists release text not null default 'free'
  check (release in ('free', 'released', 'withheld'));

-- The day's capacity by which it was claimed: no lane takes more of a day than the largest that held.
alter table submission add column day_capacity integer;

-- Supplier, kind and release are equal in each part of a claim, so that the earliest due are read from the index in order and
-- neither prepayment meters beyond their cap nor those that are withheld are walked over.
drop index installation_claimable;
create index installation_claimable on installation (lane_id, supplier_id, prepayment, release, due_on nulls last, installation_id)
  where state = 'ready';
-- Who has stood in a lane longest (src/register/lane/read-lanes.ts).
create index journey_in_lane on journey (lane_id, stage_since) where stage = 'migration';

-- One row for each lane, and one for all of them ('*'), which only a stop concerns. A claim reads both in its transaction: the
-- lane's row locked, the other one shared, so that a stop holds from the moment at which it is committed.
create table lane_control (
  lane_id         text primary key,
  stopped_at      timestamptz,
  stopped_by      text,
  stop_reason     text,
  -- Temporary limits of an operator, in force until override_until; null: the programme's.
  rate_per_minute integer,
  daily_capacity  integer,
  in_flight_limit integer,
  override_until  timestamptz,
  override_by     text,
  override_reason text,
  -- The breaker (src/domain/lane/breaker.ts).
  breaker         text not null default 'closed' check (breaker in ('closed', 'open', 'probing', 'ramping')),
  breaker_since   timestamptz,
  -- Held by a person, whatever the counts say.
  breaker_hold    text check (breaker_hold in ('open', 'closed')),
  breaker_by      text,
  breaker_reason  text,
  -- How often it opened in a row: each time it waits longer before it tries.
  openings        integer not null default 0,
  -- Attempts claimed before this do not count towards the breaker: they belong to an outage that is over.
  counted_from    timestamptz,
  -- The outage: its failures from, and those of attempts claimed before outage_to (null: it goes on), are voided.
  outage_from     timestamptz,
  outage_to       timestamptz,
  -- The lane's norm, counted now and then.
  norm_answered   integer not null default 0,
  norm_failed     integer not null default 0,
  norm_at         timestamptz
);
insert into lane_control (lane_id) values ('*');

-- Everything that was decided about lanes, by persons and by breakers.
create table lane_event (
  event_id bigint generated always as identity primary key,
  lane_id  text not null,
  at       timestamptz not null,
  kind     text not null,
  actor    text not null,
  reason   text,
  detail   jsonb
);
create index lane_event_lane on lane_event (lane_id, event_id);

-- What people are told, written in the transaction that makes it true and delivered at least once.
create table notification (
  notification_id bigint generated always as identity primary key,
  at              timestamptz not null,
  code            text not null,
  lane_id         text,
  text            text not null,
  detail          jsonb not null,
  not_before      timestamptz not null,
  delivered_at    timestamptz,
  tries           integer not null default 0,
  error           text
);
create index notification_due on notification (not_before) where delivered_at is null;

-- Installations that stand in a lane, by what a claim allocates by, kept by triggers in the transaction that changes an
-- installation, in sixteen slots so that writers do not queue for one row.
create table lane_queue (
  slot        smallint not null,
  lane_id     text not null,
  supplier_id text not null,
  prepayment  boolean not null,
  state       text not null,
  release     text not null,
  n           bigint not null,
  primary key (lane_id, slot, supplier_id, prepayment, state, release)
);

create function count_installations() returns trigger language plpgsql as $$
begin
  insert into lane_queue as q (slot, lane_id, supplier_id, prepayment, state, release, n)
  select pg_backend_pid() % 16, lane_id, coalesce(supplier_id, ''), prepayment, state, release, sum(d)
  from (select n.lane_id, n.supplier_id, n.prepayment, n.state, n.release, 1 as d from new_rows n where n.state <> 'idle'
        union all
        select o.lane_id, o.supplier_id, o.prepayment, o.state, o.release, -1 from old_rows o where o.state <> 'idle') delta
  where lane_id is not null
  group by 2, 3, 4, 5, 6 having sum(d) <> 0 order by 2, 3, 4, 5, 6
  on conflict (lane_id, slot, supplier_id, prepayment, state, release) do update set n = q.n + excluded.n;
  return null;
end
$$;

-- New installations stand in no lane, and none is deleted while it does: rows for which that is not so are rare.
create function count_installation() returns trigger language plpgsql as $$
declare
  one constant installation := case when tg_op = 'INSERT' then new else old end;
begin
  insert into lane_queue as q (slot, lane_id, supplier_id, prepayment, state, release, n)
  values (pg_backend_pid() % 16, one.lane_id, coalesce(one.supplier_id, ''), one.prepayment, one.state, one.release,
          case when tg_op = 'INSERT' then 1 else -1 end)
  on conflict (lane_id, slot, supplier_id, prepayment, state, release) do update set n = q.n + excluded.n;
  return null;
end
$$;

create trigger installation_counted_update after update on installation
  referencing old table as old_rows new table as new_rows for each statement execute function count_installations();
create trigger installation_counted_insert after insert on installation
  for each row when (new.state <> 'idle' and new.lane_id is not null) execute function count_installation();
create trigger installation_counted_delete after delete on installation
  for each row when (old.state <> 'idle' and old.lane_id is not null) execute function count_installation();

-- The lane whose outcome a message carries, else ''. The relay takes from the lanes in turn, so that a burst of one lane's
-- outcomes delays no other's, and sends few of a lane ahead of what its journeys have taken.
alter table outbox add column lane_id text not null default '';
drop index outbox_unsent;
create index outbox_unsent on outbox (lane_id, priority, outbox_id) where sent_at is null and dead_at is null;
create index outbox_sent on outbox (lane_id, sent_at) where sent_at is not null and lane_id <> '';
