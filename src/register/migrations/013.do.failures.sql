-- Open failures by cause, counted: their groups are read without looking at one of them.

-- What was done about the failure at which the meter stands (its failure_case), so that the counters follow from the journey alone.
alter table journey add column failure_fixed boolean not null default false, add column failure_referral text;
update journey j set failure_fixed = c.fixed_at is not null, failure_referral = c.referral
from failure_case c where c.journey_id = j.journey_id and c.since = j.failed_at and (c.fixed_at is not null or c.referral is not null);

create function know_failure_case() returns trigger language plpgsql as $$
begin
  new.failure_fixed := false;
  new.failure_referral := null;
  select c.fixed_at is not null, c.referral into new.failure_fixed, new.failure_referral
  from failure_case c where c.journey_id = new.journey_id and c.since = new.failed_at;
  new.failure_fixed := coalesce(new.failure_fixed, false);
  return new;
end
$$;
create trigger journey_failed before update of failed_at on journey
  for each row when (new.failed_at is distinct from old.failed_at) execute function know_failure_case();

create function tell_failure_case() returns trigger language plpgsql as $$
begin
  -- In the order of their numbers, as far as that goes: another case may be told at the same time.
  perform from journey j join new_rows c using (journey_id) where j.failed_at = c.since order by j.journey_id for update of j;
  update journey j set failure_fixed = c.fixed_at is not null, failure_referral = c.referral
  from new_rows c
  where c.journey_id = j.journey_id and c.since = j.failed_at
    and (j.failure_fixed, j.failure_referral) is distinct from (c.fixed_at is not null, c.referral);
  return null;
end
$$;
create trigger failure_case_begun after insert on failure_case
  referencing new table as new_rows for each statement execute function tell_failure_case();
create trigger failure_case_went_on after update on failure_case
  referencing new table as new_rows for each statement execute function tell_failure_case();

create table failure_count (
  slot        smallint not null,
  supplier_id text not null,
  cohort_id   text not null,
  lane_id     text not null,
  failure     text not null,
  firmware    text not null,
  stage       text not null,
  fixed       boolean not null,
  referral    text not null,
  n           bigint not null,
  primary key (slot, supplier_id, cohort_id, lane_id, failure, firmware, stage, fixed, referral)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
alter table failure_count enable row level security;
grant select on failure_count to meterlift_supplier;
create policy own on failure_count for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));

insert into failure_count (slot, supplier_id, cohort_id, lane_id, failure, firmware, stage, fixed, referral, n)
select 0, supplier_id, coalesce(cohort_id, ''), coalesce(lane_id, ''), failure_code, coalesce(failure_firmware, ''), stage, failure_fixed,
       coalesce(failure_referral, ''), count(*)
from journey where stage in ('retry', 'needs-action') and failure_code is not null group by 2, 3, 4, 5, 6, 7, 8, 9;

-- As in migration 001, with open failures, and in the writers' slots (migration 012).
create or replace function count_journeys() returns trigger language plpgsql as $$
declare
  delta constant text := case tg_op
    when 'INSERT' then '(select n.*, 1 as d from new_rows n)'
    when 'DELETE' then '(select o.*, -1 as d from old_rows o)'
    else '(select n.*, 1 as d from new_rows n union all select o.*, -1 from old_rows o)'
  end;
  slot constant smallint := 1 + pg_backend_pid() % 16;
begin
  execute format($sql$
    insert into stage_count as c (slot, supplier_id, cohort_id, lane_id, stage, standing, code, n)
    select $1, supplier_id, coalesce(cohort_id, ''), coalesce(lane_id, ''), stage, coalesce(standing, ''),
           coalesce(code, ''), sum(d)
    from %s delta
    group by 2, 3, 4, 5, 6, 7 having sum(d) <> 0 order by 2, 3, 4, 5, 6, 7
    on conflict (slot, supplier_id, cohort_id, lane_id, stage, standing, code) do update set n = c.n + excluded.n
  $sql$, delta) using slot;
  execute format($sql$
    insert into duty_count as c (slot, supplier_id, cohort_id, state, starts_on, due_on, n)
    select $1, supplier_id, coalesce(cohort_id, ''),
           duty_state(met_on, due_on, duty_ended_on),
           coalesce(clock_starts_on, 'infinity'), coalesce(due_on, 'infinity'), sum(d)
    from %s delta
    group by 2, 3, 4, 5, 6 having sum(d) <> 0 order by 2, 3, 4, 6, 5
    on conflict (slot, supplier_id, cohort_id, state, due_on, starts_on) do update set n = c.n + excluded.n
  $sql$, delta) using slot;
  execute format($sql$
    insert into failure_count as c (slot, supplier_id, cohort_id, lane_id, failure, firmware, stage, fixed, referral, n)
    select $1, supplier_id, coalesce(cohort_id, ''), coalesce(lane_id, ''), failure_code, coalesce(failure_firmware, ''), stage,
           failure_fixed, coalesce(failure_referral, ''), sum(d)
    from %s delta
    where stage in ('retry', 'needs-action') and failure_code is not null
    group by 2, 3, 4, 5, 6, 7, 8, 9 having sum(d) <> 0 order by 2, 3, 4, 5, 6, 7, 8, 9
    on conflict (slot, supplier_id, cohort_id, lane_id, failure, firmware, stage, fixed, referral) do update set n = c.n + excluded.n
  $sql$, delta) using slot;
  return null;
end
$$;

-- The first and the last failure of a cause (case: see migration 012); those that ever failed with a code, also if they went on since,
-- in the order in which meters are listed; and the open ones that are due by a day.
drop index journey_failure;
create index journey_failure on journey
  (failure_code, (case when cohort_id is null then '' else cohort_id end), (case when lane_id is null then '' else lane_id end),
   (case when failure_firmware is null then '' else failure_firmware end), failed_at, supplier_id)
  where stage in ('retry', 'needs-action') and failure_code is not null;
create index journey_failure_listed on journey (failure_code, journey_id, supplier_id) where failure_code is not null;
create index journey_failure_due on journey (due_on, failure_code, cohort_id, lane_id, failure_firmware, supplier_id)
  where stage in ('retry', 'needs-action') and failure_code is not null;
