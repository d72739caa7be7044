import type { EpochMs } from '../../domain/brands.js'
import type { BatchState } from '../../domain/batch/state.js'
import { transition, type BatchCommand } from '../../domain/batch/transitions.js'
import { MeterliftError } from '../../domain/errors.js'
import { errorTally, readAttemptCounts, readMemberCounts, readWaves } from '../../register/batch/counts.js'
import { lastBatchEvent, recordEvent } from '../../register/batch/events.js'
import { factsOf, moveBatch } from '../../register/batch/move.js'
import { readBatch, type BatchRow } from '../../register/batch/row.js'
import { openWave } from '../../register/batch/tend.js'
import { giveBackMembers, withdrawReleased } from '../../register/batch/withdraw.js'
import type { Database, Queryable } from '../../register/database.js'
import { inTransaction } from '../../register/in-transaction.js'

/** Who acts on a batch, when and why. */
export interface Acting {
  readonly actor: string
  readonly reason: string | null
  readonly now: EpochMs
  /** Last event of the batch that this person has seen (`lastBatchEvent`); a later one refuses the command. */
  readonly ifSeen?: number | undefined
}

/**
 * Locks a batch that somebody acts on.
 * @throws MeterliftError BATCH_UNKNOWN, or BATCH_MOVED where it is not as that person saw it
 */
async function lockBatch(tx: Queryable, batchId: number, { ifSeen }: Acting): Promise<BatchRow> {
  const batch = await readBatch(tx, batchId, 'lock')
  if (ifSeen === undefined || ifSeen === (await lastBatchEvent(tx, batchId))) return batch
  throw new MeterliftError('BATCH_MOVED', `batch ${batchId} has moved on since you looked at it`, {
    hint: 'look at it again, then decide',
  })
}

/** More than any batch has. */
const all = 2_000_000_000

/**
 * Carries out what a person asks of a batch, in one transaction: what it was allowed by, what it does at once and the event of
 * it. Its workflow is told by the relay and does the rest.
 * @throws MeterliftError BATCH_UNKNOWN, or BATCH_NOT_NOW with the reason (nothing was changed)
 */
export async function commandBatch(
  db: Database,
  batchId: number,
  command: BatchCommand,
  acting: Acting,
): Promise<BatchState> {
  return inTransaction(db, async (tx) => {
    const batch = await lockBatch(tx, batchId, acting)
    const next = transition(batch.state, command, factsOf(await readMemberCounts(tx, batchId)))
    if (next.kind === 'refused') throw new MeterliftError('BATCH_NOT_NOW', next.message)
    await doAtOnce(tx, batch, command, next.to, acting)
    return moveBatch(tx, batch, command, acting)
  })
}

async function doAtOnce(
  tx: Queryable,
  batch: BatchRow,
  command: BatchCommand,
  to: BatchState,
  { now }: Acting,
): Promise<void> {
  if (command === 'pause' || to === 'cancelling') await withdrawReleased(tx, batch.batch_id)
  if (to === 'cancelled' || to === 'refused') {
    const code = to === 'refused' ? 'BAT_REFUSED' : 'BAT_CANCELLED'
    await giveBackMembers(tx, batch.batch_id, { code, limit: all }, now)
  }
  if (command === 'resume') {
    // What was seen before the pause has been judged by whoever resumes.
    const seen = errorTally(await readAttemptCounts(tx, batch.batch_id), batch.plan.errors?.codes ?? null)
    await tx`update batch set errors_seen = ${tx.json({ ...seen })} where batch_id = ${batch.batch_id}`
  }
}

export const waveCommands = ['hold', 'skip', 'release'] as const
export type WaveCommand = (typeof waveCommands)[number]

/**
 * Holds, skips or releases a wave that was not opened yet. A held one does not follow by itself; a skipped one's members are
 * given back; released, it opens whatever the one before shows, and the ones between are opened with it.
 * @throws MeterliftError BATCH_UNKNOWN, WAVE_UNKNOWN, or WAVE_NOT_NOW with the reason
 */
export async function commandWave(
  db: Database,
  batchId: number,
  wave: number,
  command: WaveCommand,
  acting: Acting,
): Promise<void> {
  const { actor, reason, now } = acting
  await inTransaction(db, async (tx) => {
    const batch = await lockBatch(tx, batchId, acting)
    const waves = await readWaves(tx, batchId, await readMemberCounts(tx, batchId))
    const found = waves.find((each) => each.wave === wave)
    if (found === undefined) {
      throw new MeterliftError('WAVE_UNKNOWN', `batch ${batchId} has ${waves.length} waves, and no wave ${wave}`)
    }
    if (batch.ended_at !== null || batch.state === 'cancelling' || batch.state === 'finishing') {
      throw new MeterliftError('WAVE_NOT_NOW', `the batch is ${batch.state}: its waves are over`)
    }
    if (found.state !== 'pending') {
      throw new MeterliftError('WAVE_NOT_NOW', `wave ${wave} is ${found.state} already; pause the batch to stop it`)
    }
    if (command === 'release') {
      if (batch.state !== 'releasing') {
        throw new MeterliftError(
          'WAVE_NOT_NOW',
          `the batch is ${batch.state}; a wave is released while it is releasing`,
        )
      }
      for (const each of waves) {
        if (each.wave <= wave && each.state === 'pending') await openWave(tx, batchId, each.wave, actor, reason, now)
      }
    } else if (command === 'skip') {
      await giveBackMembers(tx, batchId, { code: 'BAT_WAVE_SKIPPED', wave, limit: all }, now)
      await tx`update batch_wave set state = 'skipped', judged_at = ${now} where batch_id = ${batchId} and wave = ${wave}`
      await recordEvent(tx, batchId, { at: now, actor, kind: 'wave-skip', reason, detail: { wave } })
    } else {
      await tx`update batch_wave set held = true where batch_id = ${batchId} and wave = ${wave}`
      await recordEvent(tx, batchId, { at: now, actor, kind: 'wave-hold', reason, detail: { wave } })
    }
    await tx`update batch set tell = tell + 1 where batch_id = ${batchId}`
  })
}

/**
 * Changes how many members a batch releases an hour at most; null: as fast as its lanes go. It holds at the next release,
 * within a second or so.
 * @throws MeterliftError BATCH_UNKNOWN, or BATCH_NOT_NOW
 */
export async function changeRate(
  db: Database,
  batchId: number,
  ratePerHour: number | null,
  acting: Acting,
): Promise<void> {
  const { actor, reason, now } = acting
  await inTransaction(db, async (tx) => {
    const batch = await lockBatch(tx, batchId, acting)
    if (batch.ended_at !== null)
      throw new MeterliftError('BATCH_NOT_NOW', `the batch is ${batch.state}: nothing of it is released`)
    await tx`
      update batch set rate_per_hour = ${ratePerHour}, rate_tokens = 0, rate_filled_at = ${now}, tell = tell + 1 where batch_id = ${batchId}`
    await recordEvent(tx, batchId, {
      at: now,
      actor,
      kind: 'rate',
      reason,
      detail: { from: batch.rate_per_hour, to: ratePerHour },
    })
  })
}
