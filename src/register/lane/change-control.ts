import type { EpochMs, LaneId } from '../../domain/brands.js'
import type { LaneOverride } from '../../domain/lane/limits.js'
import { MeterliftError } from '../../domain/errors.js'
import { inTransaction } from '../in-transaction.js'
import type { Database, Queryable } from '../database.js'
import { notify } from '../notification/notify.js'
import { allLanes, lockControl, recordLaneEvent, type LaneControl } from './control.js'
import { lastLaneEvent } from './read-lanes.js'

/** Who changes something about a lane, when and why. */
export interface LaneActor {
  readonly by: string
  readonly reason: string
  readonly now: EpochMs
  /** Last decision about the lane that this person has seen (`lastLaneEvent`); a later one refuses the change. */
  readonly ifSeen?: number | undefined
}

/** A change that was decided on an older state of the lane is refused; its control is locked. */
async function sameAsSeen(tx: Queryable, laneId: LaneId, { ifSeen }: LaneActor): Promise<void> {
  if (ifSeen === undefined || ifSeen === (await lastLaneEvent(tx, laneId))) return
  throw new MeterliftError('LANE_MOVED', `something was decided about lane ${laneId} since you looked at it`, {
    hint: 'look at the lane again, then decide',
  })
}

/**
 * Stops a lane, or all of them: from the commit on nothing is claimed. The change waits for claims that are under way.
 * @param laneId null: all lanes, those too that a later programme brings
 * @throws MeterliftError LANE_STOPPED_ALREADY
 */
export async function stopLanes(db: Database, laneId: LaneId | null, { by, reason, now }: LaneActor): Promise<void> {
  await inTransaction(db, async (tx) => {
    const id = laneId ?? allLanes
    await ensureRow(tx, id)
    const stopped = await tx`
      update lane_control set stopped_at = ${now}, stopped_by = ${by}, stop_reason = ${reason}
      where lane_id = ${id} and stopped_at is null`
    if (stopped.count === 0) {
      const [row] = await tx<{ stopped_by: string; stop_reason: string }[]>`
        select stopped_by, stop_reason from lane_control where lane_id = ${id}`
      throw new MeterliftError(
        'LANE_STOPPED_ALREADY',
        `${nameOf(laneId)} stopped already, by ${row?.stopped_by}: ${row?.stop_reason}`,
      )
    }
    await recordLaneEvent(tx, { laneId: id, at: now, kind: 'stop', actor: by, reason })
    const text = `${nameOf(laneId)} stopped by ${by}: ${reason}`
    await notify(tx, { code: 'LANE_STOPPED', laneId, at: now, text, detail: { by, reason } })
  })
}

/**
 * Lifts the stop of a lane, or the stop of all lanes; a lane that is also stopped by itself stays so.
 * @throws MeterliftError LANE_NOT_STOPPED
 */
export async function liftStop(db: Database, laneId: LaneId | null, { by, reason, now }: LaneActor): Promise<void> {
  await inTransaction(db, async (tx) => {
    const id = laneId ?? allLanes
    const lifted = await tx`
      update lane_control set stopped_at = null, stopped_by = null, stop_reason = null
      where lane_id = ${id} and stopped_at is not null`
    if (lifted.count === 0) {
      throw new MeterliftError(
        'LANE_NOT_STOPPED',
        laneId === null ? 'there is no stop of all lanes' : `lane ${laneId} is not stopped by itself`,
        { hint: 'meterlift lanes shows which stops there are' },
      )
    }
    await recordLaneEvent(tx, { laneId: id, at: now, kind: 'lift', actor: by, reason })
    const text = `the stop of ${laneId === null ? 'all lanes' : `lane ${laneId}`} was lifted by ${by}: ${reason}`
    await notify(tx, { code: 'LANE_LIFTED', laneId, at: now, text, detail: { by, reason } })
  })
}

