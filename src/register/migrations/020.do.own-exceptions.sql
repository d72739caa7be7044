-- An exception knows whose meter it is about, so that a supplier's are found, and shown to it, without asking each one's journey.
alter table inventory_exception add column supplier_id text;
update inventory_exception e set supplier_id = j.supplier_id from journey j where j.journey_id = e.journey_id;
alter table inventory_exception alter column supplier_id set not null;

create function know_supplier() returns trigger language plpgsql as $$
begin
  select j.supplier_id into strict new.supplier_id from journey j where j.journey_id = new.journey_id;
  return new;
end
$$;
create trigger exception_of_supplier before insert on inventory_exception for each row execute function know_supplier();

-- As in migration 014; and they go with the meter to its new supplier.
create or replace function move_exceptions() returns trigger language plpgsql as $$
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
  if exists (select from new_rows n join old_rows o using (journey_id) where n.supplier_id <> o.supplier_id) then
    update inventory_exception e set supplier_id = n.supplier_id
    from new_rows n join old_rows o using (journey_id)
    where e.journey_id = n.journey_id and n.supplier_id <> o.supplier_id;
  end if;
  return null;
end
$$;

alter policy own on inventory_exception using (supplier_id = current_setting('meterlift.supplier', true));
create index inventory_exception_own on inventory_exception (supplier_id, journey_id);
create index inventory_exception_own_open on inventory_exception (supplier_id, owner, code, opened_at) where closed_at is null;
