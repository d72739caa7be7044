import type { EpochMs } from '../../domain/brands.js'
import { isOver, type BatchState } from '../../domain/batch/state.js'
import { isThrough, judgeWave, nextWave, tripped } from '../../domain/batch/waves.js'
import type { Programme } from '../../domain/programme.js'
import { inTransaction } from '../in-transaction.js'
import type { Database, Queryable } from '../database.js'
import { byCode, byState, errorTally, readAttemptCounts, readMemberCounts, readWaves, type WaveRow } from './counts.js'
import { batchItself, recordEvent } from './events.js'
import { factsOf, moveBatch } from './move.js'
import { releaseNext } from './release.js'
import { releaseMinimums } from './minimums.js'
import { readOpenLanes, readRooms } from './rooms.js'
import { readBatch, type BatchRow } from './row.js'
import { giveBackMembers, withdrawReleased } from './withdraw.js'

/** What came of one look at a batch. */
export interface Tended {
  readonly state: BatchState
  /** Something was done, so that more may follow at once. */
  readonly busy: boolean
  /** When it is to be looked at again whatever happens; null: only when told. */
  readonly wakeAt: EpochMs | null
}

/** Members released, and installations given back, in one transaction. */
const releasedAtOnce = 4_000
const givenBackAtOnce = 2_000

/**
 * One look at a batch, in one transaction with the batch locked: it starts, releases, opens and judges waves, pauses on
 * errors, takes back and ends, as far as its state asks for. All it goes by is in the register: made again, it goes on.
 */
export async function tendBatch(db: Database, programme: Programme, batchId: number, now: EpochMs): Promise<Tended> {
  return inTransaction(db, async (tx) => {
    const batch = await readBatch(tx, batchId, 'lock')
    const itself = { actor: batchItself, reason: null, now }
    if (batch.ends_at !== null && batch.ends_at <= now && endsByTime(batch.state)) {
      return again(await moveBatch(tx, batch, 'end', { ...itself, reason: 'its end time was reached' }))
    }
    switch (batch.state) {
      case 'approved':
        if (batch.starts_at !== null && batch.starts_at > now) return until(batch, batch.starts_at)
        return again(await moveBatch(tx, batch, 'start', itself))
      case 'releasing':
        return tendReleasing(tx, batch, programme, now)
      case 'pausing': {
        const { inFlight, released } = factsOf(await readMemberCounts(tx, batchId))
        if (inFlight + released > 0) return { state: batch.state, busy: false, wakeAt: batch.ends_at }
        return again(await moveBatch(tx, batch, 'halt', itself))
      }
      case 'cancelling':
      case 'finishing':
        return tendEnding(tx, batch, now)
      case 'paused':
      case 'draft':
      case 'awaiting-approval':
      case 'refused':
      case 'cancelled':
      case 'finished':
        return { state: batch.state, busy: false, wakeAt: isOver(batch.state) ? null : batch.ends_at }
    }
  })
}

function endsByTime(state: BatchState): boolean {
  return state === 'approved' || state === 'releasing' || state === 'pausing' || state === 'paused'
}

function again(state: BatchState): Tended {
  return { state, busy: true, wakeAt: null }
}

function until(batch: BatchRow, at: EpochMs): Tended {
  return { state: batch.state, busy: false, wakeAt: batch.ends_at === null ? at : Math.min(at, batch.ends_at) }
}

