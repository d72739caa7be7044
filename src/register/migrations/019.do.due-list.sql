-- Open duties are listed by date, of all and of one supplier.
drop index journey_due_open;
create index journey_due_open on journey (due_on, journey_id) where due_on is not null and met_on is null and duty_ended_on is null;
create index journey_supplier_due_open on journey (supplier_id, due_on, journey_id)
  where due_on is not null and met_on is null and duty_ended_on is null;
