-- What the API needs beside the fleet: who may come in, what they asked and what came of it, and the walls between suppliers.

-- A secret is never kept: only the SHA-256 of it. It is 32 random bytes, so nothing slower is needed.
create table api_token (
  token_id     text primary key,
  name         text not null,
  secret_hash  bytea not null,
  roles        text[] not null,
  scopes       text[],
  supplier_id  text,
  created_at   timestamptz not null,
  created_by   text not null,
  expires_at   timestamptz not null,
  revoked_at   timestamptz,
  revoked_by   text,
  last_used_at timestamptz,
  check ('supplier' = any(roles) = (supplier_id is not null))
);

-- Sign-ins of the example people of an embedded stack.
create table api_session (
  session_hash bytea primary key,
  person       text not null,
  created_at   timestamptz not null,
  expires_at   timestamptz not null
);

-- Answers of commands by their Idempotency-Key; an answer is kept for a day.
create table api_request (
  caller      text not null,
  key         text not null,
  fingerprint text not null,
  started_at  timestamptz not null,
  status      integer,
  answer      jsonb,
  primary key (caller, key)
);
create index api_request_started on api_request (started_at);

-- Long work that a caller may look at while it goes on.
create table api_operation (
  operation_id uuid primary key,
  kind         text not null,
  caller       text not null,
  supplier_id  text,
  state        text not null check (state in ('running', 'done', 'failed')),
  progress     jsonb not null,
  result       jsonb,
  problem      jsonb,
  started_at   timestamptz not null,
  beat_at      timestamptz not null,
  finished_at  timestamptz
);
create index api_operation_started on api_operation (started_at desc, operation_id);

-- A programme that one person proposes and another puts in force.
create table programme_proposal (
  proposal_id  bigint generated always as identity primary key,
  base_version integer,
  digest       text not null,
  content      jsonb not null,
  changes      jsonb not null,
  reason       text not null,
  proposed_by  text not null,
  proposer     text not null,
  proposed_at  timestamptz not null,
  state        text not null default 'open' check (state in ('open', 'applied', 'withdrawn')),
  decided_by   text,
  decided_at   timestamptz,
  version      integer
);

-- What everyone did, by API or command line. It only grows: also its owner may neither change nor remove a line.
create table audit (
  audit_id    bigint generated always as identity primary key,
  at          timestamptz not null,
  via         text not null check (via in ('api', 'cli')),
  actor       text not null,
  caller      text not null,
  roles       text[] not null,
  supplier_id text,
  action      text not null,
  target      text,
  -- asked: before it is done; answered: with what came of it.
  phase       text not null check (phase in ('asked', 'answered')),
  status      integer,
  code        text,
  request_id  text not null,
  detail      jsonb
);
create index audit_actor on audit (actor, audit_id);
create function audit_only_grows() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log only grows' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_kept before update or delete on audit for each row execute function audit_only_grows();
create trigger audit_not_emptied before truncate on audit for each statement execute function audit_only_grows();
revoke update, delete, truncate on audit from current_user;

-- The list of one supplier's meters, page by page.
create index journey_supplier on journey (supplier_id, journey_id);

-- A supplier reads as this role, within one transaction and with its id in meterlift.supplier; the owner's own work is
-- not touched by the policies. Roles belong to the cluster, so another database may have made it already.
do $$
begin
  create role meterlift_supplier nologin;
exception when duplicate_object or unique_violation then null;
end
$$;
do $$
begin
  execute format('grant meterlift_supplier to %I', current_user);
exception when others then
  -- Whoever may already become it needs no grant; a reader of a supplier is refused otherwise, and says so.
  if not pg_has_role(current_user, 'meterlift_supplier', 'member') then raise; end if;
end
$$;

alter table journey enable row level security;
alter table meter enable row level security;
alter table installation enable row level security;
alter table evidence enable row level security;
alter table duty_date enable row level security;
alter table inventory_record enable row level security;
alter table inventory_exception enable row level security;
alter table wait enable row level security;
alter table authorisation enable row level security;
alter table correction enable row level security;
alter table submission enable row level security;
alter table attempt enable row level security;
alter table outcome enable row level security;
alter table outbox enable row level security;
alter table stage_count enable row level security;
alter table duty_count enable row level security;
alter table combination enable row level security;
alter table failure_day enable row level security;
alter table failure_case enable row level security;
alter table batch_member enable row level security;
alter table action_member enable row level security;
alter table action enable row level security;

grant select on journey, meter, evidence, duty_date, inventory_record, inventory_exception, wait, authorisation, correction, attempt,
  outcome, outbox, stage_count, duty_count, failure_day, failure_case to meterlift_supplier;
-- Not what an installation or a submission says of the meters behind it together.
grant select (installation_id, hub_id, hub_manufacturer, hub_model, hub_firmware, csp, combination_id, lane_id, state, release, submission_id)
  on installation to meterlift_supplier;
grant select (batch_id, journey_id, ended_at) on batch_member to meterlift_supplier;
grant select on action, action_member to meterlift_supplier;
grant select (submission_id, lane_id) on submission to meterlift_supplier;
grant select (combination_id, cohort_id, lane_id) on combination to meterlift_supplier;

create policy own on journey for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));
create policy own on meter for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));
create policy own on stage_count for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));
create policy own on duty_count for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));
create policy own on failure_day for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));
create policy own on authorisation for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));
create policy own on installation for select to meterlift_supplier
  using (exists (select from journey j where j.installation_id = installation.installation_id));
create policy own on evidence for select to meterlift_supplier
  using (exists (select from journey j where j.journey_id = evidence.journey_id));
create policy own on failure_case for select to meterlift_supplier
  using (exists (select from journey j where j.journey_id = failure_case.journey_id));
create policy own on batch_member for select to meterlift_supplier
  using (exists (select from journey j where j.journey_id = batch_member.journey_id));
create policy own on action_member for select to meterlift_supplier
  using (exists (select from journey j where j.journey_id = action_member.journey_id));
create policy own on duty_date for select to meterlift_supplier
  using (exists (select from journey j where j.journey_id = duty_date.journey_id));
create policy own on inventory_exception for select to meterlift_supplier
  using (exists (select from journey j where j.journey_id = inventory_exception.journey_id));
create policy own on wait for select to meterlift_supplier
  using (exists (select from journey j where j.journey_id = wait.journey_id));
create policy own on correction for select to meterlift_supplier
  using (exists (select from journey j where j.journey_id = correction.journey_id));
create policy own on attempt for select to meterlift_supplier
  using (exists (select from journey j where j.journey_id = attempt.journey_id));
create policy own on submission for select to meterlift_supplier
  using (exists (select from attempt a where a.submission_id = submission.submission_id));
create policy all_of_them on combination for select to meterlift_supplier using (true);
-- inventory_record, outcome, outbox and action have no policy: what the SMSO says of the other meter, DCC of it, or a person of
-- meters of several suppliers, is not a supplier's to read.
