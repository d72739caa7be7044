-- Counters stay small however long they are written. Writers have the slots 1 to 16; the slot 0 holds what was folded (and what a
-- first import and corrections add). Unfolded, a counter with as many keys as duties have dates comes to sixteen rows for each.

-- How many attempts landed, in tens of seconds: the pace of the fleet and of lanes, which at two hundred a second would else be
-- counted from most of a million attempts of the last hour. Older ones go.
create table landing_count (
  since       timestamptz not null,
  slot        smallint not null,
  lane_id     text not null,
  supplier_id text not null,
  cohort_id   text not null,
  result      text not null,
  n           bigint not null,
  primary key (since, slot, lane_id, supplier_id, cohort_id, result)
);
alter table landing_count enable row level security;
grant select on landing_count to meterlift_supplier;
create policy own on landing_count for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));

create function ten_seconds_of(at timestamptz) returns timestamptz immutable language sql as $$
  select date_bin('10 seconds', at, '2000-01-01 00:00:00Z')
$$;

create function count_landings() returns trigger language plpgsql as $$
begin
  insert into landing_count as c (since, slot, lane_id, supplier_id, cohort_id, result, n)
  select ten_seconds_of(d.landed_at), 1 + pg_backend_pid() % 16, s.lane_id, j.supplier_id, coalesce(j.cohort_id, ''), d.result, sum(d.one)
  from (select n.journey_id, n.submission_id, n.landed_at, n.result, 1 as one from new_rows n where n.landed_at is not null
        union all
        select o.journey_id, o.submission_id, o.landed_at, o.result, -1 from old_rows o where o.landed_at is not null) d
  join journey j using (journey_id) join submission s using (submission_id)
  group by 1, 3, 4, 5, 6 having sum(d.one) <> 0 order by 1, 3, 4, 5, 6
  on conflict (since, slot, lane_id, supplier_id, cohort_id, result) do update set n = c.n + excluded.n;
  return null;
end
$$;
create trigger attempt_landed after update on attempt
  referencing old table as old_rows new table as new_rows for each statement execute function count_landings();

insert into landing_count (since, slot, lane_id, supplier_id, cohort_id, result, n)
select ten_seconds_of(a.landed_at), 0, s.lane_id, j.supplier_id, coalesce(j.cohort_id, ''), a.result, count(*)
from attempt a join journey j using (journey_id) join submission s using (submission_id)
where a.landed_at > (select max(landed_at) from attempt where landed_at is not null) - interval '1 hour' and a.result is not null
group by 1, 3, 4, 5, 6;

-- Moves what writers have counted to the slot 0: at most so many rows, and none that a writer holds. One at a time, and not beside a
-- correction (src/register/check/counters.ts), which has the same lock. Returns how many rows it took.
create function fold_counter(counter regclass, keys text, most integer) returns integer language plpgsql as $$
declare
  taken integer;
begin
  if not pg_try_advisory_xact_lock(7305121) then return 0; end if;
  execute format($sql$
    with chosen as materialized (select ctid as place from %1$s where slot > 0 limit $1 for update skip locked),
    gone as (delete from %1$s c using chosen where c.ctid = chosen.place returning c.*),
    folded as (
      insert into %1$s as c (slot, %2$s, n)
      select 0, %2$s, sum(n) from gone group by %2$s having sum(n) <> 0 order by %2$s
      on conflict (slot, %2$s) do update set n = c.n + excluded.n
    )
    select count(*) from gone
  $sql$, counter, keys) into taken using most;
  execute format('delete from %s where slot = 0 and n = 0', counter);
  return taken;
end
$$;

alter table stage_count set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
alter table duty_count set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- What is folded is found without looking through all days.
create index failure_day_unfolded on failure_day (slot) where slot > 0;

-- A supplier's duties, without those of all the others.
create index duty_count_supplier on duty_count (supplier_id);

-- Who of all meters, and of a supplier's, stands still longest for one reason. A supplier's reading must find its rows by such indexes
-- too: row-level security keeps whatever might tell of a row from being looked up before the row is known to be its own, and PostgreSQL
-- counts coalesce() among that, but not case.
drop index journey_standing_still;
create index journey_standing_still on journey (stage, (case when code is null then '' else code end), stage_since)
  where stage in ('blocked', 'waiting', 'needs-action', 'replacement');
create index journey_standing_still_own on journey (supplier_id, stage, (case when code is null then '' else code end), stage_since)
  where stage in ('blocked', 'waiting', 'needs-action', 'replacement');
