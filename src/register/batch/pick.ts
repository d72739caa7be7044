import type { PendingQuery, Row } from 'postgres'
import type { JourneyId } from '../../domain/brands.js'
import type { Queryable } from '../database.js'

/** Which journeys are meant: a query that answers `journey_id`. */
export type Selection = (tx: Queryable) => PendingQuery<Row[]>

/** A meter that was asked for and cannot be a member, with the reason. */
export interface LeftOut {
  readonly journeyId: JourneyId
  readonly code: 'BAT_ENDED' | 'BAT_IN_FLIGHT' | 'BAT_OTHER_BATCH'
  /** The batch in which it is live. */
  readonly batchId: number | null
}

/**
 * Picks the meters of a selection and judges each, in the transaction's table `batch_pick`: an installation goes as a whole,
 * so that the open siblings of a meter come with it, and it is in one batch at a time. The installations are locked, in
 * order, as whoever changes a journey does: what was judged stays so until the transaction ends.
 * @param options.whole false: siblings come only where they are live in `from`
 * @param options.from a batch whose live members may be taken over
 * @param options.lock false: only a look
 */
export async function pickMembers(
  tx: Queryable,
  selection: Selection,
  options: { readonly whole: boolean; readonly from: number | null; readonly lock: boolean },
): Promise<void> {
  const from = options.from ?? -1
  await tx`
    create temp table if not exists batch_pick
      (journey_id bigint primary key, installation_id bigint, matched boolean, code text, other_batch bigint) on commit drop`
  await tx`truncate batch_pick`
  await tx`
    insert into batch_pick (journey_id, installation_id, matched)
    select journey_id, installation_id, true from journey where journey_id in (${selection(tx)})`
  await tx`analyze batch_pick`
  if (options.lock) {
    await tx`
      select count(*) from (
        select from installation where installation_id in (select installation_id from batch_pick)
        order by installation_id for update) locked`
  }
  await tx`
    insert into batch_pick (journey_id, installation_id, matched)
    select j.journey_id, j.installation_id, false
    from journey j
    where j.installation_id in (select installation_id from batch_pick)
      and j.stage not in ('enrolled', 'replaced', 'excluded', 'lost')
      and (${options.whole} or exists (select from batch_member b where b.journey_id = j.journey_id and b.ended_at is null and b.batch_id = ${from}))
    on conflict do nothing`
  await tx`
    update batch_pick p set other_batch = t.other_batch,
      code = case when j.stage in ('enrolled', 'replaced', 'excluded', 'lost') then 'BAT_ENDED'
                  when i.state = 'in-flight' then 'BAT_IN_FLIGHT'
                  when t.other_batch is not null then 'BAT_OTHER_BATCH' end
    from journey j
    join installation i using (installation_id)
    left join (
      select installation_id, min(batch_id) as other_batch from batch_member
      where ended_at is null and batch_id <> ${from} group by installation_id) t using (installation_id)
    where j.journey_id = p.journey_id
      and (j.stage in ('enrolled', 'replaced', 'excluded', 'lost') or i.state = 'in-flight' or t.other_batch is not null)`
  await tx`analyze batch_pick`
}

/** Those of the last pick that were asked for and cannot be members. */
export async function readLeftOut(tx: Queryable): Promise<readonly LeftOut[]> {
  return tx<LeftOut[]>`
    select journey_id as "journeyId", code, other_batch as "batchId" from batch_pick
    where code is not null and matched order by journey_id`
}
