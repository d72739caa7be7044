import { nextMove, openForMs, type BreakerCounts, type BreakerMove } from '../../domain/lane/breaker.js'
import type { EpochMs } from '../../domain/brands.js'
import type { Lane } from '../../domain/programme.js'
import { inTransaction } from '../in-transaction.js'
import type { Database, Queryable } from '../database.js'
import { notify } from '../notification/notify.js'
import { countForBreaker } from './breaker-counts.js'
import { lockControl, recordLaneEvent, type LaneControl } from './control.js'

const system = 'meterlift'

/**
 * Moves a lane's breaker where its counts say so, records it, and has people told: in one transaction that holds the
 * lane's control, so that a claim sees either the old state or the new one.
 * @returns where it moved to; null: it stayed
 */
export async function tendBreaker(
  db: Database,
  lane: Lane,
  ofDevices: readonly string[],
  now: EpochMs,
): Promise<BreakerMove | null> {
  return inTransaction(db, async (tx) => {
    const control = await lockControl(tx, lane.id)
    const { counts, norm } = await countForBreaker(tx, lane.breaker, control, ofDevices, now)
    if (norm.at !== control.norm.at) {
      await tx`
        update lane_control set norm_answered = ${norm.answered}, norm_failed = ${norm.failed}, norm_at = ${norm.at}
        where lane_id = ${lane.id}`
    }
    const move = nextMove(lane.breaker, control.breaker, counts, now)
    if (move !== null) await carryOut(tx, lane, control, counts, move, now)
    return move
  })
}

async function carryOut(
  tx: Queryable,
  lane: Lane,
  control: LaneControl,
  counts: BreakerCounts,
  move: BreakerMove,
  now: EpochMs,
): Promise<void> {
  switch (move.to) {
    case 'open': {
      // Of an outage that goes on, or was taken to be over too soon, the beginning stays.
      const goesOn = control.breaker.state !== 'closed' && control.outage !== null
      const windowFrom = Math.max(now - lane.breaker.windowMinutes * 60_000, control.countedFrom ?? 0)
      const from = goesOn ? control.outage.from : windowFrom
      await tx`
        update lane_control set breaker = 'open', breaker_since = ${now}, openings = openings + 1,
               outage_from = ${from}, outage_to = null, breaker_by = ${system}, breaker_reason = ${move.why}
        where lane_id = ${lane.id}`
      break
    }
    case 'probing':
      await tx`
        update lane_control set breaker = 'probing', breaker_since = ${now}, counted_from = ${now},
               breaker_by = ${system}, breaker_reason = null
        where lane_id = ${lane.id}`
      break
    case 'ramping':
      // The outage ended before the tries that went well.
      await tx`
        update lane_control set breaker = 'ramping', breaker_since = ${now}, outage_to = breaker_since,
               breaker_by = ${system}, breaker_reason = null
        where lane_id = ${lane.id}`
      break
    case 'closed':
      await tx`
        update lane_control set breaker = 'closed', breaker_since = ${now}, openings = 0,
               breaker_by = ${system}, breaker_reason = null
        where lane_id = ${lane.id}`
  }
  const answers = counts[control.breaker.state === 'probing' ? 'probes' : 'window']
  const detail = { ...move, answered: answers.answered, failed: answers.failed }
  await recordLaneEvent(tx, {
    laneId: lane.id,
    at: now,
    kind: `breaker-${move.to}`,
    actor: system,
    reason: move.to === 'open' ? move.why : null,
    detail,
  })
  if (move.to === 'ramping') return
  if (move.to === 'probing') return
  await notify(tx, {
    code: move.to === 'open' ? 'LANE_BREAKER_OPEN' : 'LANE_BREAKER_CLOSED',
    laneId: lane.id,
    at: now,
    text: move.to === 'open' ? openText(lane, control, answers, now) : `${lane.name} works again at its whole rate`,
    detail,
  })
}

function openText(
  lane: Lane,
  control: LaneControl,
  answers: { readonly answered: number; readonly failed: number },
  now: EpochMs,
): string {
  const again = new Date(now + openForMs(lane.breaker, control.breaker.openings + 1)).toISOString()
  return `${lane.name}: ${answers.failed} of ${answers.answered} answers were failures; nothing new is submitted until a few are tried at ${again}`
}
