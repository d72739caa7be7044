-- What a claim costs. A claim changes the standing of a journey, and a condition of an index on it made each change of it an entry in every
-- index of journeys; what is in flight is found by its attempt.
drop index journey_in_flight;
alter table attempt add column supplier_id text, add column lane_id text;
comment on column attempt.supplier_id is 'of its journey, as long as the attempt is open';
comment on column attempt.lane_id is 'of its journey, as long as the attempt is open';
update attempt a set supplier_id = j.supplier_id, lane_id = j.lane_id from journey j
where j.journey_id = a.journey_id and a.landed_at is null and a.voided is null;
-- So a worker that does not know this yet claims nothing.
alter table attempt add constraint attempt_open_known check (landed_at is not null or voided is not null or supplier_id is not null) not valid;
create index attempt_open on attempt (lane_id, journey_id, supplier_id) where landed_at is null and voided is null;
-- That of an open attempt is known without a look at its journey.
alter policy own on attempt
  using (case when landed_at is null and voided is null then supplier_id = current_setting('meterlift.supplier', true) else own_journey(journey_id) end);
-- Room in each page, as they are written, for a journey's next version beside it.
alter table journey set (fillfactor = 90);

-- What belongs to a journey moves with it (migration 024), and so does its open attempt.
create or replace function move_own_rows() returns trigger language plpgsql as $$
begin
  if not exists (select from (
    select journey_id, supplier_id, cohort_id, lane_id from new_rows
    except select journey_id, supplier_id, cohort_id, lane_id from old_rows) moved) then
    return null;
  end if;
  execute $sql$
    insert into exception_count as c (slot, owner, code, supplier_id, cohort_id, lane_id, n)
    select 1 + pg_backend_pid() % 16, e.owner, e.code, m.supplier_id, coalesce(m.cohort_id, ''), coalesce(m.lane_id, ''), sum(m.d)
    from (select n.journey_id, side.* from new_rows n join old_rows o using (journey_id)
          cross join lateral (values (n.supplier_id, n.cohort_id, n.lane_id, 1), (o.supplier_id, o.cohort_id, o.lane_id, -1))
            side(supplier_id, cohort_id, lane_id, d)
          where (n.supplier_id, n.cohort_id, n.lane_id) is distinct from (o.supplier_id, o.cohort_id, o.lane_id)) m
    join lateral (select distinct owner, code from inventory_exception e
                  where e.journey_id = m.journey_id and e.closed_at is null) e on true
    group by 2, 3, 4, 5, 6 having sum(m.d) <> 0 order by 2, 3, 4, 5, 6
    on conflict (slot, owner, code, supplier_id, cohort_id, lane_id) do update set n = c.n + excluded.n
  $sql$;
  execute $sql$
    update failure_case c set supplier_id = n.supplier_id, cohort_id = n.cohort_id from new_rows n
    where c.journey_id = n.journey_id and (c.supplier_id, c.cohort_id) is distinct from (n.supplier_id, n.cohort_id)
  $sql$;
  execute $sql$
    update inventory_exception e set supplier_id = n.supplier_id from new_rows n join old_rows o using (journey_id)
    where (e.supplier_id, e.journey_id) = (o.supplier_id, n.journey_id) and n.supplier_id <> o.supplier_id
  $sql$;
  execute $sql$
    update batch_member b set supplier_id = n.supplier_id from new_rows n
    where b.journey_id = n.journey_id and b.supplier_id <> n.supplier_id
  $sql$;
  execute $sql$
    update action_member m set supplier_id = n.supplier_id from new_rows n
    where m.journey_id = n.journey_id and m.supplier_id <> n.supplier_id
  $sql$;
  execute $sql$
    update attempt a set supplier_id = n.supplier_id, lane_id = n.lane_id from new_rows n
    where a.journey_id = n.journey_id and a.landed_at is null and a.voided is null
      and (a.supplier_id, a.lane_id) is distinct from (n.supplier_id, n.lane_id)
  $sql$;
  return null;
end
$$;

