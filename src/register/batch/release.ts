import type { EpochMs, LaneId } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { memberColumns } from './withdraw.js'

/** How many installations may be released for one part of a lane now. */
export interface ReleaseRoom {
  readonly laneId: LaneId
  readonly prepayment: boolean
  readonly room: number
}

/**
 * Releases members of the open waves, earliest due first in a wave, as whole installations. An installation that is not ready
 * yet goes when it is; it takes no room.
 * @param most members to release at most
 * @returns how many members were released
 */
export async function releaseNext(
  tx: Queryable,
  batchId: number,
  waves: readonly number[],
  rooms: readonly ReleaseRoom[],
  most: number,
  now: EpochMs,
): Promise<number> {
  if (waves.length === 0 || rooms.length === 0 || most <= 0) return 0
  const parts = rooms.map(({ laneId, prepayment, room }) => ({
    lane_id: laneId,
    prepayment,
    room: Math.min(room, most),
  }))
  const picked = await tx<{ installation_id: number; members: number }[]>`
    with picked as (
      select p.lane_id, p.prepayment, p.room, b.installation_id, w.wave, b.due_on,
             row_number() over (partition by p.lane_id, p.prepayment order by w.wave, b.due_on nulls last, b.installation_id) as place
      from jsonb_to_recordset(${tx.json(parts)}) as p(lane_id text, prepayment boolean, room integer)
      cross join unnest(${[...waves]}::integer[]) as w(wave)
      cross join lateral (
        select m.installation_id, m.due_on from batch_member m
        where m.batch_id = ${batchId} and m.wave = w.wave and m.lane_id = p.lane_id and m.prepayment = p.prepayment
          and m.released_at is null and m.ended_at is null
        order by m.due_on nulls last, m.installation_id limit p.room
      ) b
    )
    select installation_id, count(*) as members from picked where place <= room
    group by installation_id order by min(wave), min(due_on) nulls last, installation_id`
  return releaseInstallations(tx, batchId, picked, most, now)
}

/**
 * Releases the members of some installations, in this order, as many as may be.
 * @returns how many members were released
 */
export async function releaseInstallations(
  tx: Queryable,
  batchId: number,
  picked: readonly { readonly installation_id: number; readonly members: number }[],
  most: number,
  now: EpochMs,
): Promise<number> {
  let left = most
  const ids: number[] = []
  for (const { installation_id, members } of picked) {
    if (left <= 0) break
    ids.push(installation_id)
    left -= members
  }
  if (ids.length === 0) return 0
  await tx`select count(*) from (select from installation where installation_id = any(${ids}::bigint[]) order by installation_id for update) locked`
  const released = await tx<{ n: number }[]>`
    with released as (
      update batch_member b set released_at = ${now}, ${memberColumns(tx, true)}
      from journey j
      where b.batch_id = ${batchId} and b.installation_id = any(${ids}::bigint[]) and b.released_at is null and b.ended_at is null
        and j.journey_id = b.journey_id
      returning b.installation_id
    ), taken as (
      update installation i set release = 'released'
      from (select distinct installation_id from released) r
      where i.installation_id = r.installation_id and i.release = 'withheld'
    )
    select count(*) as n from released`
  return released[0]?.n ?? 0
}
