import { isConnectionLost } from './connection-lost.js'
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

/**
 * Runs one transaction, once. When its connection is lost it rejects at once, and nothing more is asked of that
 * connection: postgres.js (3.4) would write to a socket that is gone, a rollback too, and that ends the whole process.
 * @param mode what follows `begin`, such as an isolation level
 */
export async function onceInTransaction<T>(db: Database, body: (tx: Queryable) => Promise<T>, mode = ''): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let over: { readonly why: unknown } | null = null
    const give = (error: unknown): void => {
      over = { why: error }
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    const guarded = (tx: Queryable): Queryable => {
      const refuse = (): void => {
        if (over !== null) throw over.why
      }
      return new Proxy(tx, {
        apply(target, self, args) {
          refuse()
          return Reflect.apply(target, self, args) as unknown
        },
        get(target, name, receiver) {
          refuse()
          return Reflect.get(target, name, receiver) as unknown
        },
      })
    }
    const run = (tx: Queryable): Promise<T> =>
      new Promise((done, failed) => {
        body(guarded(tx)).then(done, (error: unknown) => {
          // Told outside; told to postgres.js, it would roll back on the connection that is gone.
          if (isConnectionLost(error)) give(error)
          else failed(error instanceof Error ? error : new Error(String(error)))
        })
      })
    // postgres types the result for arrays of queries too; the body here never returns one.
    db.begin(mode, run).then((result) => resolve(result as T), give)
  })
}

/** SQLSTATE of an error from PostgreSQL, or an empty string for any other. */
export function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
