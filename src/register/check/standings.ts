import { inTransaction } from '../in-transaction.js'
import type { Database, Queryable } from '../database.js'
import { endStages, untouched, type Comparison } from './comparison.js'

/**
 * Where every installation stands by its journeys: the set-based twin of `standingOf` in
 * src/register/journey/standing.ts. What a lane needs to know of it counts only until it is claimed.
 */
export const workedOut = (tx: Queryable) => tx`
  select installation_id, submission_id, due_on, supplier_id, prepayment,
         case when submission_id is not null then 'in-flight' when ready = 0 then 'idle' when holding is null then 'ready' else 'held' end as state,
         case when submission_id is null and ready > 0 then holding end as held_by
  from (
    select j.installation_id, (array_agg(a.submission_id order by a.claimed_at desc) filter (where a.submission_id is not null))[1] as submission_id,
           count(*) filter (where j.stage = 'migration') as ready,
           min(j.journey_id) filter (where j.stage <> 'migration' and j.stage not in ${endStages(tx)}) as holding,
           min(j.due_on) filter (where j.stage = 'migration') as due_on,
           (array_agg(j.supplier_id order by m.fuel = 'electricity' desc, j.journey_id) filter (where j.stage = 'migration'))[1] as supplier_id,
           coalesce(bool_or(m.payment_mode = 'prepayment') filter (where j.stage = 'migration'), false) as prepayment
    from journey j join meter m using (journey_id)
    left join attempt a on a.journey_id = j.journey_id and a.landed_at is null and a.voided is null
    group by j.installation_id
  ) facts`

/** Standing that a journey `j` has, by what was worked out as `w` for its installation. */
const memberStanding = (tx: Queryable) => tx`
  case when j.stage <> 'migration' then null
       when exists (select from attempt a where a.journey_id = j.journey_id and a.landed_at is null and a.voided is null) then 'in-flight'
       when w.state = 'ready' then 'ready' else 'held' end`

const flightDiffers = (tx: Queryable) => tx`
  ((i.state = 'in-flight') <> (w.state = 'in-flight') or i.submission_id is distinct from w.submission_id)`

const standingDiffers = (tx: Queryable) => tx`
  ((i.state, i.held_by) is distinct from (w.state, w.held_by)
   or w.state in ('ready', 'held') and (i.due_on, i.supplier_id, i.prepayment) is distinct from (w.due_on, w.supplier_id, w.prepayment)
   or exists (select from journey j where j.installation_id = i.installation_id and j.standing is distinct from ${memberStanding(tx)}))`

const example = (tx: Queryable) =>
  tx`(select min(journey_id) from journey e where e.installation_id = i.installation_id)`

export const standingComparisons: readonly Comparison[] = [
  {
    code: 'CHK_IN_FLIGHT',
    find: (tx) => tx`
      select i.installation_id::text as item, ${example(tx)} as journey_id
      from installation i join (${workedOut(tx)}) w using (installation_id)
      where ${flightDiffers(tx)} and ${untouched(tx)}`,
    repair: workOutAnew,
  },
  {
    code: 'CHK_STANDING',
    find: (tx) => tx`
      select i.installation_id::text as item, ${example(tx)} as journey_id
      from installation i join (${workedOut(tx)}) w using (installation_id)
      where not ${flightDiffers(tx)} and ${standingDiffers(tx)} and ${untouched(tx)}`,
    repair: workOutAnew,
  },
]

/** Works out the standing of installations anew, under the lock that steps and claims take first. */
export async function workOutAnew(db: Database, items: readonly string[]): Promise<number> {
  return inTransaction(db, async (tx) => {
    const ids = tx`(select unnest(${[...items]}::bigint[]))`
    await tx`select from installation where installation_id in ${ids} order by installation_id for update`
    await tx`
      create temp table standing_anew on commit drop as
      select w.* from (${workedOut(tx)}) w join installation i using (installation_id)
      where w.installation_id in ${ids} and (${flightDiffers(tx)} or ${standingDiffers(tx)}) and ${untouched(tx)}`
    await tx`
      update journey j set standing = ${memberStanding(tx)}
      from standing_anew w where j.installation_id = w.installation_id and j.standing is distinct from ${memberStanding(tx)}`
    const mended = await tx`
      update installation i set state = w.state, held_by = w.held_by, due_on = w.due_on, supplier_id = w.supplier_id,
             prepayment = w.prepayment, submission_id = w.submission_id
      from standing_anew w where i.installation_id = w.installation_id`
    return mended.count
  })
}
