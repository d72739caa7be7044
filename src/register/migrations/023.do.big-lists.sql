-- What stands at a stage stands there for certain codes and failures: with that known, a page of a list is walked to rather than sorted for.
create statistics journey_together (mcv, dependencies) on stage, code, failure_code, cohort_id from journey;
analyze journey;

create index audit_phase on audit (phase, audit_id);

-- How many failures of a cause are due by a day, as it was counted within the last minutes: counting it looks at each of them.
create table failure_due (
  supplier_id text not null,
  cohort_id   text not null,
  lane_id     text not null,
  failure     text not null,
  firmware    text not null,
  n           bigint not null,
  primary key (supplier_id, failure, cohort_id, lane_id, firmware)
);
alter table failure_due enable row level security;
grant select on failure_due to meterlift_supplier;
create policy own on failure_due for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));
create table failure_due_counted (
  single boolean primary key default true check (single),
  at     timestamptz not null,
  until  date not null
);
grant select on failure_due_counted to meterlift_supplier;
