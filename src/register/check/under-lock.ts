import { inTransaction } from '../in-transaction.js'
import type { Database, Queryable } from '../database.js'

type Statement = (tx: Queryable) => PromiseLike<{ readonly count: number }>

/** Runs a repair of journeys under the lock that steps and claims take first: that of their installations. */
export function underLock(db: Database, journeys: readonly string[], statement: Statement): Promise<number> {
  return locked(
    db,
    (tx) => tx`select installation_id from journey where journey_id = any(${[...journeys]}::bigint[])`,
    statement,
  )
}

/** As `underLock`, for a repair of submissions. */
export function underSubmissionLock(
  db: Database,
  submissions: readonly string[],
  statement: Statement,
): Promise<number> {
  return locked(
    db,
    (tx) => tx`select installation_id from submission where submission_id = any(${[...submissions]}::uuid[])`,
    statement,
  )
}

function locked(
  db: Database,
  installations: (tx: Queryable) => ReturnType<Queryable>,
  statement: Statement,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    await tx`select from installation where installation_id in (${installations(tx)}) order by installation_id for update`
    return (await statement(tx)).count
  })
}