-- Submissions on their way, by lane: to count them at each claim cost what was in flight. In many slots, since all of a lane write one row in each.
create table lane_flight (
  lane_id text     not null,
  slot    smallint not null,
  n       bigint   not null,
  primary key (lane_id, slot)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
alter table lane_flight enable row level security;
insert into lane_flight (lane_id, slot, n)
select lane_id, 0, count(*) from submission where landed_at is null group by lane_id;
create function count_flights() returns trigger language plpgsql as $$
begin
  insert into lane_flight as f (lane_id, slot, n)
  select lane_id, pg_backend_pid() % 64, count(*) from new_rows where landed_at is null group by lane_id order by lane_id
  on conflict (lane_id, slot) do update set n = f.n + excluded.n;
  return null;
end
$$;
create function count_moved_flights() returns trigger language plpgsql as $$
begin
  insert into lane_flight as f (lane_id, slot, n)
  select lane_id, pg_backend_pid() % 64, sum(d)
  from (select lane_id, 1 as d from new_rows where landed_at is null
        union all
        select lane_id, -1 from old_rows where landed_at is null) delta
  group by lane_id having sum(d) <> 0 order by lane_id
  on conflict (lane_id, slot) do update set n = f.n + excluded.n;
  return null;
end
$$;
create trigger submission_counted_insert after insert on submission
  referencing new table as new_rows for each statement execute function count_flights();
create trigger submission_counted_update after update on submission
  referencing old table as old_rows new table as new_rows for each statement execute function count_moved_flights();

-- As before (migration 024), in a language whose expressions are worked out without a query of their own for each row.
create or replace function batch_member_code(state text, stage text, standing text, code text, failure_code text) returns text
immutable parallel safe language plpgsql as $$
begin
  return case
    when state in ('failed', 'retrying') then failure_code
    when state = 'ended' then stage
    when state = 'left' and stage = 'waiting' then code
    when state = 'waiting' then case
      when standing = 'held' then 'BAT_HELD_BY_SIBLING'
      when stage = 'retry' then 'BAT_RETRY_PLANNED'
      when stage = 'replacement' then 'BAT_REPLACEMENT'
      else coalesce(code, 'BAT_NOT_STARTED')
    end
  end;
end
$$;

-- What journeys and members that moved change in the counters: planned once in a session, not at each statement (so without a join of old
-- rows to new ones, see migration 024), and duties only where one is another now.
create function count_moved_journeys() returns trigger language plpgsql as $$
declare
  own_slot constant smallint := 1 + pg_backend_pid() % 16;
begin
  insert into stage_count as c (slot, supplier_id, cohort_id, lane_id, stage, standing, code, n)
  select own_slot, supplier_id, coalesce(cohort_id, ''), coalesce(lane_id, ''), stage, coalesce(standing, ''), coalesce(code, ''), sum(d)
  from (select n.supplier_id, n.cohort_id, n.lane_id, n.stage, n.standing, n.code, 1 as d from new_rows n
        union all
        select o.supplier_id, o.cohort_id, o.lane_id, o.stage, o.standing, o.code, -1 from old_rows o) delta
  group by 2, 3, 4, 5, 6, 7 having sum(d) <> 0 order by 2, 3, 4, 5, 6, 7
  on conflict (slot, supplier_id, cohort_id, lane_id, stage, standing, code) do update set n = c.n + excluded.n;
  -- Looked at only where they are few: the look keeps all of them in memory.
  if (select count(*) from new_rows) > 10000 or exists (select from (
    select journey_id, supplier_id, cohort_id, met_on, due_on, duty_ended_on, clock_starts_on from new_rows
    except select journey_id, supplier_id, cohort_id, met_on, due_on, duty_ended_on, clock_starts_on from old_rows) moved) then
    insert into duty_count as c (slot, supplier_id, cohort_id, state, starts_on, due_on, n)
    select own_slot, supplier_id, coalesce(cohort_id, ''), duty_state(met_on, due_on, duty_ended_on),
           coalesce(clock_starts_on, 'infinity'), coalesce(due_on, 'infinity'), sum(d)
    from (select n.supplier_id, n.cohort_id, n.met_on, n.due_on, n.duty_ended_on, n.clock_starts_on, 1 as d from new_rows n
          union all
          select o.supplier_id, o.cohort_id, o.met_on, o.due_on, o.duty_ended_on, o.clock_starts_on, -1 from old_rows o) delta
    group by 2, 3, 4, 5, 6 having sum(d) <> 0 order by 2, 3, 4, 6, 5
    on conflict (slot, supplier_id, cohort_id, state, due_on, starts_on) do update set n = c.n + excluded.n;
  end if;
  insert into failure_count as c (slot, supplier_id, cohort_id, lane_id, failure, firmware, stage, fixed, referral, n)
  select own_slot, supplier_id, coalesce(cohort_id, ''), coalesce(lane_id, ''), failure_code, coalesce(failure_firmware, ''), stage,
         failure_fixed, coalesce(failure_referral, ''), sum(d)
  from (select n.*, 1 as d from new_rows n union all select o.*, -1 from old_rows o) delta
  where stage in ('retry', 'needs-action') and failure_code is not null
  group by 2, 3, 4, 5, 6, 7, 8, 9 having sum(d) <> 0 order by 2, 3, 4, 5, 6, 7, 8, 9
  on conflict (slot, supplier_id, cohort_id, lane_id, failure, firmware, stage, fixed, referral) do update set n = c.n + excluded.n;
  return null;
end
$$;
drop trigger journey_counted_update on journey;
create trigger journey_counted_update after update on journey
  referencing old table as old_rows new table as new_rows for each statement execute function count_moved_journeys();
create function count_moved_members() returns trigger language plpgsql as $$
begin
  insert into batch_count as c (batch_id, slot, wave, state, code, supplier_id, n)
  select batch_id, (pg_backend_pid() % 16)::smallint, wave, state, coalesce(code, ''), supplier_id, sum(d)
  from (select n.batch_id, n.wave, n.state, n.code, n.supplier_id, 1 as d from new_rows n
        union all
        select o.batch_id, o.wave, o.state, o.code, o.supplier_id, -1 from old_rows o) delta
  group by 1, 3, 4, 5, 6 having sum(d) <> 0 order by 1, 3, 4, 5, 6
  on conflict (batch_id, slot, wave, state, code, supplier_id) do update set n = c.n + excluded.n;
  return null;
end
$$;
drop trigger member_counted_update on batch_member;
create trigger member_counted_update after update on batch_member
  referencing old table as old_rows new table as new_rows for each statement execute function count_moved_members();

-- Nor does what DCC has taken change an index of submissions: those on their way are looked through for what is to be sent again or asked
-- after every few seconds, not at each claim. Half of each page is left to the version that DCC has taken.
drop index submission_open;
alter table submission add constraint submission_landed check ((state = 'landed') = (landed_at is not null)) not valid;
create index submission_open on submission (lane_id) where landed_at is null;
alter table submission set (fillfactor = 50);
-- What a lane claimed since its breaker began to try: claims are written in the order of their times.
create index submission_claimed on submission using brin (claimed_at) with (pages_per_range = 16, autosummarize = on);
-- All that a batch has released is looked for only where it is taken back: paused, by itself too, or cancelled.
drop index batch_member_out;
