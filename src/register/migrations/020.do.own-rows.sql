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

alter policy own on inventory_exception using (supplier_id = current_setting('meterlift.supplier', true));
create index inventory_exception_own on inventory_exception (supplier_id, journey_id);
create index inventory_exception_own_open on inventory_exception (supplier_id, owner, code, opened_at) where closed_at is null;

-- What was done about failures knows it too.
alter table failure_case add column supplier_id text;
update failure_case c set supplier_id = j.supplier_id from journey j where j.journey_id = c.journey_id;
alter table failure_case alter column supplier_id set not null;
create trigger case_of_supplier before insert on failure_case for each row execute function know_supplier();
alter policy own on failure_case using (supplier_id = current_setting('meterlift.supplier', true));

drop index failure_case_referral, failure_case_owner, failure_case_reference;
create index failure_case_referral on failure_case (referral, journey_id, supplier_id) where referral is not null;
create index failure_case_owner on failure_case (owner, journey_id, supplier_id) where owner is not null;
create index failure_case_reference on failure_case (reference, journey_id, supplier_id) where reference is not null;

-- Both go with the meter to its new supplier.
create function move_own_rows() returns trigger language plpgsql as $$
begin
  update inventory_exception set supplier_id = new.supplier_id where journey_id = new.journey_id;
  update failure_case set supplier_id = new.supplier_id where journey_id = new.journey_id;
  return null;
end
$$;
create trigger journey_moved_own_rows after update of supplier_id on journey
  for each row when (new.supplier_id <> old.supplier_id) execute function move_own_rows();
