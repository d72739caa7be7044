-- Members of batches and actions know their supplier, as exceptions do (migration 020), and their counters count by it: what a supplier
-- is shown of them, and what waits for its word, is read without looking at one of them.
alter table batch_member add column supplier_id text;
update batch_member b set supplier_id = j.supplier_id,
  -- One that is left may wait too, and says for what.
  code = case when b.state = 'left' and j.stage = 'waiting' then j.code else b.code end
from journey j where j.journey_id = b.journey_id;
alter table batch_member alter column supplier_id set not null;
alter table action_member add column supplier_id text;
update action_member m set supplier_id = j.supplier_id from journey j where j.journey_id = m.journey_id;
alter table action_member alter column supplier_id set not null;

-- They follow the meter by its journey, the ended ones too.
drop index batch_member_failed, action_member_tracked, action_member_outcome;
create index batch_member_journey on batch_member (journey_id);
create index action_member_journey on action_member (journey_id);

drop table batch_count, action_count;
create table batch_count (
  batch_id    bigint not null,
  slot        smallint not null,
  wave        integer not null,
  state       text not null,
  code        text not null,
  supplier_id text not null,
  n           bigint not null,
  primary key (batch_id, slot, wave, state, code, supplier_id)
);
insert into batch_count (batch_id, slot, wave, state, code, supplier_id, n)
select batch_id, 0, wave, state, coalesce(code, ''), supplier_id, count(*) from batch_member group by 1, 3, 4, 5, 6;
create index batch_count_awaited on batch_count (batch_id, supplier_id) where code = 'AUT_SUPPLIER';

create table action_count (
  action_id    bigint not null,
  slot         smallint not null,
  state        text not null,
  code         text not null,
  outcome      text not null,
  outcome_code text not null,
  supplier_id  text not null,
  n            bigint not null,
  primary key (action_id, slot, state, code, outcome, outcome_code, supplier_id)
);
insert into action_count (action_id, slot, state, code, outcome, outcome_code, supplier_id, n)
select action_id, 0, state, coalesce(code, ''), coalesce(outcome, ''), coalesce(outcome_code, ''), supplier_id, count(*)
from action_member group by 1, 3, 4, 5, 6, 7;

alter table batch_count enable row level security;
alter table action_count enable row level security;
grant select on batch_count, action_count to meterlift_supplier;
create policy own on batch_count for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));
create policy own on action_count for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));
grant select (supplier_id) on batch_member to meterlift_supplier;
alter policy own on batch_member using (supplier_id = current_setting('meterlift.supplier', true));
alter policy own on action_member using (supplier_id = current_setting('meterlift.supplier', true));
-- Some meter of its own is, or was, a member.
alter policy own on batch
  using (exists (select from batch_count c where c.batch_id = batch.batch_id having sum(c.n) > 0));

-- The reason that goes with a member's state. What is left to be released may wait for something as well.
create or replace function batch_member_code(state text, stage text, standing text, code text, failure_code text) returns text
immutable language sql as $$
  select case
    when state in ('failed', 'retrying') then failure_code
    when state = 'ended' then stage
    when state = 'left' and stage = 'waiting' then code
    when state = 'waiting' then case
      when standing = 'held' then 'BAT_HELD_BY_SIBLING'
      when stage = 'retry' then 'BAT_RETRY_PLANNED'
      when stage = 'replacement' then 'BAT_REPLACEMENT'
      else coalesce(code, 'BAT_NOT_STARTED')
    end
  end
$$;

create or replace function count_members() returns trigger language plpgsql as $$
declare
  delta constant text := case tg_op
    when 'INSERT' then '(select n.*, 1 as d from new_rows n)'
    when 'DELETE' then '(select o.*, -1 as d from old_rows o)'
    else '(select n.*, 1 as d from new_rows n union all select o.*, -1 from old_rows o)'
  end;
begin
  execute format($sql$
    insert into batch_count as c (batch_id, slot, wave, state, code, supplier_id, n)
    select batch_id, $1, wave, state, coalesce(code, ''), supplier_id, sum(d)
    from %s delta
    group by 1, 3, 4, 5, 6 having sum(d) <> 0 order by 1, 3, 4, 5, 6
    on conflict (batch_id, slot, wave, state, code, supplier_id) do update set n = c.n + excluded.n
  $sql$, delta) using (pg_backend_pid() % 16)::smallint;
  return null;
end
$$;

create or replace function count_action_members() returns trigger language plpgsql as $$
declare
  delta constant text := case tg_op
    when 'INSERT' then '(select n.*, 1 as d from new_rows n)'
    else '(select n.*, 1 as d from new_rows n union all select o.*, -1 from old_rows o)'
  end;
