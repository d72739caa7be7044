-- Failures of all, from what was folded of their counters by supplier (migration 012), as duties have it (migration 021).
create table failure_total (
  cohort_id text not null,
  lane_id   text not null,
  failure   text not null,
  firmware  text not null,
  stage     text not null,
  fixed     boolean not null,
  referral  text not null,
  n         bigint not null,
  primary key (cohort_id, lane_id, failure, firmware, stage, fixed, referral)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
alter table failure_total enable row level security;

create table failure_day_total (
  day       date not null,
  code      text not null,
  cohort_id text not null,
  lane_id   text not null,
  firmware  text not null,
  n         bigint not null,
  primary key (day, code, cohort_id, lane_id, firmware)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
alter table failure_day_total enable row level security;

insert into failure_total (cohort_id, lane_id, failure, firmware, stage, fixed, referral, n)
select cohort_id, lane_id, failure, firmware, stage, fixed, referral, sum(n) from failure_count where slot = 0 group by 1, 2, 3, 4, 5, 6, 7;
insert into failure_day_total (day, code, cohort_id, lane_id, firmware, n)
select day, code, cohort_id, lane_id, firmware, sum(n) from failure_day where slot = 0 group by 1, 2, 3, 4, 5;

-- Adds to a total (first argument) by its key (second) what a folded row has more or less than before.
create function total_folded() returns trigger language plpgsql as $$
declare
  add constant text := format(
    'insert into %1$I as t (%2$s, n) select %2$s, $2 from (select ($1).*) one on conflict (%2$s) do update set n = t.n + excluded.n',
    tg_argv[0], tg_argv[1]);
begin
  if tg_op = 'INSERT' then execute add using new, new.n;
  elsif tg_op = 'UPDATE' then execute add using new, new.n - old.n;
  else execute add using old, - old.n;
  end if;
  return null;
end
$$;

create function keep_total(counter regclass, total text, keys text) returns void language plpgsql as $$
begin
  execute format('create trigger folded_in after insert on %s for each row when (new.slot = 0) execute function total_folded(%L, %L)',
    counter, total, keys);
  execute format('create trigger folded_on after update on %s
                  for each row when (new.slot = 0 and new.n <> old.n) execute function total_folded(%L, %L)', counter, total, keys);
  execute format('create trigger folded_out after delete on %s for each row when (old.slot = 0 and old.n <> 0) execute function total_folded(%L, %L)',
    counter, total, keys);
end
$$;
drop trigger duty_folded_in on duty_count;
drop trigger duty_folded_on on duty_count;
drop trigger duty_folded_out on duty_count;
drop function total_duties();
select keep_total('duty_count', 'duty_total', 'state, due_on, starts_on');
select keep_total('failure_count', 'failure_total', 'cohort_id, lane_id, failure, firmware, stage, fixed, referral');
select keep_total('failure_day', 'failure_day_total', 'day, code, cohort_id, lane_id, firmware');
drop function keep_total(regclass, text, text);

-- A supplier's days of failures, without those of all the others.
create index failure_day_supplier on failure_day (supplier_id, day);
alter table lane_queue set (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Members of a batch by the reason why they failed, wait or are given back: few of many.
create index batch_member_code on batch_member (batch_id, code, journey_id) where code is not null;
