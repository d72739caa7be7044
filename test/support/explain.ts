import type { Queryable } from '../../src/register/database.js'

/**
 * The plan of what a read asks, with the statement and the values that it really asks.
 * @param read asks one statement, which begins with `select` or `with`
 */
export async function planOf(tx: Queryable, read: (db: Queryable) => Promise<unknown>): Promise<string> {
  const explaining = new Proxy(tx, {
    apply(target, self, [strings, ...values]: [string | readonly string[], ...unknown[]]) {
      // Fragments and identifiers pass as they are.
      const whole = typeof strings !== 'string' && /^\s*(with|select)\b/.test(strings[0] ?? '')
      if (!whole) return Reflect.apply(target, self, [strings, ...values]) as unknown
      const parts = [`explain ${strings[0] ?? ''}`, ...strings.slice(1)]
      const asked: TemplateStringsArray = Object.assign(parts, { raw: parts })
      return Reflect.apply(target, self, [asked, ...values]) as unknown
    },
  })
  const rows = (await read(explaining)) as readonly { readonly 'QUERY PLAN': string }[]
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}
