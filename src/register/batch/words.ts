import type { EpochMs, SupplierId } from '../../domain/brands.js'
import type { BatchState } from '../../domain/batch/state.js'
import type { Queryable } from '../database.js'
import { is } from '../read/scope.js'

/** What a supplier has said of its meters in a batch that goes on, and how many of them still wait for it. */
export interface SupplierWord {
  readonly batchId: number
  readonly supplier: SupplierId
  readonly state: BatchState
  readonly plannedAt: EpochMs
  readonly startsAt: EpochMs | null
  readonly endsAt: EpochMs | null
  /** Meters that wait for it. */
  readonly awaited: number
  /** `partly`: it refused some, or has not said of all yet. */
  readonly decision: 'authorised' | 'refused' | 'partly' | null
  readonly decidedAt: EpochMs | null
  readonly decidedBy: string | null
}

/** Members that stand still for a supplier's word, among the counters of a batch. */
export const awaitsWord = (db: Queryable) => db`code = 'AUT_SUPPLIER' and state in ('left', 'waiting')`

/**
 * Suppliers whose word a batch waits for or has, the newest batch first. Asked as a supplier, it tells of its own alone.
 * @param of.awaited only those that are waited for
 */
export async function listWords(
  db: Queryable,
  of: { readonly supplier?: SupplierId | undefined; readonly awaited: boolean },
): Promise<readonly SupplierWord[]> {
  const own = (column: string) => is(db, column, of.supplier)
  return db<SupplierWord[]>`
    with awaited as (
      select batch_id, supplier_id, sum(n)::bigint as n from batch_count
      where ${awaitsWord(db)} ${own('supplier_id')} group by 1, 2 having sum(n) > 0
    ), given as (
      select batch_id, supplier_id, decision, decided_at, decided_by from batch_authorisation where true ${own('supplier_id')}
    )
    select b.batch_id as "batchId", supplier_id as supplier, b.state, b.planned_at as "plannedAt", b.starts_at as "startsAt",
           b.ends_at as "endsAt", coalesce(a.n, 0) as awaited, g.decision, g.decided_at as "decidedAt", g.decided_by as "decidedBy"
    from awaited a full join given g using (batch_id, supplier_id) join batch b using (batch_id)
    where b.ended_at is null ${of.awaited ? db`and a.n > 0` : db``}
    order by b.batch_id desc, supplier_id`
}
