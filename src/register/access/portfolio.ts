import type { SupplierId } from '../../domain/brands.js'
import type { Database, Queryable } from '../database.js'
import { onceInTransaction } from '../../runtime/once-in-transaction.js'

/**
 * Reads as one supplier, in one snapshot: for this transaction the connection is the role `meterlift_supplier`, to which
 * PostgreSQL shows the rows of this supplier alone (migration 006) and lets nothing be written.
 */
export async function asSupplier<T>(
  db: Database,
  supplier: SupplierId,
  body: (tx: Queryable) => Promise<T>,
): Promise<T> {
  return onceInTransaction(
    db,
    async (tx) => {
      await tx`
        select set_config('role', 'meterlift_supplier', true), set_config('meterlift.supplier', ${supplier}, true)`
      return body(tx)
    },
    'isolation level repeatable read read only',
  )
}
