import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Api } from '../../support/api.js'
import { installation } from '../../support/fleet.js'

let api: Api
beforeAll(async () => {
  api = await Api.open()
  await api.fleet.bring(installation(api.fleet.programme, 1))
  await api.fleet.openAll()
})
afterAll(() => api.close())

const lane = 'secure-meters'
const get = (url: string) => api.call(url, { token: api.tokens.auditor })
const post = (url: string, body: object = {}, headers: Readonly<Record<string, string>> = {}) =>
  api.call(url, { method: 'POST', token: api.tokens.operator, body, headers })
const reason = 'DCC asked for it'

interface LaneLine {
  readonly lane: string
  readonly state: string
}

describe('lanes', () => {
  it('are told with queue, today’s use, success and breaker, and one of them with shares and decisions', async () => {
    const { lanes } = (await get('/lanes')).json<{ lanes: (LaneLine & { queue: { ready: number } })[] }>()
    expect(lanes.map(({ lane: id }) => id)).toEqual(api.fleet.programme.lanes.map(({ id }) => id))
    expect(lanes.find(({ lane: id }) => id === lane)).toMatchObject({
      queue: { ready: 1, held: 0 },
      today: { used: 0 },
      lastHour: { success: null },
      breaker: { state: 'closed', hold: null },
      stopped: null,
    })
    expect((await get(`/lanes/${lane}`)).json()).toMatchObject({
      lane,
      suppliers: [{ supplier: 'edf', ready: 1 }],
      programme: { supplierMinimum: 100, windows: [{ from: '00:00', to: '24:00' }], breaker: { probes: 10 } },
      events: [],
    })
    expect((await get('/lanes/nowhere')).json()).toMatchObject({ status: 404, code: 'LANE_UNKNOWN' })
  })

  it('are all stopped by one command, and lifted as deliberately', async () => {
    expect((await post('/lanes/stop')).json()).toMatchObject({ status: 400, code: 'REQUEST_INVALID' })
    const stopped = (await post('/lanes/stop', { reason })).json<{ lanes: LaneLine[] }>()
    expect(new Set(stopped.lanes.map(({ state }) => state))).toEqual(new Set(['stopped']))
    expect((await post('/lanes/stop', { reason })).json()).toMatchObject({ status: 409, code: 'LANE_STOPPED_ALREADY' })
    expect((await get(`/lanes/${lane}`)).json()).toMatchObject({ stopped: { by: 'operator', reason, all: true } })
    expect(await api.fleet.claim(api.fleet.lane(lane))).toMatchObject({
      kind: expect.not.stringMatching('claimed') as string,
    })
    const lifted = (await post('/lanes/lift', { reason: 'it is well' })).json<{ lanes: LaneLine[] }>()
    expect(lifted.lanes.map(({ state }) => state)).not.toContain('stopped')
    const { notifications } = (await get('/notifications?code=LANE_STOPPED')).json<{
      notifications: { text: string }[]
    }>()
    expect(notifications.map(({ text }) => text)).toEqual([`all lanes are stopped by operator: ${reason}`])
  })

  it('take temporary limits and breaker orders on the state that was looked at', async () => {
    const { headers } = await get(`/lanes/${lane}`)
    const etag = String(headers.etag)
    const until = new Date(api.fleet.now + 3_600_000).toISOString()
    const limits = { reason, ratePerMinute: 5, until }
    const limited = await post(`/lanes/${lane}/limits`, limits, { 'if-match': etag })
    expect(limited.json()).toMatchObject({
      ratePerMinute: 5,
      programme: { ratePerMinute: 1_200 },
      override: { ratePerMinute: 5, by: 'operator' },
    })
    const late = await post(`/lanes/${lane}/limits`, { ...limits, ratePerMinute: 9 }, { 'if-match': etag })
    expect(late.json()).toMatchObject({ status: 412, code: 'LANE_MOVED' })
    const again = { 'if-match': String(limited.headers.etag) }
    expect((await post(`/lanes/${lane}/limits`, { ...limits, ratePerMinute: 0 }, again)).json()).toMatchObject({
      status: 422,
      code: 'LANE_LIMIT_INVALID',
    })
    const held = await post(`/lanes/${lane}/breaker`, { reason, order: 'open' }, again)
    expect(held.json()).toMatchObject({ state: 'breaker-open', breaker: { hold: 'open', heldBy: 'operator' } })
    expect((await post(`/lanes/${lane}/breaker`, { reason, order: 'closed' })).json()).toMatchObject({
      breaker: { hold: 'closed' },
    })
    expect((await post(`/lanes/${lane}/breaker`, { reason, order: 'auto' })).json()).toMatchObject({
      breaker: { hold: null },
    })
    expect((await post(`/lanes/${lane}/limits/reset`, { reason })).json()).toMatchObject({ override: null })
    expect((await post(`/lanes/${lane}/stop`, { reason })).json()).toMatchObject({ stopped: { all: false } })
    expect((await post(`/lanes/${lane}/lift`, { reason })).json()).toMatchObject({ stopped: null })
  })

  it('keep every decision with its author, page by page', async () => {
    const seen: string[] = []
    let cursor = ''
    do {
      const page = (await get(`/lane-events?lane=${lane}&limit=2${cursor}`)).json<{
        events: { kind: string; actor: string }[]
        next: string | null
      }>()
      for (const { kind, actor } of page.events) seen.push(`${kind} ${actor}`)
      cursor = page.next === null ? '' : `&cursor=${page.next}`
    } while (cursor !== '')
    expect(seen.toReversed().map((each) => each.split(' ')[0])).toEqual([
      ...['stop', 'lift', 'limits-set', 'breaker-order-open', 'breaker-order-closed', 'breaker-order-auto'],
      ...['limits-cleared', 'stop', 'lift'],
    ])
    expect(seen.every((each) => each.endsWith(' operator'))).toBe(true)
  })

  it('are changed by who may, and are not a supplier’s to see', async () => {
    const command = { method: 'POST', body: { reason } } as const
    expect((await api.call('/lanes/stop', { ...command, token: api.tokens.auditor })).status).toBe(403)
    expect((await api.call('/lanes', { token: api.tokens.edf })).status).toBe(403)
    expect((await api.call('/lanes/stop', { ...command, token: api.tokens.edf })).status).toBe(403)
  })
})
