import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Api } from '../../support/api.js'
import { installation } from '../../support/fleet.js'

let api: Api
beforeAll(async () => {
  api = await Api.open()
  await api.fleet.bring(installation(api.fleet.programme, 1))
  await api.fleet.openAll()
})
afterAll(() => api.close())

interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
}
interface Operation {
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly schema: Schema
  }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
}

const nasty = fc.constantFrom(
  '',
  "'",
  '%00',
  '\u0000',
  '"',
  '1;drop table meter',
  '2026-02-30',
  '9'.repeat(30),
  '-1',
  '🦊',
  '*',
)
const word = fc.oneof(
  fc.string({ maxLength: 20, unit: 'binary' }),
  nasty,
  fc.constantFrom('1', 'edf', '2026-01-01', 'retry'),
)

/** Values that fit a schema, or nearly. */
function valueOf(schema: Schema): fc.Arbitrary<unknown> {
  const either = schema.anyOf ?? schema.oneOf
  if (either !== undefined) return fc.oneof(...either.map(valueOf))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...schema.enum) }, word)
  switch (schema.type) {
    case 'object': {
      const shape = Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, each]) => [name, valueOf(each)]),
      )
      const needed = (schema.required ?? []).filter((name) => name in shape)
      return schema.properties === undefined
        ? fc.dictionary(fc.constantFrom('firmware', 'supplier', 'lanes.yaml', '__proto__', 'x'), word, { maxKeys: 3 })
        : fc.oneof({ weight: 6, arbitrary: fc.record(shape, { requiredKeys: needed }) }, fc.jsonValue())
    }
    case 'array':
      return fc.array(valueOf(schema.items ?? {}), { maxLength: 3 })
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer(), fc.constantFrom(0, 1, -1, 1e300))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return word
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

it('requests made from the OpenAPI document are answered with no 500, each problem with its code', async () => {
  const document = (await api.call('/openapi.json')).json<{ paths: Record<string, Record<string, Operation>> }>()
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const streams = operations.filter(({ path }) => path !== '/v1/events')
  const statuses = new Map<number, number>()
  for (const { path, method, operation } of streams) {
    const parameters = operation.parameters ?? []
    const ofKind = (kind: string) => {
      const own = parameters.filter((each) => each.in === kind)
      return fc.record(Object.fromEntries(own.map(({ name, schema }) => [name, valueOf(schema)])), {
        requiredKeys: own.filter(({ required }) => required === true).map(({ name }) => name),
      })
    }
    const [[type, body] = [undefined, undefined]] = Object.entries(operation.requestBody?.content ?? {})
    const request = fc.record({
      inPath: ofKind('path'),
      query: ofKind('query'),
      payload: body === undefined ? fc.constant(undefined) : valueOf(body.schema),
      step: fc.constantFrom(undefined, '"1.1"', '*', 'x'),
    })
    await fc.assert(
      fc.asyncProperty(request, async ({ inPath, query, payload, step }) => {
        const text = (value: unknown): string => encodeURIComponent(Buffer.from(String(value)).toString())
        const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => text(inPath[name]) || '1')
        const search = Object.entries(query).map(([name, value]) => `${name}=${text(value)}`)
        const answer = await api.call(`${url.replace('/v1', '')}?${search.join('&')}`, {
          token: api.tokens.admin,
          method: method.toUpperCase() as 'GET',
          headers: {
            ...(type === undefined ? {} : { 'content-type': type }),
            ...(step === undefined ? {} : { 'if-match': step }),
          },
          ...(payload === undefined
            ? {}
            : { body: typeof payload === 'string' && type !== 'application/json' ? payload : JSON.stringify(payload) }),
        })
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        const said = `${method} ${url}?${search.join('&')} ${JSON.stringify(payload)} ${answer.text.slice(0, 300)}`
        expect(answer.status === 500 || answer.status === 502, said).toBe(false)
        if (answer.status >= 400) expect(answer.json().code, said).toMatch(/^[A-Z_]+$/)
      }),
      { numRuns: 40 },
    )
  }
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 400, 404]))
}, 240_000)
