-- What people share through the API: views of lists; and what a supplier may see of batches and of its own people's actions.

-- The supplier whose people asked for it; null: the operations team.
alter table action add column supplier_id text;
create index action_supplier on action (supplier_id, action_id) where supplier_id is not null;

-- A view that somebody saved for the team: a page of the console with the filter in its address.
create table saved_view (
  view_id     bigint generated always as identity primary key,
  -- The supplier whose people share it; null: the operations team.
  supplier_id text,
  page        text not null,
  name        text not null,
  query       text not null,
  version     integer not null default 1,
  created_at  timestamptz not null,
  created_by  text not null,
  changed_at  timestamptz not null,
  changed_by  text not null
);
create unique index saved_view_name on saved_view ((coalesce(supplier_id, '')), page, lower(name));

-- What was decided, the latest first (src/register/read/decision-log.ts), and the filters of the audit log.
create index lane_event_at on lane_event (at);
create index batch_event_at on batch_event (at);
create index action_created on action (created_at);
create index action_stop_asked on action (stop_asked_at) where stop_asked_at is not null;
create index import_started on import (started_at);
create index audit_at on audit (at);
create index audit_target on audit (target text_pattern_ops, audit_id);

-- Meters with open exceptions in the order of their journeys, of one owner and code and of all.
create index inventory_exception_work on inventory_exception (owner, code, journey_id) where closed_at is null;
create index inventory_exception_meter on inventory_exception (journey_id) where closed_at is null;

alter table saved_view enable row level security;
alter table batch enable row level security;
alter table batch_authorisation enable row level security;
alter table action_batch enable row level security;

grant select on saved_view, batch_authorisation, action_batch to meterlift_supplier;
-- Not its name, filter and plan: they may speak of other suppliers.
grant select (batch_id, parent_id, state, planned_at, starts_at, ends_at, ended_at) on batch to meterlift_supplier;

create policy own on saved_view for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));
create policy own on action for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));
create policy own on batch_authorisation for select to meterlift_supplier
  using (supplier_id = current_setting('meterlift.supplier', true));
create policy own on batch for select to meterlift_supplier
  using (exists (select from batch_member m where m.batch_id = batch.batch_id));
create policy own on action_batch for select to meterlift_supplier
  using (exists (select from action a where a.action_id = action_batch.action_id));
