import type postgres from 'postgres'
import { isConnectionLost } from './connection-lost.js'

/**
 * Runs one transaction, once. When its connection is lost it rejects at once, and nothing more is asked of that
 * connection: postgres.js (3.4) would ask it, a rollback too, on the connection made anew, outside any transaction.
 * @param mode what follows `begin`, such as an isolation level
 */
export async function onceInTransaction<T, Types extends Record<string, unknown>>(
  db: postgres.Sql<Types>,
  body: (tx: postgres.ISql<Types>) => Promise<T>,
  mode = '',
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    let over: { readonly why: unknown } | null = null
    const give = (error: unknown): void => {
      over = { why: error }
      reject(error instanceof Error ? error : new Error(String(error)))
    }
    const guarded = (tx: postgres.ISql<Types>): postgres.ISql<Types> => {
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
    const run = (tx: postgres.ISql<Types>): Promise<T> =>
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
