import type { LaneId, SupplierId } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { releaseInstallations } from './release.js'
import type { OpenLane } from './rooms.js'

/** Meters of a supplier that are looked through for those of the batch: they may be another one's. */
const lookedThrough = 1_000

interface Short {
  readonly lane_id: LaneId
  readonly supplier_id: SupplierId
  readonly prepayment: boolean
  readonly need: number
}

/**
 * Releases members of suppliers who have not had their minimum of a lane's day, however late their dates: earliest due first
 * alone, the day could go by with one supplier's, and what is not released is no demand that the lane's claim could see.
 * @param most members to release at most
 * @returns how many members were released
 */
export async function releaseMinimums(
  tx: Queryable,
  batchId: number,
  waves: readonly number[],
  lanes: readonly OpenLane[],
  most: number,
  now: number,
): Promise<number> {
  if (waves.length === 0 || most <= 0) return 0
  const short = await readShort(tx, lanes)
  if (short.length === 0) return 0
  // Members by their installation alone: also asked for by their batch, the planner, which takes a batch just planned for an empty one,
  // would walk through all of its members for each installation.
  const members = tx`
    (select batch_id, wave, released_at from batch_member m where m.installation_id = i.installation_id and m.ended_at is null offset 0) m`
  const left = tx`m.batch_id = ${batchId} and m.released_at is null`
  const picked = await tx<{ installation_id: number; members: number }[]>`
    select i.installation_id, (select count(*) from ${members} where ${left}) as members
    from jsonb_to_recordset(${tx.json(short.map((row) => ({ ...row })))}) as s(lane_id text, supplier_id text, prepayment boolean, need integer)
    cross join lateral (
      select installation_id from (
        select installation_id from installation
        where lane_id = s.lane_id and state = 'ready' and supplier_id = s.supplier_id and prepayment = s.prepayment and release = 'withheld'
        order by due_on nulls last, installation_id limit ${lookedThrough}
      ) i
      where exists (select from ${members} where ${left} and m.wave = any(${[...waves]}::integer[]))
      limit s.need
    ) i
    order by i.installation_id`
  return releaseInstallations(tx, batchId, picked, most, now)
}

/** Suppliers with ready meters that batches withhold, who had less of the day, with what is ready for it, than the lane's minimum. */
async function readShort(tx: Queryable, lanes: readonly OpenLane[]): Promise<readonly Short[]> {
  const asked = lanes
    .filter(({ left }) => left > 0)
    .map(({ lane, day, left, prepaymentLeft }) => ({
      lane_id: lane.id,
      day,
      minimum: Math.min(lane.supplierMinimum, left),
      prepayment_left: Math.max(0, prepaymentLeft),
    }))
  return tx<Short[]>`
    select q.lane_id, q.supplier_id, q.prepayment,
           least(q.withheld, l.minimum - coalesce(d.used, 0) - coalesce(q.released, 0),
                 case when q.prepayment then l.prepayment_left else l.minimum end)::bigint as need
    from jsonb_to_recordset(${tx.json(asked)}) as l(lane_id text, day date, minimum integer, prepayment_left integer)
    join lateral (
      select lane_id, supplier_id, prepayment,
             sum(n) filter (where release = 'withheld') as withheld,
             sum(sum(n) filter (where release = 'released')) over (partition by supplier_id) as released
      from lane_queue where lane_id = l.lane_id and state = 'ready'
      group by lane_id, supplier_id, prepayment
    ) q on true
    left join lane_day_supplier d on d.lane_id = q.lane_id and d.day = l.day and d.supplier_id = q.supplier_id
    where q.withheld > 0 and l.minimum - coalesce(d.used, 0) - coalesce(q.released, 0) > 0
      and (not q.prepayment or l.prepayment_left > 0)
    order by 1, 2, 3`
}
