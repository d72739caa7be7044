-- Meters with open inventory exceptions by owner and code, counted.
create table exception_count (
  slot        smallint not null,
  owner       text not null,
  code        text not null,
  supplier_id text not null,
  cohort_id   text not null,
  lane_id     text not null,
  n           bigint not null,
  primary key (slot, owner, code, supplier_id, cohort_id, lane_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
alter table exception_count enable row level security;
grant select on exception_count to meterlift_supplier;
create policy own on exception_count for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));

insert into exception_count (slot, owner, code, supplier_id, cohort_id, lane_id, n)
select 0, e.owner, e.code, j.supplier_id, coalesce(j.cohort_id, ''), coalesce(j.lane_id, ''), count(distinct e.journey_id)
from inventory_exception e join journey j using (journey_id) where e.closed_at is null group by 2, 3, 4, 5, 6;

-- A meter counts once for an owner and code, however many fields disagree: before and after the statement it has any, or none.
create function count_exceptions() returns trigger language plpgsql as $$
declare
  delta constant text := case tg_op
    when 'INSERT' then '(select n.journey_id, n.owner, n.code, n.closed_at, 1 as d from new_rows n)'
    else '(select n.journey_id, n.owner, n.code, n.closed_at, 1 as d from new_rows n
           union all select o.journey_id, o.owner, o.code, o.closed_at, -1 from old_rows o)'
  end;
begin
  execute format($sql$
    with changed as (
      select journey_id, owner, code, sum(d) as d from %s delta where closed_at is null group by 1, 2, 3 having sum(d) <> 0
    ), stood as (
      select x.*, (select count(*) from inventory_exception e
                   where e.journey_id = x.journey_id and e.owner = x.owner and e.code = x.code and e.closed_at is null) as now
      from changed x
    )
    insert into exception_count as c (slot, owner, code, supplier_id, cohort_id, lane_id, n)
    select 1 + pg_backend_pid() %% 16, s.owner, s.code, j.supplier_id, coalesce(j.cohort_id, ''), coalesce(j.lane_id, ''),
           sum((s.now > 0)::integer - (s.now - s.d > 0)::integer)
    from stood s join journey j using (journey_id)
    group by 2, 3, 4, 5, 6 having sum((s.now > 0)::integer - (s.now - s.d > 0)::integer) <> 0 order by 2, 3, 4, 5, 6
    on conflict (slot, owner, code, supplier_id, cohort_id, lane_id) do update set n = c.n + excluded.n
  $sql$, delta);
  return null;
end
$$;
create trigger exception_counted_insert after insert on inventory_exception
  referencing new table as new_rows for each statement execute function count_exceptions();
create trigger exception_counted_update after update on inventory_exception
  referencing old table as old_rows new table as new_rows for each statement execute function count_exceptions();

-- A meter that comes to another supplier, cohort or lane takes its open exceptions with it.
create function move_exceptions() returns trigger language plpgsql as $$
begin
  insert into exception_count as c (slot, owner, code, supplier_id, cohort_id, lane_id, n)
  select 1 + pg_backend_pid() % 16, e.owner, e.code, m.supplier_id, coalesce(m.cohort_id, ''), coalesce(m.lane_id, ''), sum(m.d)
  from (select n.journey_id, side.* from new_rows n join old_rows o using (journey_id)
        cross join lateral (values (n.supplier_id, n.cohort_id, n.lane_id, 1), (o.supplier_id, o.cohort_id, o.lane_id, -1))
          side(supplier_id, cohort_id, lane_id, d)
        where (n.supplier_id, n.cohort_id, n.lane_id) is distinct from (o.supplier_id, o.cohort_id, o.lane_id)) m
  join lateral (select distinct owner, code from inventory_exception e
                where e.journey_id = m.journey_id and e.closed_at is null) e on true
  group by 2, 3, 4, 5, 6 having sum(m.d) <> 0 order by 2, 3, 4, 5, 6
  on conflict (slot, owner, code, supplier_id, cohort_id, lane_id) do update set n = c.n + excluded.n;
  return null;
end
$$;
create trigger journey_moved_exceptions after update on journey
  referencing old table as old_rows new table as new_rows for each statement execute function move_exceptions();

-- The oldest of an owner and code.
drop index inventory_exception_open;
create index inventory_exception_open on inventory_exception (owner, code, opened_at, journey_id) where closed_at is null;
