import { onceInTransaction } from '../runtime/once-in-transaction.js'
import type { Database, Queryable } from './database.js'

/** SQLSTATEs after which the same transaction, tried again, is expected to succeed: serialization failure and deadlock. */
const passing = new Set(['40001', '40P01'])

/**
 * Runs one transaction, and runs it again (at most five times) when PostgreSQL chose it as the victim of a deadlock.
 * The body must therefore have no effect outside the database.
 */
export async function inTransaction<T>(db: Database, body: (tx: Queryable) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await onceInTransaction(db, body)
    } catch (error) {
      if (attempt >= 5 || !passing.has(sqlState(error))) throw error
    }
  }
}

/** SQLSTATE of an error from PostgreSQL, or an empty string for any other. */
export function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
