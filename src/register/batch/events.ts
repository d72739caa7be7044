import type { EpochMs } from '../../domain/brands.js'
import type { BatchState } from '../../domain/batch/state.js'
import { toJson } from '../json.js'
import type { Queryable } from '../database.js'

/** Something that was done to a batch, and by whom. */
export interface BatchEvent {
  readonly at: EpochMs
  readonly actor: string
  readonly kind: string
  readonly from?: BatchState | undefined
  readonly to?: BatchState | undefined
  readonly reason?: string | null | undefined
  readonly detail?: Readonly<Record<string, unknown>> | undefined
}

/** The actor of what a batch does by itself. */
export const batchItself = 'batch'

/** Records what was done to a batch; how it fared before is not shown for it any more (fare.ts). */
export async function recordEvent(tx: Queryable, batchId: number, event: BatchEvent): Promise<void> {
  await tx`
    with dropped as (update batch set health_at = null where batch_id = ${batchId} and health_at is not null)
    insert into batch_event (batch_id, at, actor, kind, from_state, to_state, reason, detail)
    values (${batchId}, ${event.at}, ${event.actor}, ${event.kind}, ${event.from ?? null}, ${event.to ?? null},
            ${event.reason ?? null}, ${event.detail === undefined ? null : tx.json(toJson(event.detail))})`
}

/** Number of the last event of a batch; 0: there was none. */
export async function lastBatchEvent(db: Queryable, batchId: number): Promise<number> {
  const [row] = await db<{ last: number | null }[]>`
    select max(event_id) as last from batch_event where batch_id = ${batchId}`
  return row?.last ?? 0
}
