import type { Database } from '../../src/register/database.js'

/**
 * Lays the indexes and keys of tables aside while they are filled.
 * @returns what makes them again
 */
export async function layIndexesAside(db: Database, tables: readonly string[]): Promise<() => Promise<void>> {
  const all = await db<{ drop: string; restore: string }[]>`
    select drop, restore from (
      select case contype when 'f' then 1 else 2 end as place,
             format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
             -- Rows that the benchmark wrote itself need not be compared.
             format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
               || case when contype = 'f' and convalidated then ' not valid' else '' end as restore
      from pg_constraint
      where conrelid = any(${[...tables]}::regclass[]) and contype in ('f', 'u', 'p')
         or confrelid = any(${[...tables]}::regclass[]) and contype = 'f'
      union all
      select 3, format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
      from pg_index
      where indrelid = any(${[...tables]}::regclass[])
        and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
    ) aside order by place`
  for (const { drop } of all) await db.unsafe(drop)
  return async () => {
    for (const { restore } of all.toReversed()) await db.unsafe(restore)
  }
}