/** Sets temporary limits of a lane, in place of any before; null: the programme's hold again. */
export async function setOverride(
  db: Database,
  laneId: LaneId,
  override: LaneOverride | null,
  actor: LaneActor,
): Promise<void> {
  const { by, reason, now } = actor
  await inTransaction(db, async (tx) => {
    await lockControl(tx, laneId)
    await sameAsSeen(tx, laneId, actor)
    await tx`
      update lane_control set rate_per_minute = ${override?.ratePerMinute ?? null}, daily_capacity = ${override?.dailyCapacity ?? null},
             in_flight_limit = ${override?.inFlightLimit ?? null}, override_until = ${override?.until ?? null},
             override_by = ${override === null ? null : by}, override_reason = ${override === null ? null : reason}
      where lane_id = ${laneId}`
    await recordLaneEvent(tx, {
      laneId,
      at: now,
      kind: override === null ? 'limits-cleared' : 'limits-set',
      actor: by,
      reason,
      ...(override === null ? {} : { detail: detailOf(override) }),
    })
  })
}

function detailOf({ until, ...limits }: LaneOverride): Readonly<Record<string, unknown>> {
  return { ...limits, untilAt: until }
}

/** What a person may do with a breaker: hold it open, force it closed, or let it move by itself again. */
export type BreakerOrder = 'open' | 'closed' | 'auto'

export async function orderBreaker(db: Database, laneId: LaneId, order: BreakerOrder, actor: LaneActor): Promise<void> {
  const { by, reason, now } = actor
  await inTransaction(db, async (tx) => {
    const control = await lockControl(tx, laneId)
    await sameAsSeen(tx, laneId, actor)
    await tx`
      update lane_control set breaker_by = ${by}, breaker_reason = ${reason} where lane_id = ${laneId}`
    await moved(tx, control, order, now)
    await recordLaneEvent(tx, { laneId, at: now, kind: `breaker-order-${order}`, actor: by, reason })
    if (order === 'auto') return
    await notify(tx, {
      code: order === 'open' ? 'LANE_BREAKER_OPEN' : 'LANE_BREAKER_CLOSED',
      laneId,
      at: now,
      text: `the breaker of lane ${laneId} is held ${order} by ${by}: ${reason}`,
      detail: { by, reason },
    })
  })
}

async function moved(
  tx: Queryable,
  { laneId, breaker, outage }: LaneControl,
  order: BreakerOrder,
  now: EpochMs,
): Promise<void> {
  switch (order) {
    case 'open': {
      // A person says that the lane is out: what fails from now on does so by the outage. One that was noted began earlier.
      const from = breaker.state === 'closed' || outage === null ? now : outage.from
      await tx`
        update lane_control set breaker_hold = 'open', breaker = 'open', breaker_since = ${now},
               outage_from = ${from}, outage_to = null
        where lane_id = ${laneId}`
      return
    }
    case 'closed':
      // There is no outage: nothing more is voided, and what was counted before does not open it again.
      await tx`
        update lane_control set breaker_hold = 'closed', breaker = 'closed', breaker_since = ${now}, openings = 0,
               counted_from = ${now}, outage_to = coalesce(outage_to, ${now})
        where lane_id = ${laneId}`
      return
    case 'auto':
      // Held open, it tries a few first.
      await (breaker.hold === 'open'
        ? tx`
          update lane_control set breaker_hold = null, breaker = 'probing', breaker_since = ${now}, counted_from = ${now}
          where lane_id = ${laneId}`
        : tx`update lane_control set breaker_hold = null where lane_id = ${laneId}`)
  }
}

async function ensureRow(tx: Queryable, laneId: LaneId): Promise<void> {
  await tx`insert into lane_control (lane_id) values (${laneId}) on conflict do nothing`
}

function nameOf(laneId: LaneId | null): string {
  return laneId === null ? 'all lanes are' : `lane ${laneId} is`
}
