import type { JourneyId } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { memberColumns } from './withdraw.js'

/**
 * Takes meters back into the batches in which they had failed: the failure was of an outage and counts no more, so that they go
 * on. Not into a batch that is at its end, nor where the meter has moved on to another one. What a batch that is paused has
 * withdrawn meanwhile is released with the rest.
 */
export async function takeBackMembers(tx: Queryable, journeyIds: readonly JourneyId[]): Promise<void> {
  if (journeyIds.length === 0) return
  const back = await tx<{ installation_id: number }[]>`
    with latest as (
      select distinct on (b.journey_id) b.batch_id, b.journey_id, a.state = 'releasing' as releases
      from batch_member b join batch a using (batch_id)
      where b.journey_id = any(${[...journeyIds]}::bigint[]) and b.state = 'failed' and b.ended_at is not null and b.moved_to is null
        and a.state in ('releasing', 'pausing', 'paused')
        and not exists (select from batch_member l where l.installation_id = b.installation_id and l.ended_at is null and l.batch_id <> b.batch_id)
      order by b.journey_id, b.batch_id desc
    ), back as (
      update batch_member b set ended_at = null, lane_id = coalesce(j.lane_id, ''), due_on = j.due_on,
        released_at = case when l.releases then b.released_at end,
        ${memberColumns(tx, tx`(l.releases and b.released_at is not null)`)}
      from latest l join journey j using (journey_id)
      where b.batch_id = l.batch_id and b.journey_id = l.journey_id
      returning b.installation_id, b.batch_id
    ), told as (
      update batch set tell = tell + 1 where batch_id in (select batch_id from back)
    )
    select distinct installation_id from back`
  if (back.length === 0) return
  await tx`
    update installation i set release = release_of(i.installation_id)
    where i.installation_id = any(${back.map((row) => row.installation_id)}::bigint[]) and i.release <> release_of(i.installation_id)`
}