async function tendReleasing(tx: Queryable, batch: BatchRow, programme: Programme, now: EpochMs): Promise<Tended> {
  const { batch_id: batchId, plan } = batch
  const counts = await readMemberCounts(tx, batchId)
  const errors = errorTally(await readAttemptCounts(tx, batchId), plan.errors?.codes ?? null)
  if (tripped(plan.errors, errors, batch.errors_seen ?? { landed: 0, failed: 0 })) {
    await withdrawReleased(tx, batchId)
    const reason = `${errors.failed - (batch.errors_seen?.failed ?? 0)} of ${errors.landed - (batch.errors_seen?.landed ?? 0)} attempts failed`
    return again(await moveBatch(tx, batch, 'trip', { actor: batchItself, reason, now, detail: { ...errors } }))
  }
  const before = await readWaves(tx, batchId, counts)
  const waves = await judgeAndOpen(tx, batch, before, now)
  const open = waves.filter(({ state, counts: of }) => isOpen(state) && of.left + of.retrying + of['in-flight'] > 0)
  const budget = rateBudget(batch, now)
  const numbers = open.map(({ wave }) => wave)
  const most = Math.min(releasedAtOnce, Math.floor(budget))
  const lanes = await readOpenLanes(tx, programme, now)
  const minimums = await releaseMinimums(tx, batchId, numbers, lanes, most, now)
  const released =
    minimums + (await releaseNext(tx, batchId, numbers, await readRooms(tx, lanes), most - minimums, now))
  if (released > 0 && batch.rate_per_hour !== null) {
    await tx`update batch set rate_tokens = ${budget - released}, rate_filled_at = ${now} where batch_id = ${batchId}`
  }
  const through = isThrough(byState(counts), byCode(counts, 'waiting'), plan.whenStill)
  if (released === 0 && !batch.intake_open && through) {
    const reason = 'none of its members goes on'
    return again(await moveBatch(tx, batch, 'end', { actor: batchItself, reason, now }))
  }
  const moved = waves.some(({ state }, index) => state !== before[index]?.state)
  return { state: 'releasing', busy: released > 0 || moved, wakeAt: batch.ends_at }
}

function isOpen(state: WaveRow['state']): boolean {
  return state === 'open' || state === 'passed' || state === 'short'
}

/** Members that the batch's own rate allows now: it may catch up on at most a minute's worth. */
function rateBudget(batch: BatchRow, now: EpochMs): number {
  const { rate_per_hour: rate, rate_tokens: tokens, rate_filled_at: filledAt } = batch
  if (rate === null) return Number.MAX_SAFE_INTEGER
  const most = Math.max(1, rate / 60)
  return filledAt === null ? most : Math.min(most, tokens + ((now - filledAt) * rate) / 3_600_000)
}

/** Judges the open waves, and opens the next one where the plan lets it follow by itself. */
async function judgeAndOpen(
  tx: Queryable,
  { batch_id: batchId, plan }: BatchRow,
  waves: readonly WaveRow[],
  now: EpochMs,
): Promise<readonly WaveRow[]> {
  const judged: WaveRow[] = []
  for (const wave of waves) {
    const verdict = wave.state === 'open' || wave.state === 'short' ? judgeWave(wave.counts, plan.next) : null
    if (verdict === null || verdict === wave.state) {
      judged.push(wave)
      continue
    }
    await tx`update batch_wave set state = ${verdict}, judged_at = ${now} where batch_id = ${batchId} and wave = ${wave.wave}`
    await recordEvent(tx, batchId, {
      at: now,
      actor: batchItself,
      kind: `wave-${verdict}`,
      detail: { wave: wave.wave, ...wave.counts },
    })
    judged.push({ ...wave, state: verdict, judgedAt: now })
  }
  const opening = nextWave(judged, plan.next)
  if (opening === null) return judged
  await openWave(tx, batchId, opening, batchItself, null, now)
  return judged.map((wave) => (wave.wave === opening ? { ...wave, state: 'open', openedAt: now } : wave))
}

/** Opens a wave, by the batch itself or a person. */
export async function openWave(
  tx: Queryable,
  batchId: number,
  wave: number,
  actor: string,
  reason: string | null,
  now: EpochMs,
): Promise<void> {
  await tx`
    update batch_wave set state = 'open', held = false, opened_at = ${now} where batch_id = ${batchId} and wave = ${wave} and state = 'pending'`
  await recordEvent(tx, batchId, { at: now, actor, kind: 'wave-open', reason, detail: { wave } })
}

/** Gives back what does not go on, and closes the batch once nothing of it is left. */
async function tendEnding(tx: Queryable, batch: BatchRow, now: EpochMs): Promise<Tended> {
  const cancelling = batch.state === 'cancelling'
  const given = await giveBackMembers(
    tx,
    batch.batch_id,
    {
      code: cancelling ? 'BAT_CANCELLED' : 'BAT_OVER',
      keepReason: !cancelling,
      keepReleased: !cancelling && batch.plan.atEnd === 'stop',
      limit: givenBackAtOnce,
    },
    now,
  )
  if (given > 0) return again(batch.state)
  if (factsOf(await readMemberCounts(tx, batch.batch_id)).live > 0) {
    return { state: batch.state, busy: false, wakeAt: null }
  }
  return again(await moveBatch(tx, batch, 'emptied', { actor: batchItself, reason: null, now }))
}
