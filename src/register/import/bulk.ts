import type { Queryable } from '../database.js'

const tables = ['installation', 'meter', 'journey']

interface LaidAside {
  readonly drop: string
  readonly restore: string
}

/**
 * Lays the keys, the counting trigger and most indexes of the register's three large tables aside, so that they can be filled
 * while they are empty. Partial indexes stay: a new row stands in one of them at most, and PostgreSQL has the time while it
 * waits for rows; afterwards each would cost a scan of its own. Nobody sees it: the tables are locked for this transaction alone, and so are those that refer to them,
 * which are empty too.
 * @returns what makes everything as before, over all rows at once; null where somebody else holds one of the tables for
 * longer than a moment
 */
export async function layAside(tx: Queryable): Promise<(() => Promise<void>) | null> {
  if (!(await lockedTables(tx))) return null
  const aside = await described(tx)
  await tx.unsafe(aside.map(({ drop }) => drop).join('; '))
  await tx`alter table journey disable trigger journey_counted_insert`
  return async () => {
    for (const { restore } of aside.toReversed()) await tx.unsafe(restore)
    await tx`alter table journey enable trigger journey_counted_insert`
  }
}

/** Takes the tables for this transaction alone, unless somebody holds one of them for longer than a moment. */
async function lockedTables(tx: Queryable): Promise<boolean> {
  const referring = await tx<{ name: string }[]>`
    select distinct conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confrelid = any(${tables}::regclass[]) and not conrelid = any(${tables}::regclass[])
    order by name`
  // The block catches the refusal itself: an error that reaches the client would end the transaction.
  await tx.unsafe(`
    do $$ begin
      perform set_config('lock_timeout', '2s', true);
      lock table ${[...tables, ...referring.map(({ name }) => name)].join(', ')} in access exclusive mode;
      perform set_config('meterlift.alone', 'yes', true);
    exception when lock_not_available or deadlock_detected then
      perform set_config('meterlift.alone', 'no', true);
    end $$`)
  await tx`set local lock_timeout = 0`
  const [row] = await tx<{ alone: boolean }[]>`select current_setting('meterlift.alone') = 'yes' as alone`
  return row?.alone ?? false
}

/**
 * What is laid aside, as PostgreSQL itself describes it: foreign keys first, also those by which other tables refer to
 * these, then primary keys and unique constraints, then other indexes.
 */
async function described(tx: Queryable): Promise<readonly LaidAside[]> {
  return tx<LaidAside[]>`
    select drop, restore from (
      select case contype when 'f' then 1 else 2 end as place,
             format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
             format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as restore
      from pg_constraint
      where conrelid = any(${tables}::regclass[]) and contype in ('f', 'u', 'p')
         or confrelid = any(${tables}::regclass[]) and contype = 'f'
      union all
      select 3, format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
      from pg_index
      where indrelid = any(${tables}::regclass[]) and indpred is null
        and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
    ) aside order by place`
}
