-- The register: what people read, and the evidence of everything that happened (docs/architecture.md).
-- Instants are timestamptz; calendar days are dates of Europe/London, computed in the program, never from now().

create table programme_version (
  version     integer primary key,
  name        text not null,
  digest      text not null,
  applied_at  timestamptz not null,
  applied_by  text not null,
  content     jsonb not null,
  changes     jsonb not null,
  -- Number of the change it made to combinations; null: none.
  change_number bigint,
  -- When the last meter it concerns had been told; null: still at it.
  told_at     timestamptz
);

-- A distinct device model combination (DMC). A change to cohorts or the EPCL is worked out once per combination,
-- not once per meter: a portfolio of millions has a few thousand of them.
create table combination (
  combination_id    bigint generated always as identity primary key,
  combination_key   text not null unique,
  esme_manufacturer text, esme_model text, esme_firmware text,
  gsme_manufacturer text, gsme_model text, gsme_firmware text,
  hub_manufacturer  text not null, hub_model text not null, hub_firmware text not null,
  csp               text not null,
  cohort_id         text,
  lane_id           text,
  -- Fingerprint of what the programme says of the combination; a change of it wakes the meters that wait.
  eligibility       text,
  -- First day on which a meter of this combination can be enrolled, and so its clock; null: no clock.
  clock_on          date,
  assessed_version  integer,
  -- Number of the change that last altered what the programme says of it, and so concerns its meters.
  change_number     bigint not null default 0
);
create index combination_changed on combination (change_number);
create sequence combination_change;

-- All devices of one premises behind one communications hub: the unit that is migrated.
create table installation (
  installation_id  bigint generated always as identity primary key,
  hub_id           text not null unique,
  hub_manufacturer text not null,
  hub_model        text not null,
  hub_firmware     text not null,
  csp              text not null,
  combination_id   bigint,
  lane_id          text,
  -- idle: no open meter is ready; held: some are, a sibling is not; ready: the lane may claim it; in-flight: claimed.
  state            text not null default 'idle' check (state in ('idle', 'held', 'ready', 'in-flight')),
  -- The open meter that holds its sibling back.
  held_by          bigint,
  -- Earliest due date of its ready meters, and what a claim needs to know of them.
  due_on           date,
  supplier_id      text,
  prepayment       boolean not null default false,
  submission_id    uuid
);
create index installation_claimable on installation (lane_id, supplier_id, due_on nulls last, installation_id)
  where state = 'ready';
create index installation_unassigned on installation (installation_id) where combination_id is null;
create index installation_combination on installation (combination_id);

create table import (
  import_id    bigint generated always as identity primary key,
  file_name    text not null,
  digest       text,
  started_at   timestamptz not null,
  finished_at  timestamptz,
  started_by   text not null,
  whole        boolean not null default false,
  rows         bigint not null default 0,
  created      bigint not null default 0,
  changed      bigint not null default 0,
  unchanged    bigint not null default 0,
  rejected     bigint not null default 0,
  missing      bigint not null default 0
);
create index import_digest on import (digest) where finished_at is not null;

create table quarantine (
  import_id   bigint not null references import on delete cascade,
  row_number  bigint not null,
  part        integer not null,
  "column"    text not null,
  code        text not null,
  message     text not null,
  expected    text not null,
  primary key (import_id, row_number, part)
);

create table meter (
  journey_id          bigint generated always as identity primary key,
  installation_id     bigint not null,
  meter_point         text not null unique,
  fuel                text not null check (fuel in ('electricity', 'gas')),
  supplier_id         text not null,
  device_id           text not null unique,
  manufacturer        text not null,
  model               text not null,
  firmware            text not null,
  smso_id             text not null,
  payment_mode        text not null check (payment_mode in ('credit', 'prepayment')),
  service             text not null check (service in ('active', 'dormant')),
  installed_on        date,
  supplied_since      date,
  compliance_evidence text,
  notes               jsonb,
  -- Hash of the row as last imported: an unchanged row is recognised without comparing its columns.
  source_digest       bigint not null,
  import_id           bigint not null
);
create index meter_installation on meter (installation_id);

-- Where each meter's journey stands. The journey alone writes stage and code; a claim writes standing.
create table journey (
  journey_id        bigint primary key,
  installation_id   bigint not null,
  supplier_id       text not null,
  cohort_id         text,
  lane_id           text,
  stage             text not null default 'inventory',
  code              text,
  standing          text check (standing in ('ready', 'held', 'in-flight')),
  stage_since       timestamptz not null,
  -- Fence: each run of the workflow takes an epoch; within it every step has the next number.
  epoch             integer not null default 0,
  seq               integer not null default 0,
  step_key          text,
  programme_version integer not null default 0,
  attempts_used     integer not null default 0,
  attempts_granted  integer not null default 0,
  next_attempt_at   timestamptz,
  -- What the last failure was, for grouping and for the remedy.
  failure_code      text,
  failed_at         timestamptz,
  -- A reason for needs-action that only a person's retry lifts.
  hold              text,
  -- Set when a correction arrives in flight: the inventory is checked again before another attempt.
  recheck           boolean not null default false,
  records_wanted_at timestamptz,
  -- The SMSO that is asked for them.
  records_from      text,
  replacement       jsonb,
  exclusion         jsonb,
  -- Duty clock. Health is computed from these and a given day.
  gained_on         date,
  clock_starts_on   date,
  due_on            date,
  duty_policy       text,
  duty_flag         text,
  decision_on       date,
  decision_raised   boolean not null default false,
  breached_on       date,
  met_on            date,
  duty_ended_on     date,
  reminded_days     integer
);

