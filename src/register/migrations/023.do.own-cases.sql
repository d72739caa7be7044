-- What was done about failures knows whose meter it was, as exceptions do (migration 020).
alter table failure_case add column supplier_id text;
update failure_case c set supplier_id = j.supplier_id from journey j where j.journey_id = c.journey_id;
alter table failure_case alter column supplier_id set not null;
create trigger case_of_supplier before insert on failure_case for each row execute function know_supplier();
alter policy own on failure_case using (supplier_id = current_setting('meterlift.supplier', true));

create function move_cases() returns trigger language plpgsql as $$
begin
  update failure_case c set supplier_id = new.supplier_id where c.journey_id = new.journey_id;
  return null;
end
$$;
create trigger journey_moved_cases after update of supplier_id on journey
  for each row when (new.supplier_id <> old.supplier_id) execute function move_cases();

drop index failure_case_referral, failure_case_owner, failure_case_reference;
create index failure_case_referral on failure_case (referral, journey_id, supplier_id) where referral is not null;
create index failure_case_owner on failure_case (owner, journey_id, supplier_id) where owner is not null;
create index failure_case_reference on failure_case (reference, journey_id, supplier_id) where reference is not null;