begin
  execute format($sql$
    insert into action_count as c (action_id, slot, state, code, outcome, outcome_code, supplier_id, n)
    select action_id, $1, state, coalesce(code, ''), coalesce(outcome, ''), coalesce(outcome_code, ''), supplier_id, sum(d)
    from %s delta
    group by 1, 3, 4, 5, 6, 7 having sum(d) <> 0 order by 1, 3, 4, 5, 6, 7
    on conflict (action_id, slot, state, code, outcome, outcome_code, supplier_id) do update set n = c.n + excluded.n
  $sql$, delta) using (pg_backend_pid() % 16)::smallint;
  return null;
end
$$;

-- Cases know their cohort too, so that those of a cohort are found among all that were referred, or handed to somebody.
alter table failure_case add column cohort_id text;
update failure_case c set cohort_id = j.cohort_id from journey j where j.journey_id = c.journey_id;
create function know_case() returns trigger language plpgsql as $$
begin
  select j.supplier_id, j.cohort_id into strict new.supplier_id, new.cohort_id from journey j where j.journey_id = new.journey_id;
  return new;
end
$$;
drop trigger case_of_supplier on failure_case;
create trigger case_of_supplier before insert on failure_case for each row execute function know_case();
drop index failure_case_referral, failure_case_owner, failure_case_reference;
create index failure_case_referral on failure_case (referral, journey_id, supplier_id, cohort_id) where referral is not null;
create index failure_case_owner on failure_case (owner, journey_id, supplier_id, cohort_id) where owner is not null;
create index failure_case_reference on failure_case (reference, journey_id, supplier_id, cohort_id) where reference is not null;

-- A meter that comes to another supplier, cohort or lane takes with it what knows them: in one trigger, which most steps leave at once.
-- Whether any does is asked by a set operation: PostgreSQL keeps the plan for a session, and one that joins a few old rows to a few new
-- ones by a loop would take hours for a million. What follows is planned for the rows that there are.
drop trigger journey_moved_own_rows on journey;
drop trigger journey_moved_exceptions on journey;
drop function move_exceptions();
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
  return null;
end
$$;
create trigger journey_moved after update on journey
  referencing old table as old_rows new table as new_rows for each statement execute function move_own_rows();

-- Live members follow their journeys, each found by its key: old rows are not joined to new ones (see above), since what the member was
-- says whether it was in flight, and behind which hub.
create function newly_claimed(standing text, member_state text) returns integer immutable language sql as $$
  select (standing is not distinct from 'in-flight' and member_state <> 'in-flight')::integer
$$;
create or replace function follow_members() returns trigger language plpgsql as $$
declare
  left_behind bigint[];
begin
  with followed as (
    update batch_member b set
      -- A meter that hangs on another hub now is of another installation, which is not in the batch.
      state = case when b.installation_id <> n.installation_id then 'given-back'
                   else batch_member_state(n.stage, n.standing, b.released_at is not null, b.attempts + newly_claimed(n.standing, b.state)) end,
      code = case when b.installation_id <> n.installation_id then 'BAT_HUB_CHANGED'
                  else batch_member_code(
                    batch_member_state(n.stage, n.standing, b.released_at is not null, b.attempts + newly_claimed(n.standing, b.state)),
                    n.stage, n.standing, n.code, n.failure_code) end,
      attempts = b.attempts + newly_claimed(n.standing, b.state), lane_id = coalesce(n.lane_id, ''), due_on = n.due_on,
      ended_at = case when b.installation_id <> n.installation_id
                        or batch_member_state(n.stage, n.standing, b.released_at is not null, b.attempts + newly_claimed(n.standing, b.state))
                           in ('enrolled', 'ended', 'failed')
                      then n.stage_since end
    from new_rows n
    where b.journey_id = n.journey_id and b.ended_at is null
      and (b.installation_id, b.lane_id, b.due_on, b.state, b.code) is distinct from (
        n.installation_id, coalesce(n.lane_id, ''), n.due_on,
        batch_member_state(n.stage, n.standing, b.released_at is not null, b.attempts + newly_claimed(n.standing, b.state)),
        batch_member_code(batch_member_state(n.stage, n.standing, b.released_at is not null, b.attempts + newly_claimed(n.standing, b.state)),
                          n.stage, n.standing, n.code, n.failure_code))
    returning b.installation_id, b.ended_at
  )
  select array_agg(installation_id) into left_behind from followed where ended_at is not null;
  if left_behind is not null then
    perform free_installations(left_behind);
  end if;
  return null;
end
$$;

-- Kept with its health (migration 022): how many members would miss their date, and the lanes of those that live.
alter table batch add column late integer, add column live_lanes text[] not null default '{}';
