-- What a supplier asks of its portfolio month by month, and the meters that came to it and went (docs/portfolio.md).

-- Figures by the month of London in which they happened, in sixteen slots as all counters.
create table supplier_month (
  month         date not null,
  supplier_id   text not null,
  slot          smallint not null,
  -- Attempts whose outcome came, what they cost, and those that failed.
  attempts      bigint not null default 0,
  cost_pence    bigint not null default 0,
  failed        bigint not null default 0,
  enrolled      bigint not null default 0,
  replaced      bigint not null default 0,
  excluded      bigint not null default 0,
  lost          bigint not null default 0,
  -- Steps of its meters that a person decided.
  decided       bigint not null default 0,
  gained        bigint not null default 0,
  switched_away bigint not null default 0,
  primary key (supplier_id, month, slot)
);

-- A change of supplier as each of the two may know it: the losing one is not told to whom, and sees nothing of the meter later.
create table supplier_change (
  change_id   bigint generated always as identity primary key,
  supplier_id text not null,
  direction   text not null check (direction in ('gained', 'switched-away')),
  journey_id  bigint not null references meter on delete cascade,
  device_id   text not null,
  fuel        text not null,
  changed_on  date not null,
  recorded_at timestamptz not null
);
create index supplier_change_own on supplier_change (supplier_id, change_id);
create index supplier_change_meter on supplier_change (journey_id);

-- Meters with a replacement, in the order of their numbers.
create index journey_replacement on journey (supplier_id, journey_id) where replacement is not null;

-- What is on record already.
insert into supplier_change (supplier_id, direction, journey_id, device_id, fuel, changed_on, recorded_at)
select side.supplier_id, side.direction, e.journey_id, m.device_id, m.fuel, (e.detail ->> 'gainedOn')::date, e.at
from evidence e join meter m using (journey_id)
cross join lateral (values (e.detail ->> 'to', 'gained'), (e.detail ->> 'from', 'switched-away')) as side(supplier_id, direction)
where e.kind = 'supplier' and side.supplier_id is not null and e.detail ->> 'gainedOn' is not null
order by e.evidence_id;

insert into supplier_month (month, supplier_id, slot, attempts, cost_pence, failed, enrolled, replaced, excluded, lost, decided, gained, switched_away)
select date_trunc('month', at at time zone 'Europe/London')::date, supplier_id, 0, sum(attempts), sum(cost_pence), sum(failed), sum(enrolled),
       sum(replaced), sum(excluded), sum(lost), sum(decided), sum(gained), sum(switched_away)
from (
  select e.at, j.supplier_id, 0 as attempts, 0 as cost_pence,
         (e.kind = 'attempt' and e.code is distinct from 'ATTEMPT_VOIDED')::int as failed,
         (e.to_stage is not distinct from 'enrolled' and e.from_stage <> 'enrolled')::int as enrolled,
         (e.to_stage is not distinct from 'replaced' and e.from_stage <> 'replaced')::int as replaced,
         (e.to_stage is not distinct from 'excluded' and e.from_stage <> 'excluded')::int as excluded,
         (e.to_stage is not distinct from 'lost' and e.from_stage <> 'lost')::int as lost,
         0 as decided, 0 as gained, 0 as switched_away
  from evidence e join journey j using (journey_id)
  where e.kind in ('attempt', 'stage') and e.seq is not null
  union all
  select min(e.at), j.supplier_id, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0
  from evidence e join journey j using (journey_id)
  where e.actor <> 'meterlift' and e.kind in ('decision', 'replacement', 'authorisation', 'stage') and e.seq is not null
  group by e.journey_id, j.supplier_id, e.epoch, e.seq
  union all
  select a.landed_at, j.supplier_id, 1, a.cost_pence, 0, 0, 0, 0, 0, 0, 0, 0
  from attempt a join journey j using (journey_id) where a.landed_at is not null
  union all
  select c.recorded_at, c.supplier_id, 0, 0, 0, 0, 0, 0, 0, 0, (c.direction = 'gained')::int, (c.direction <> 'gained')::int
  from supplier_change c
) happened
group by 1, 2;

alter table supplier_month enable row level security;
alter table supplier_change enable row level security;
grant select on supplier_month, supplier_change to meterlift_supplier;
create policy own on supplier_month for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));
create policy own on supplier_change for select to meterlift_supplier using (supplier_id = current_setting('meterlift.supplier', true));