-- Not valid: they hold for every write but the first import into an empty register, which numbers the rows of these tables
-- itself and lays the keys aside while it fills them (src/register/import/bulk.ts). `meterlift check` looks at all rows.
alter table installation add constraint installation_combination_id_fkey
  foreign key (combination_id) references combination not valid;
alter table meter add constraint meter_installation_id_fkey foreign key (installation_id) references installation not valid;
alter table meter add constraint meter_import_id_fkey foreign key (import_id) references import not valid;
alter table journey add constraint journey_journey_id_fkey
  foreign key (journey_id) references meter on delete cascade not valid;
alter table journey add constraint journey_installation_id_fkey
  foreign key (installation_id) references installation not valid;

create index journey_stage on journey (stage, supplier_id, journey_id);
create index journey_installation on journey (installation_id);
create index journey_supplier_due on journey (supplier_id, due_on, journey_id) where due_on is not null;
create index journey_due_open on journey (due_on) where due_on is not null and met_on is null and duty_ended_on is null;
create index journey_records_wanted on journey (records_from, records_wanted_at) where records_wanted_at is not null;
create index journey_failure on journey (failure_code, cohort_id, lane_id) where stage in ('retry', 'needs-action');

-- One row for everything that happened to a meter: transitions, attempts, duty events, corrections, decisions.
create table evidence (
  evidence_id       bigint generated always as identity primary key,
  journey_id        bigint not null references journey on delete cascade,
  at                timestamptz not null,
  kind              text not null,
  from_stage        text,
  to_stage          text,
  code              text,
  cause             text not null,
  actor             text not null,
  policy            text,
  programme_version integer not null,
  detail            jsonb,
  epoch             integer,
  seq               integer,
  part              integer
);
create index evidence_journey on evidence (journey_id, evidence_id);
create unique index evidence_step on evidence (journey_id, epoch, seq, part) where seq is not null;

create table duty_date (
  journey_id      bigint not null references journey on delete cascade,
  recorded_at     timestamptz not null,
  clock_starts_on date,
  due_on          date,
  policy          text,
  cause           text not null,
  programme_version integer not null
);
create index duty_date_journey on duty_date (journey_id, recorded_at);

create table inventory_record (
  journey_id bigint not null references meter on delete cascade,
  source     text not null check (source in ('smso', 'smi')),
  as_of      timestamptz not null,
  record     jsonb,
  primary key (journey_id, source)
);

create table inventory_exception (
  journey_id bigint not null references journey on delete cascade,
  code       text not null,
  field      text not null,
  registered text,
  reported   text,
  owner      text not null,
  opened_at  timestamptz not null,
  closed_at  timestamptz,
  primary key (journey_id, code, field, opened_at)
);
create index inventory_exception_open on inventory_exception (code, owner) where closed_at is null;

-- What a waiting journey waits for, under the programme version it was decided on.
create table wait (
  journey_id        bigint primary key references journey on delete cascade,
  kind              text not null,
  key               text not null,
  programme_version integer not null,
  since             timestamptz not null
);
create index wait_key on wait (kind, key);

create table authorisation (
  journey_id    bigint not null references journey on delete cascade,
  supplier_id   text not null,
  authorised_at timestamptz not null,
  authorised_by text not null,
  primary key (journey_id, supplier_id)
);

create table correction (
  correction_id bigint generated always as identity primary key,
  journey_id    bigint not null references meter on delete cascade,
  source        text not null check (source in ('person', 'import')),
  changes       jsonb not null,
  actor         text not null,
  reason        text,
  created_at    timestamptz not null,
  applied_at    timestamptz
);
create index correction_journey on correction (journey_id);

-- What was sent to DCC for one installation: a frozen set of devices. Its id is the idempotency key on the wire.
create table submission (
  submission_id   uuid primary key,
  installation_id bigint not null references installation,
  lane_id         text not null,
  day             date not null,
  supplier_id     text not null,
  request         jsonb not null,
  state           text not null check (state in ('claimed', 'submitted', 'landed')),
  claimed_at      timestamptz not null,
  lease_until     timestamptz not null,
  sent_at         timestamptz,
  ask_at          timestamptz,
  asked           integer not null default 0,
  landed_at       timestamptz
);
create index submission_open on submission (lane_id, state, ask_at) where state in ('claimed', 'submitted');
create index submission_installation on submission (installation_id);

