import type { Queryable } from '../database.js'

/** A batch whose workflow must be told, and up to which decision. */
export interface ToTell {
  readonly batch_id: number
  readonly tell: number
}

/** The batches about which something was decided that their workflows have not been told. */
export async function batchesToTell(db: Queryable): Promise<readonly ToTell[]> {
  return db<ToTell[]>`select batch_id, tell from batch where tell > told order by batch_id`
}

/** Its workflow has been told; what was decided meanwhile is told anew. */
export async function markBatchTold(db: Queryable, { batch_id: batchId, tell }: ToTell): Promise<void> {
  await db`update batch set told = greatest(told, ${tell}) where batch_id = ${batchId}`
}
