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
      // postgres types the result for arrays of queries too; the body here never returns one.
      return (await db.begin((tx) => body(tx))) as T
    } catch (error) {
      if (attempt >= 5 || !passing.has(sqlState(error))) throw error
    }
  }
}

/** SQLSTATE of an error from PostgreSQL, or an empty string for any other. */
export function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
