import type { Queryable } from '../../src/register/database.js'

/**
 * The plans of what a read asks, one after the other, with the statements and the values that it really asks.
 * @param read asks statements that begin with `select` or `with`; it gets its answers
 */
export async function planOf(tx: Queryable, read: (db: Queryable) => Promise<unknown>): Promise<string> {
  const plans: string[] = []
  const explaining = new Proxy(tx, {
    apply(target, self, [strings, ...values]: [string | readonly string[], ...unknown[]]) {
      const asked = (): unknown => Reflect.apply(target, self, [strings, ...values])
      // Fragments and identifiers pass as they are.
      if (typeof strings === 'string' || !/^\s*(with|select)\b/.test(strings[0] ?? '')) return asked()
      const parts = [`explain ${strings[0] ?? ''}`, ...strings.slice(1)]
      const explain: TemplateStringsArray = Object.assign(parts, { raw: parts })
      return Promise.resolve(Reflect.apply(target, self, [explain, ...values])).then((rows) => {
        const lines = rows as unknown as readonly { readonly 'QUERY PLAN': string }[]
        plans.push(...lines.map((row) => row['QUERY PLAN']))
        return asked()
      })
    },
  })
  await read(explaining)
  return plans.join('\n')
}
