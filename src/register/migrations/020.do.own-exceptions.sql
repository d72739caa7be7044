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

create function move_own_exceptions() returns trigger language plpgsql as $$
begin
  update inventory_exception e set supplier_id = new.supplier_id where e.journey_id = new.journey_id;
  return null;
end
$$;
create trigger journey_moved_own_exceptions after update of supplier_id on journey
  for each row when (new.supplier_id <> old.supplier_id) execute function move_own_exceptions();

alter policy own on inventory_exception using (supplier_id = current_setting('meterlift.supplier', true));
create index inventory_exception_own on inventory_exception (supplier_id, journey_id);
create index inventory_exception_own_open on inventory_exception (supplier_id, owner, code, opened_at) where closed_at is null;
