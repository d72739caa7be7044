import { inTransaction } from '../in-transaction.js'
import type { Database, Queryable } from '../database.js'

/** Runs a repair of journeys under the lock that steps and claims take first: that of their installations. */
export async function underLock(
  db: Database,
  journeys: readonly string[],
  statement: (tx: Queryable) => PromiseLike<{ readonly count: number }>,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    await tx`
      select from installation where installation_id in (select installation_id from journey where journey_id = any(${[...journeys]}::bigint[]))
      order by installation_id for update`
    return (await statement(tx)).count
  })
}
