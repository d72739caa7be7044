import type { EpochMs } from '../../domain/brands.js'
import { completion } from '../../domain/batch/health.js'
import { isOver } from '../../domain/batch/state.js'
import { nextWave, type MemberCounts } from '../../domain/batch/waves.js'
import { byState, readMemberCounts, readWaves, type MemberCount, type WaveRow } from './counts.js'
import { readBatchFacts, type BatchFacts } from './read-batches.js'
import { readBatch, type BatchRow } from './row.js'
import type { Queryable } from '../database.js'

/** How much of a batch's last minutes tells its pace. */
const paceMs = 10 * 60_000

/** Where a batch stands, by its counters and what was recorded of it: the cost does not depend on its members. */
export interface BatchLook {
  readonly batch: BatchRow
  readonly counts: readonly MemberCount[]
  readonly states: MemberCounts
  readonly waves: readonly WaveRow[]
  readonly facts: BatchFacts
  /** Members that came to their end an hour, by the last ten minutes. */
  readonly perHour: number
  /** Whether it goes on by itself. */
  readonly moves: boolean
  /** Null: unknown. */
  readonly completesAt: EpochMs | null
}

/** @throws MeterliftError BATCH_UNKNOWN */
export async function lookAtBatch(db: Queryable, batchId: number, now: EpochMs): Promise<BatchLook> {
  const batch = await readBatch(db, batchId)
  const counts = await readMemberCounts(db, batchId)
  const since = Math.max(batch.started_at ?? now, now - paceMs)
  const [waves, facts] = await Promise.all([readWaves(db, batchId, counts), readBatchFacts(db, batchId, since)])
  const states = byState(counts)
  const remaining = states.left + states.waiting + states.released + states['in-flight'] + states.retrying
  const perHour = now > since ? (facts.endedOfLate * 3_600_000) / (now - since) : 0
  const moves = (batch.state === 'releasing' && !stopped(batch, waves)) || batch.state === 'finishing'
  const completesAt = isOver(batch.state)
    ? null
    : completion(remaining, perHour, moves && states.waiting < remaining, now)
  return { batch, counts, states, waves, facts, perHour, moves, completesAt }
}

/** Whether the next wave waits for a person. */
export function stopped({ plan }: BatchRow, waves: readonly WaveRow[]): boolean {
  const pending = waves.some(({ state }) => state === 'pending')
  const before = waves.findLast(({ state }) => state !== 'pending' && state !== 'skipped')
  const judged = before !== undefined && (before.state === 'passed' || before.state === 'short')
  return pending && judged && nextWave(waves, plan.next) === null
}
