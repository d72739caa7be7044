-- The duties of all, from what was folded of the counter by supplier and cohort (migration 012): a seventieth of its rows.
create table duty_total (
  state     text not null,
  due_on    date not null,
  starts_on date not null,
  n         bigint not null,
  primary key (state, due_on, starts_on)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
alter table duty_total enable row level security;

insert into duty_total (state, due_on, starts_on, n)
select state, due_on, starts_on, sum(n) from duty_count where slot = 0 group by 1, 2, 3;

create function total_duties() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    update duty_total t set n = t.n - old.n where (t.state, t.due_on, t.starts_on) = (old.state, old.due_on, old.starts_on);
  end if;
  if tg_op <> 'DELETE' then
    insert into duty_total as t (state, due_on, starts_on, n) values (new.state, new.due_on, new.starts_on, new.n)
    on conflict (state, due_on, starts_on) do update set n = t.n + excluded.n;
  end if;
  return null;
end
$$;
create trigger duty_folded_in after insert on duty_count for each row when (new.slot = 0) execute function total_duties();
create trigger duty_folded_on after update on duty_count
  for each row when (new.slot = 0 and new.n <> old.n) execute function total_duties();
create trigger duty_folded_out after delete on duty_count for each row when (old.slot = 0 and old.n <> 0) execute function total_duties();
