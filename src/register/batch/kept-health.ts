import type { EpochMs } from '../../domain/brands.js'
import type { HealthView } from '../../domain/batch/health.js'
import { toJson } from '../json.js'
import type { Queryable } from '../database.js'
import { viewBatch } from './view-batch.js'

/** How batches fare that was worked out since an instant, by their number; a batch that moved since is not among them. */
export async function readKeptHealth(
  db: Queryable,
  batchIds: readonly number[],
  since: EpochMs,
): Promise<ReadonlyMap<number, HealthView>> {
  const rows = await db<{ batch_id: number; health: HealthView }[]>`
    select batch_id, health from batch where batch_id = any(${[...batchIds]}::bigint[]) and health_at >= ${since}`
  return new Map(rows.map(({ batch_id, health }) => [batch_id, health]))
}

/** Works out how a batch fares and keeps it, unless it has moved meanwhile. */
export async function refreshHealth(db: Queryable, batchId: number, now: EpochMs): Promise<void> {
  const { state, health } = await viewBatch(db, batchId, now)
  await db`
    update batch set health = ${db.json(toJson(health))}, health_at = ${now}
    where batch_id = ${batchId} and state = ${state}`
}
