import { allocate } from '../../domain/allocation.js'
import type { SupplierId } from '../../domain/brands.js'
import type { Lane } from '../../domain/programme.js'
import type { Queryable } from '../database.js'
import type { Allowance } from './allowance.js'

/** Releases that a lane takes from: a batch's, and where the programme says so those of no batch. */
export type Release = 'released' | 'free'

/** What one supplier may still have of the lane's day, and how much of it may be prepayment. */
export interface Quota {
  readonly supplierId: SupplierId
  readonly quota: number
  readonly prepayment: number
}

interface DemandRow {
  readonly supplier_id: SupplierId
  readonly credit: number
  readonly prepayment: number
  readonly used: number
}

/**
 * What each supplier may still have of the day: everything while capacity lasts for all, its allocation when not.
 * Demand is read from `lane_queue`, which triggers keep in the transactions that change an installation: a hundred rows or
 * so, and exactly what is committed, however many millions are ready. Counting the installations would cost each claim
 * what the queue is long; a count that is kept for a while could deny a supplier its minimum meanwhile.
 */
export async function readQuotas(
  tx: Queryable,
  lane: Lane,
  allowance: Allowance,
  releases: readonly Release[],
): Promise<readonly Quota[]> {
  const demands = await tx<DemandRow[]>`
    select q.supplier_id, coalesce(sum(q.n) filter (where not q.prepayment), 0)::bigint as credit,
           coalesce(sum(q.n) filter (where q.prepayment), 0)::bigint as prepayment, coalesce(max(d.used), 0) as used
    from lane_queue q
    left join lane_day_supplier d on d.lane_id = q.lane_id and d.day = ${allowance.day} and d.supplier_id = q.supplier_id
    where q.lane_id = ${lane.id} and q.state = 'ready' and q.release = any(${[...releases]}::text[])
    group by q.supplier_id having sum(q.n) > 0 order by q.supplier_id`
  // The day's room for prepayment is shared first, by demand: what of it finds no room is no demand of today, and must not
  // keep capacity from others.
  const prepayment = allocate({
    capacityLeft: allowance.prepaymentRoom,
    supplierMinimum: 0,
    suppliers: demands.map((row) => ({ supplierId: row.supplier_id, usedToday: 0, demand: row.prepayment })),
    room: allowance.prepaymentRoom,
  })
  const quotas = allocate({
    capacityLeft: allowance.leftOfDay,
    supplierMinimum: lane.supplierMinimum,
    suppliers: demands.map((row) => ({
      supplierId: row.supplier_id,
      usedToday: row.used,
      demand: row.credit + (prepayment.get(row.supplier_id) ?? 0),
    })),
    room: allowance.leftOfDay,
  })
  return [...quotas].flatMap(([supplierId, quota]) =>
    quota === 0 ? [] : [{ supplierId, quota, prepayment: Math.min(quota, prepayment.get(supplierId) ?? 0) }],
  )
}

export interface ChosenInstallation {
  readonly installation_id: number
  readonly supplier_id: SupplierId
  readonly prepayment: boolean
}

/**
 * Takes the earliest due within the quotas, and skips what others hold. The candidates of every supplier are read without
 * a lock, and just those that are chosen are locked: what has moved meanwhile is left, and looked at again in a moment.
 */
export async function chooseInstallations(
  tx: Queryable,
  lane: Lane,
  quotas: readonly Quota[],
  room: number,
  releases: readonly Release[],
): Promise<readonly ChosenInstallation[]> {
  // Each part of the queue is in order of the due date in the index, so that a claim reads as many rows as it may take.
  const parts = quotas.flatMap(({ supplierId, quota, prepayment }) =>
    releases.flatMap((release) => [
      { supplier_id: supplierId, release, prepayment: false, most: Math.min(quota, room) },
      { supplier_id: supplierId, release, prepayment: true, most: Math.min(prepayment, room) },
    ]),
  )
  const candidates = await tx<ChosenInstallation[]>`
    select i.installation_id, i.supplier_id, i.prepayment
    from jsonb_to_recordset(${tx.json(parts.filter(({ most }) => most > 0))})
      as p(supplier_id text, release text, prepayment boolean, most integer)
    cross join lateral (
      select installation_id, supplier_id, prepayment, due_on from installation
      where lane_id = ${lane.id} and state = 'ready' and supplier_id = p.supplier_id and prepayment = p.prepayment
        and release = p.release
      order by due_on nulls last, installation_id limit p.most
    ) i
    order by i.due_on nulls last, i.installation_id`
  const chosen = withinQuotas(candidates, quotas, room)
  if (chosen.length === 0) return []
  return lockChosen(tx, lane, chosen, releases)
}

/**
 * Locks the chosen ones, by their key and nothing else: were their state asked for too, the planner might walk over all that
 * was ready when it last looked. Then leaves those that are not as they were when they were chosen.
 */
async function lockChosen(
  tx: Queryable,
  lane: Lane,
  chosen: readonly ChosenInstallation[],
  releases: readonly Release[],
): Promise<readonly ChosenInstallation[]> {
  const ids = chosen.map((row) => row.installation_id)
  const locked = await tx<ChosenInstallation[]>`
    with locked as (
      select installation_id, supplier_id, prepayment, lane_id, state, release from installation
      where installation_id = any(${ids}::bigint[]) for update skip locked
    )
    select installation_id, supplier_id, prepayment from locked
    where lane_id = ${lane.id} and state = 'ready' and release = any(${[...releases]}::text[])`
  const asChosen = new Map(chosen.map((row) => [row.installation_id, row]))
  return locked.filter((row) => {
    const was = asChosen.get(row.installation_id)
    return was?.supplier_id === row.supplier_id && was.prepayment === row.prepayment
  })
}

function withinQuotas(
  candidates: readonly ChosenInstallation[],
  quotas: readonly Quota[],
  room: number,
): readonly ChosenInstallation[] {
  const left = new Map(quotas.map((each) => [each.supplierId, { all: each.quota, prepayment: each.prepayment }]))
  const chosen: ChosenInstallation[] = []
  for (const row of candidates) {
    const quota = left.get(row.supplier_id)
    if (chosen.length >= room) break
    if (quota === undefined || quota.all <= 0 || (row.prepayment && quota.prepayment <= 0)) continue
    chosen.push(row)
    quota.all -= 1
    if (row.prepayment) quota.prepayment -= 1
  }
  return chosen
}
