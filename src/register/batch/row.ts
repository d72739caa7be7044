import type { EpochMs } from '../../domain/brands.js'
import type { BatchPlan } from '../../domain/batch/plan.js'
import type { BatchState } from '../../domain/batch/state.js'
import type { ErrorTally } from '../../domain/batch/waves.js'
import { MeterliftError } from '../../domain/errors.js'
import type { Queryable } from '../database.js'
import type { BatchSummary } from './summary.js'

/** A batch as the register holds it. */
export interface BatchRow {
  readonly batch_id: number
  readonly parent_id: number | null
  readonly name: string
  readonly state: BatchState
  readonly filter: Readonly<Record<string, unknown>>
  readonly filter_version: number
  readonly programme_version: number
  readonly plan: BatchPlan
  readonly members: number
  readonly starts_at: EpochMs | null
  readonly ends_at: EpochMs | null
  readonly rate_per_hour: number | null
  readonly rate_tokens: number
  readonly rate_filled_at: EpochMs | null
  readonly errors_seen: ErrorTally | null
  readonly paused_by: 'person' | 'errors' | null
  readonly intake_open: boolean
  readonly planned_at: EpochMs
  readonly planned_by: string
  readonly reason: string | null
  readonly decided_at: EpochMs | null
  readonly decided_by: string | null
  readonly remark: string | null
  readonly started_at: EpochMs | null
  readonly ended_at: EpochMs | null
  readonly summary: BatchSummary | null
}

/**
 * Reads a batch.
 * @param lock whoever changes it waits until this transaction ends; members may still be added to others
 * @throws MeterliftError BATCH_UNKNOWN
 */
export async function readBatch(tx: Queryable, batchId: number, lock: 'lock' | 'look' = 'look'): Promise<BatchRow> {
  const [row] = await tx<BatchRow[]>`
    select * from batch where batch_id = ${batchId} ${lock === 'lock' ? tx`for no key update` : tx``}`
  if (row !== undefined) return row
  throw new MeterliftError('BATCH_UNKNOWN', `there is no batch ${batchId}`, { hint: 'meterlift batch list shows them' })
}
