import type { EpochMs } from '../../domain/brands.js'
import type { HealthView } from '../../domain/batch/health.js'
import { listBatches, type BatchesOf, type BatchLine } from '../../register/batch/read-batches.js'
import type { Queryable } from '../../register/database.js'
import { healthOf, readKeptFares, readLiveFacts } from '../../register/batch/fare.js'
import { lookAtBatch } from '../../register/batch/look-at-batch.js'

/** A batch of a list with how it fares; health needs some reads of its own, so that such lists are short. */
export interface BatchWithHealth extends BatchLine {
  readonly health: HealthView
}

/** Batches with their health, newest first: as it was worked out within the last minute, or is now. */
export async function listWithHealth(tx: Queryable, of: BatchesOf, now: EpochMs): Promise<readonly BatchWithHealth[]> {
  const lines = await listBatches(tx, of)
  const kept = await readKeptFares(
    tx,
    lines.map(({ batchId }) => batchId),
    now,
  )
  const found: BatchWithHealth[] = []
  for (const line of lines) {
    const health = kept.get(line.batchId)?.health ?? (await workedOut(tx, line.batchId, now))
    found.push({ ...line, health })
  }
  return found
}

async function workedOut(tx: Queryable, batchId: number, now: EpochMs): Promise<HealthView> {
  const look = await lookAtBatch(tx, batchId, now)
  return healthOf(tx, look, await readLiveFacts(tx, look, now))
}

const atOnce = 50

/**
 * Batches that a person must look at, since they need attention or lag, newest first. One that is over is never among them,
 * so that only the others are looked through: as many as there are.
 */
export async function listAttention(tx: Queryable, of: BatchesOf, now: EpochMs): Promise<readonly BatchWithHealth[]> {
  const found: BatchWithHealth[] = []
  let before = of.before
  for (;;) {
    const some = await listWithHealth(tx, { ...of, open: true, before, limit: atOnce }, now)
    found.push(...some.filter(({ health }) => health.health !== 'on-track'))
    const last = some.at(-1)
    if (found.length >= of.limit || some.length < atOnce || last === undefined) return found.slice(0, of.limit)
    before = last.batchId
  }
}
