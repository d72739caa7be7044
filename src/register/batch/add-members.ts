import { waveSizes, type WavePlan } from '../../domain/batch/plan.js'
import type { Queryable } from '../database.js'

/**
 * Makes the meters of the last pick members of a batch and withholds their installations from the lanes, until the batch
 * releases them. Places are given by the installation's earliest due date, and waves by places, so that each wave is of
 * whole installations and has earlier dates than the next one.
 * @returns how many became members
 */
export async function addMembers(tx: Queryable, batchId: number, waves: WavePlan): Promise<number> {
  const [counted] = await tx<{ n: number }[]>`select count(*) as n from batch_pick where code is null`
  const sizes = waveSizes(waves, counted?.n ?? 0)
  // The place after which each wave but the first begins.
  const bounds = sizes.slice(0, -1).reduce<number[]>((ends, size) => [...ends, (ends.at(-1) ?? 0) + size], [])
  const added = await tx`
    insert into batch_member (batch_id, journey_id, installation_id, wave, lane_id, prepayment, due_on, supplier_id, state, code)
    select ${batchId}, journey_id, installation_id, width_bucket(first_place - 1, ${bounds}::integer[]) + 1, coalesce(lane_id, ''), prepayment, due_on, supplier_id,
           state, batch_member_code(state, stage, standing, code, failure_code)
    from (
      select *, min(place) over (partition by installation_id) as first_place
      from (
        select *, (row_number() over (order by due nulls last, installation_id, journey_id))::integer as place
        from (
          select p.journey_id, p.installation_id, j.lane_id, j.due_on, j.supplier_id, j.stage, j.standing, j.code, j.failure_code,
                 batch_member_state(j.stage, j.standing, false, 0) as state,
                 bool_or(m.payment_mode = 'prepayment') over w as prepayment, min(j.due_on) over w as due
          from batch_pick p join journey j using (journey_id) join meter m using (journey_id)
          where p.code is null
          window w as (partition by p.installation_id)
        ) dated
      ) placed
    ) grouped`
  await tx`
    update installation i set release = 'withheld'
    where i.installation_id in (select installation_id from batch_pick where code is null) and i.release <> 'withheld'`
  await tx`
    insert into batch_wave (batch_id, wave, members)
    select ${batchId}, wave, count(*) from batch_member where batch_id = ${batchId} group by wave`
  return added.count
}
