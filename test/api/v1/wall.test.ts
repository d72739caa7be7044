import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rolePermissions } from '../../../src/domain/access.js'
import type { CounterFeed } from '../../../src/api/v1/counter-feed.js'
import type { Route } from '../../../src/api/v1/route.js'
import { routesOf } from '../../../src/api/v1/routes.js'
import { inStep, markOf, openWorld, type Belongings, type World } from '../../support/two-suppliers.js'

/*
 * A supplier asks every route there is for what is its own, what is another supplier's, and what is not there, once in a
 * register where the other has meters, batches, actions, views, files, and once in one where it has nothing. It must get the
 * same answers to the letter: then nothing of the other came to it, not a count, nor the wording of a refusal.
 */
const feed: CounterFeed = { listen: () => () => undefined, close: () => undefined, looks: () => 0 }
const routes = routesOf(feed)
const permitted = routes.filter(({ permission: needed }) => rolePermissions.supplier.some((each) => each === needed))
const open = routes.filter(({ permission: needed }) => needed === 'anyone' || needed === 'signed-in')
const refused = routes.filter((route) => !permitted.includes(route) && !open.includes(route))

const keys: Readonly<Record<string, readonly string[]>> = {
  meter: ['999999', '70b3d51f41999999'],
  batch: ['999999'],
  action: ['999999'],
  view: ['999999'],
  operation: ['00000000-0000-4000-8000-000000000000'],
  lane: ['secure-meters'],
  wave: ['1'],
  version: ['1'],
  proposal: ['1'],
  import: ['1', '2', '3'],
  token: ['aaaaaaaaaaaa'],
}

/** Everything that may stand for the parameters of a path. */
function pathsOf({ path }: Pick<Route, 'path'>, had: readonly Belongings[]): readonly string[] {
  const [, name] = /\{(\w+)\}/.exec(path) ?? []
  if (name === undefined) return [path]
  const known: Readonly<Record<string, readonly string[] | undefined>> = keys
  const candidates = [
    ...(known[name] ?? []),
    ...had.flatMap((each) => (name in each ? each[name as keyof Belongings] : [])),
  ]
  expect(candidates.length, `{${name}} of ${path}: say in this test what may stand there`).toBeGreaterThan(0)
  return candidates.flatMap((value) => pathsOf({ path: path.replace(`{${name}}`, value) }, had))
}

/** What is sent, route by route; a command that a supplier may give is not tried without. */
function bodiesOf(route: Route, supplier: string, other: string, { own, foreign }: World): readonly object[] {
  const [journey = '', device = ''] = foreign.meter
  const filters = [{ fuel: 'electricity' }, { supplier: other }, { lane: 'secure-meters', code: 'AUT_SUPPLIER' }]
  const bodies: Readonly<Record<string, readonly object[]>> = {
    'POST /meters/{meter}/retry': [{}],
    'POST /meters/{meter}/withdraw': [{}],
    'POST /meters/{meter}/authorise': [{}],
    'POST /meters/{meter}/replace': [{ step: 'order' }, { step: 'done', newDeviceId: device }],
    'POST /meters/{meter}/lose': [{ because: 'removed' }],
    'POST /meters/{meter}/correct': [
      { set: { firmware: '1' } },
      { set: { device_id: device } },
      { set: { supplier: other } },
    ],
    'POST /actions/dry-run': [
      ...filters.flatMap((filter) => [
        { kind: 'retry', filter },
        { kind: 'fixed', filter, fix: 'x' },
        { kind: 'replace', filter },
        { kind: 'refer', filter, addressee: 'x', reference: 'y' },
        { kind: 'hand', filter, owner: 'x', note: 'y' },
      ]),
      { kind: 'correct', csv: `meter,firmware\n${journey},1\n${device},2\n999999,3\n` },
    ],
    'POST /actions': [
      { kind: 'retry', filter: { code: 'INV_FIRMWARE' }, reason: 'again' },
      { kind: 'retry', filter: filters[1] },
    ],
    'POST /actions/{action}/start': [{}],
    'POST /actions/{action}/stop': [{}],
    'POST /batches/{batch}/authorise': [{}, { supplier: other }, { decision: 'refused' }],
    'POST /batches/{batch}/authorisations': [
      authorisationFile(other, device, foreign.batch[0]),
      authorisationFile(supplier, device, own.batch[0]),
      authorisationFile(supplier, own.meter[1], own.batch[0]),
    ],
    'POST /views': [{ page: 'meters', name: markOf(other), query: '' }],
    'PUT /views/{view}': [{ name: 'mine', query: '' }],
    'DELETE /views/{view}': [{}],
    'POST /session': [{ person: 'edwin' }],
    'DELETE /session': [{}],
  }
  const name = `${route.method} ${route.path}`
  const given = bodies[name]
  if (!refused.includes(route)) expect(given, `${name}: say in this test what a supplier may send`).toBeDefined()
  return given ?? [{}]
}

function authorisationFile(supplier: string, device = '', batch = ''): object {
  const columns = 'batch,supplier,device_id,meter_point,fuel,hub_id,decision,remark'
  return {
    name: `MA_${supplier.toUpperCase()}_00DB123400000001_20261124_090000.csv`,
    text: `${columns}\n${batch},${supplier},${device},,,,authorised,\n`,
  }
}

