import type { Queryable } from '../database.js'

const tables = ['installation', 'meter', 'journey']

interface LaidAside {
  readonly drop: string
  readonly restore: string
}

/**
 * Lays the indexes, foreign keys and counting trigger of the register's three large tables aside, so that they can be
 * filled while they are empty. Nobody sees it: the tables are locked for this transaction alone.
 * @returns what makes everything as before, over all rows at once; null where somebody else holds one of the tables for
 * longer than a moment
 */
export async function layAside(tx: Queryable): Promise<(() => Promise<void>) | null> {
  if (!(await lockedTables(tx))) return null
  const aside = await described(tx)
  for (const { drop } of aside) await tx.unsafe(drop)
  await tx`alter table journey disable trigger journey_counted_insert`
  return async () => {
    for (const { restore } of aside.toReversed()) await tx.unsafe(restore)
    await tx`alter table journey enable trigger journey_counted_insert`
  }
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
async function described(tx: Queryable): Promise<readonly LaidAside[]> {
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
