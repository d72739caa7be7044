import type { Queryable } from '../database.js'

const tables = ['installation', 'meter', 'journey']

interface LaidAside {
  readonly drop: string
  readonly restore: string
}

/**
 * Fills the register's three large tables while they are empty: their indexes and foreign keys are laid aside and made
 * again over all rows at once, and the counters are counted once instead of row by row. Everything is as before when the
 * transaction commits, and nobody sees it otherwise: the tables are locked. Where somebody else holds them for longer
 * than a moment, the work is done in the ordinary way.
 */
export async function loadInBulk(tx: Queryable, work: () => Promise<void>): Promise<void> {
  if (!(await lockedTables(tx))) {
    await work()
    return
  }
  const aside = await laidAside(tx)
  for (const { drop } of aside) await tx.unsafe(drop)
  await tx`alter table journey disable trigger journey_counted_insert`
  await work()
  for (const { restore } of aside.toReversed()) await tx.unsafe(restore)
  await tx`alter table journey enable trigger journey_counted_insert`
  await countAll(tx)
}

/** Takes the tables for this transaction alone, unless somebody holds one of them for longer than a moment. */
async function lockedTables(tx: Queryable): Promise<boolean> {
  // The block catches the refusal itself: an error that reaches the client would end the transaction.
  await tx.unsafe(`
    do $$ begin
      perform set_config('lock_timeout', '2s', true);
      lock table ${tables.join(', ')} in access exclusive mode;
      perform set_config('meterlift.alone', 'yes', true);
    exception when lock_not_available or deadlock_detected then
      perform set_config('meterlift.alone', 'no', true);
    end $$`)
  await tx`set local lock_timeout = 0`
  const [row] = await tx<{ alone: boolean }[]>`select current_setting('meterlift.alone') = 'yes' as alone`
  return row?.alone ?? false
}

/**
 * What is laid aside, as PostgreSQL itself describes it: foreign keys first, then unique constraints, then other indexes.
 * Primary keys stay: other tables refer to them, and their values come in order.
 */
async function laidAside(tx: Queryable): Promise<readonly LaidAside[]> {
  return tx<LaidAside[]>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
           format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as restore
    from pg_constraint
    where conrelid = any(${tables}::regclass[]) and contype in ('f', 'u')
    union all
    select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    from pg_index
    where indrelid = any(${tables}::regclass[])
      and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))`
}

/** What the trigger would have counted. New journeys have no clock. */
async function countAll(tx: Queryable): Promise<void> {
  await tx`
    with counted as materialized (
      select supplier_id, coalesce(cohort_id, '') as cohort_id, coalesce(lane_id, '') as lane_id, stage, count(*) as n
      from journey group by 1, 2, 3, 4
    ), stages as (
      insert into stage_count as c (slot, supplier_id, cohort_id, lane_id, stage, standing, code, n)
      select 0, supplier_id, cohort_id, lane_id, stage, '', '', n from counted
      on conflict (slot, supplier_id, cohort_id, lane_id, stage, standing, code) do update set n = c.n + excluded.n
    )
    insert into duty_count as c (slot, supplier_id, cohort_id, state, starts_on, due_on, n)
    select 0, supplier_id, cohort_id, 'no-clock', 'infinity', 'infinity', sum(n) from counted group by supplier_id, cohort_id
    on conflict (slot, supplier_id, cohort_id, state, due_on, starts_on) do update set n = c.n + excluded.n`
}
