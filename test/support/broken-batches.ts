import type { Queryable } from '../../src/register/database.js'

/**
 * What must hold of every batch whatever happened, and does not: counters equal a recount, members are as their journeys are,
 * an installation is in a batch's hands just while it has a live member, and no meter is with DCC twice.
 */
export async function brokenBatches(db: Queryable): Promise<readonly string[]> {
  const rows = await db<{ text: string }[]>`
    select 'count ' || batch_id || ' ' || state || ' ' || sum(n) as text from (
      select batch_id, wave, state, coalesce(code, '') as code, supplier_id, count(*) as n from batch_member group by 1, 2, 3, 4, 5
      union all select batch_id, wave, state, code, supplier_id, -n from batch_count) c
    group by batch_id, wave, state, code, supplier_id having sum(n) <> 0
    union all
    select 'members of ' || batch_id from batch b where members <> (select count(*) from batch_member m where m.batch_id = b.batch_id)
    union all
    select 'member ' || journey_id || ' is ' || concat_ws(' ', b.state, b.code, b.supplier_id) from batch_member b join journey j using (journey_id)
    cross join lateral batch_member_state(j.stage, j.standing, b.released_at is not null, b.attempts) stands
    where b.supplier_id <> j.supplier_id
       or b.ended_at is null and (b.state, b.code) is distinct from (stands, batch_member_code(stands, j.stage, j.standing, j.code, j.failure_code))
    union all
    select 'installation ' || installation_id || ' is ' || i.release from installation i
    where (i.release = 'free') = exists (select from batch_member b where b.installation_id = i.installation_id and b.ended_at is null)
         and i.release <> release_of(i.installation_id)
       or (i.release = 'released') <> exists (select from batch_member b where b.installation_id = i.installation_id and b.ended_at is null and b.released_at is not null)
    union all
    select 'attempts of ' || journey_id from attempt where landed_at is null group by journey_id having count(*) > 1`
  return rows.map(({ text }) => text)
}
