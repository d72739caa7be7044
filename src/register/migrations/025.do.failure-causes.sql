-- What is counted of each cause of failures once a minute: how many are due by a day (migration 023), and now the first and the last too.
drop table failure_due, failure_due_counted;
create table failure_cause (
  supplier_id text not null,
  cohort_id   text not null,
  lane_id     text not null,
  failure     text not null,
  firmware    text not null,
  due         bigint not null,
  first_at    timestamptz,
  last_at     timestamptz,
  primary key (supplier_id, failure, cohort_id, lane_id, firmware)
);
alter table failure_cause enable row level security;
grant select on failure_cause to meterlift_supplier;
create policy own on failure_cause for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));
create table failure_causes_counted (
  single boolean primary key default true check (single),
  at     timestamptz not null,
  until  date not null
);
grant select on failure_causes_counted to meterlift_supplier;
-- They are counted from this index alone.
drop index journey_failure_due;
create index journey_failure_cause on journey (supplier_id, failure_code, cohort_id, lane_id, failure_firmware) include (failed_at, due_on)
  where stage in ('retry', 'needs-action') and failure_code is not null;