create table attempt (
  journey_id    bigint not null references journey on delete cascade,
  number        integer not null,
  submission_id uuid not null references submission,
  claimed_at    timestamptz not null,
  landed_at     timestamptz,
  result        text check (result in ('commissioned', 'failed')),
  code          text,
  voided        text,
  cost_pence    integer not null,
  primary key (journey_id, number)
);
create index attempt_submission on attempt (submission_id);
create index attempt_landed on attempt (landed_at);

create table outcome (
  outcome_id    text primary key,
  submission_id uuid,
  device_id     text not null,
  journey_id    bigint,
  result        text not null check (result in ('commissioned', 'failed')),
  code          text,
  occurred_at   timestamptz not null,
  received_at   timestamptz not null,
  -- What came of it: taken, duplicate, earlier-attempt, unknown-device ...
  verdict       text
);

create table lane_day (
  lane_id         text not null,
  day             date not null,
  used            integer not null default 0,
  prepayment_used integer not null default 0,
  primary key (lane_id, day)
);

create table lane_day_supplier (
  lane_id     text not null,
  day         date not null,
  supplier_id text not null,
  used        integer not null default 0,
  primary key (lane_id, day, supplier_id)
);

-- The rate of a lane as a token bucket that survives restarts.
create table lane_rate (
  lane_id   text primary key,
  tokens    double precision not null,
  filled_at timestamptz not null
);

-- What Temporal must be told, written in the transaction that makes it true; one relay carries it.
create table outbox (
  outbox_id  bigint generated always as identity primary key,
  journey_id bigint not null,
  kind       text not null,
  body       jsonb not null,
  priority   integer not null,
  not_before timestamptz not null,
  sent_at    timestamptz,
  tries      integer not null default 0,
  dead_at    timestamptz,
  error      text
);
create index outbox_unsent on outbox (priority, outbox_id) where sent_at is null and dead_at is null;
create index outbox_journey on outbox (journey_id, outbox_id);

-- Counters of journeys, kept by triggers in the transaction that changes a journey. Sixteen slots keep writers apart.
create table stage_count (
  slot        smallint not null,
  supplier_id text not null,
  cohort_id   text not null,
  lane_id     text not null,
  stage       text not null,
  standing    text not null,
  code        text not null,
  n           bigint not null,
  primary key (slot, supplier_id, cohort_id, lane_id, stage, standing, code)
);

create table duty_count (
  slot        smallint not null,
  supplier_id text not null,
  cohort_id   text not null,
  state       text not null,
  starts_on   date not null,
  due_on      date not null,
  n           bigint not null,
  primary key (slot, supplier_id, cohort_id, state, due_on, starts_on)
);

-- What became of a duty, apart from the day: health needs the day as well (src/domain/duty.ts).
create function duty_state(met_on date, due_on date, ended_on date) returns text immutable language sql as $$
  select case
    when met_on is not null and due_on is not null and met_on > due_on then 'met-late'
    when met_on is not null then 'met-in-time'
    when ended_on is not null then 'ended'
    when due_on is null then 'no-clock'
    else 'open'
  end
$$;

-- Adds one statement's change of journeys to the counters: new rows count 1, old rows -1.
create function count_journeys() returns trigger language plpgsql as $$
declare
  delta constant text := case tg_op
    when 'INSERT' then '(select n.*, 1 as d from new_rows n)'
    when 'DELETE' then '(select o.*, -1 as d from old_rows o)'
    else '(select n.*, 1 as d from new_rows n union all select o.*, -1 from old_rows o)'
  end;
  slot constant smallint := pg_backend_pid() % 16;
begin
  execute format($sql$
    insert into stage_count as c (slot, supplier_id, cohort_id, lane_id, stage, standing, code, n)
    select $1, supplier_id, coalesce(cohort_id, ''), coalesce(lane_id, ''), stage, coalesce(standing, ''),
           coalesce(code, ''), sum(d)
    from %s delta
    group by 2, 3, 4, 5, 6, 7 having sum(d) <> 0 order by 2, 3, 4, 5, 6, 7
    on conflict (slot, supplier_id, cohort_id, lane_id, stage, standing, code) do update set n = c.n + excluded.n
  $sql$, delta) using slot;
  execute format($sql$
    insert into duty_count as c (slot, supplier_id, cohort_id, state, starts_on, due_on, n)
    select $1, supplier_id, coalesce(cohort_id, ''),
           duty_state(met_on, due_on, duty_ended_on),
           coalesce(clock_starts_on, 'infinity'), coalesce(due_on, 'infinity'), sum(d)
    from %s delta
    group by 2, 3, 4, 5, 6 having sum(d) <> 0 order by 2, 3, 4, 6, 5
    on conflict (slot, supplier_id, cohort_id, state, due_on, starts_on) do update set n = c.n + excluded.n
  $sql$, delta) using slot;
  return null;
end
$$;

create trigger journey_counted_insert after insert on journey
  referencing new table as new_rows for each statement execute function count_journeys();
create trigger journey_counted_update after update on journey
  referencing old table as old_rows new table as new_rows for each statement execute function count_journeys();
create trigger journey_counted_delete after delete on journey
  referencing old table as old_rows for each statement execute function count_journeys();