/** What may stand in the query of each route beside nothing: words of the other's. */
function queriesOf({ forms }: Route, other: string, foreign: Belongings): readonly string[] {
  const known: Readonly<Record<string, readonly string[]>> = {
    supplier: [other],
    q: [...foreign.meter, '999999'],
    from: ['2026-01-01'],
    to: ['2026-12-31'],
    cohort: ['secure'],
    health: ['overdue', 'on-track'],
    direction: ['gained'],
    open: ['true'],
    months: ['2'],
    owner: ['supplier'],
    page: ['meters'],
    sender: ['00db123400000001'],
  }
  const names = Object.keys(forms.query.shape)
  const without = forms.query.safeParse({})
  const needed = without.success ? [] : without.error.issues.map(({ path }) => String(path[0]))
  const base = new URLSearchParams(needed.map((name): [string, string] => [name, known[name]?.[0] ?? '1']))
  const others = names.flatMap((name) => (known[name] ?? []).map((value) => [name, value] as const))
  return [base, ...others.map(([name, value]) => withOne(base, name, value))].map((each) => each.toString())
}

function withOne(base: URLSearchParams, name: string, value: string): URLSearchParams {
  const one = new URLSearchParams(base)
  one.set(name, value)
  return one
}

/** One request of the supplier in one world: what is told, but for random numbers. */
async function ask({ api, token }: World, route: Route, url: string, body: object | null): Promise<string> {
  const answer = await api.call(url, {
    method: route.method,
    token,
    ...(body === null ? {} : { body }),
    headers: { ...(route.ifMatch === undefined ? {} : { 'if-match': '*' }) },
  })
  const { etag, location, 'content-disposition': file, 'content-type': type } = answer.headers
  const said = JSON.stringify([answer.status, etag, location, file, type, answer.text])
  return said.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '(number)')
}

async function firstEvent({ api, token }: World, address: string): Promise<string> {
  const asked = request(`${address}/v1/events`, { headers: { authorization: `Bearer ${token}` } }).end()
  const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream]
  let text = ''
  for await (const chunk of response) {
    text += String(chunk)
    const [, data] = /event: counters\ndata: (.*)\n/.exec(text) ?? []
    if (data === undefined) continue
    asked.destroy()
    return data
  }
  throw new Error(`no event came: ${text} ${api.folder}`)
}

describe.each([
  ['fenside-energy', 'octopus'],
  ['octopus', 'fenside-energy'],
])('%s beside %s', (supplier, other) => {
  let beside: World
  let alone: World
  beforeAll(async () => {
    beside = await openWorld(supplier, other)
    alone = await openWorld(supplier, null)
    await inStep(beside, alone)
  })
  afterAll(async () => {
    await beside.api.close()
    await alone.api.close()
  })

  it('has the same to begin with, and the other has something of each kind', () => {
    // Long work has random numbers.
    expect({ ...beside.own, operation: [] }).toEqual({ ...alone.own, operation: [] })
    expect(Object.values(beside.foreign).every((each) => each.length > 0)).toBe(true)
  })

  it('is told by every route that a supplier may ask just what it would be told if the other were not there', async () => {
    const { foreign } = beside
    const marks = [markOf(other), ...foreign.meter.filter((each) => each.length > 6)]
    let asked = 0
    const answered = new Set<string>()
    for (const route of [...permitted, ...open]) {
      if (route.raw?.type === 'text/event-stream') continue
      const bodies = route.method === 'GET' ? [null] : bodiesOf(route, supplier, other, beside)
      for (const url of pathsOf(route, [beside.own, foreign])) {
        for (const query of queriesOf(route, other, foreign)) {
          for (const body of bodies) {
            const whole = query === '' ? url : `${url}?${query}`
            const [with_, without] = [await ask(beside, route, whole, body), await ask(alone, route, whole, body)]
            const what = `${route.method} ${whole} ${JSON.stringify(body)}`
            expect(with_, what).toBe(without)
            const echoed = `${whole} ${decodeURIComponent(whole)} ${JSON.stringify(body)}`
            for (const mark of marks) if (!echoed.includes(mark)) expect(with_, what).not.toContain(mark)
            asked += 1
            if (with_.startsWith('[20')) answered.add(`${route.method} ${route.path}`)
          }
        }
      }
    }
    expect(asked).toBeGreaterThan(300)
    // The requests are not all refused, which would prove little. Without Temporal no meter is decided about one by one.
    const never = [...permitted, ...open]
      .map(({ method, path }) => `${method} ${path}`)
      .filter((each) => !answered.has(each))
    expect(never.filter((each) => !/^POST .meters|events|session/.test(each))).toEqual([
      // A supplier imports nothing, so that no long work is its own.
      'GET /operations/{operation}',
    ])
  }, 120_000)

  it('is refused every route of the whole fleet, with the same words whatever is asked for', async () => {
    expect(refused.length).toBeGreaterThan(40)
    for (const route of refused) {
      const said = new Set<string>()
      for (const url of pathsOf(route, [beside.own, beside.foreign])) {
        for (const body of route.method === 'GET' ? [null] : [{}, ...bodiesOf(route, supplier, other, beside)]) {
          const answer = await ask(beside, route, url, body)
          expect(answer, `${route.method} ${url}`).toMatch(/^\[403,.*NOT_PERMITTED/)
          said.add(answer)
        }
      }
      expect(said.size, route.path).toBe(1)
    }
  }, 60_000)

  it('follows live counters that do not know of the other', async () => {
    const events = await Promise.all(
      [beside, alone].map(async (world) =>
        firstEvent(world, await world.api.server.listen({ port: 0, host: '127.0.0.1' })),
      ),
    )
    expect(events[0]).toContain('"meters":4')
    expect(events[0]).toBe(events[1])
  })
})
