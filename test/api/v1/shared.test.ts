import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../../src/domain/calendar.js'
import { Api } from '../../support/api.js'
import { Batches } from '../../support/batches.js'
import { Fleet, installation } from '../../support/fleet.js'

/* Meters 1 and 2 are EDF's and well; 3 is EDF's, 4 Octopus's: their firmware is not what the SMSO reports. */
let api: Api
beforeAll(async () => {
  const fleet = await Fleet.open()
  const of = (n: number, supplier: string) => installation(fleet.programme, n, { electricity: { supplier } })
  await fleet.bring([...of(1, 'edf'), ...of(2, 'edf')])
  await fleet.bring([...of(3, 'edf'), ...of(4, 'octopus')], (record) => ({
    ...record,
    device: { ...record.device, firmware: '0.0.1' },
  }))
  await fleet.openAll()
  api = await Api.open({}, fleet)
})
afterAll(() => api.close())

const get = (url: string, token = api.tokens.auditor) => api.call(url, { token })
const post = (url: string, body: object = {}, token = api.tokens.operator) =>
  api.call(url, { method: 'POST', token, body })

describe('saved views', () => {
  const query = 'stage=needs-action&failure=W101'
  it('are shared by a team, and by no other', async () => {
    const made = await post('/views', { page: 'meters', name: 'To decide', query })
    expect(made.status, made.text).toBe(201)
    const { viewId } = made.json<{ viewId: number }>()
    expect(made.headers.location).toBe(`/v1/views/${viewId}`)
    expect((await get('/views?page=meters')).json()).toMatchObject({
      views: [{ viewId, name: 'To decide', query, version: 1, createdBy: 'operator' }],
    })
    expect((await get('/views?page=lanes')).json()).toEqual({ views: [] })
    expect((await post('/views', { page: 'meters', name: 'to DECIDE', query: '' })).json()).toMatchObject({
      status: 409,
      code: 'VIEW_NAME_TAKEN',
    })
    const own = await post('/views', { page: 'meters', name: 'To decide', query: '' }, api.tokens.edf)
    expect(own.status).toBe(201)
    const { viewId: ownId } = own.json<{ viewId: number }>()
    for (const [id, token] of [
      [viewId, api.tokens.edf],
      [ownId, api.tokens.octopus],
      [ownId, api.tokens.operator],
    ] as const) {
      expect((await get(`/views/${id}`, token)).json()).toMatchObject({ status: 404, code: 'VIEW_UNKNOWN' })
      const removing = await api.call(`/views/${id}`, { method: 'DELETE', token, headers: { 'if-match': '*' } })
      expect(removing.json()).toMatchObject({ status: 404, code: 'VIEW_UNKNOWN' })
    }
    expect((await get('/views', api.tokens.octopus)).json()).toEqual({ views: [] })
  })

  it('are changed and removed on the version that was looked at', async () => {
    const { viewId } = (await post('/views', { page: 'lanes', name: 'x', query: '' })).json<{ viewId: number }>()
    await post('/views', { page: 'lanes', name: 'y', query: '' })
    const put = (name: string, headers: Readonly<Record<string, string>> = {}) =>
      api.call(`/views/${viewId}`, { method: 'PUT', token: api.tokens.approver, body: { name, query: 'a=b' }, headers })
    const etag = String((await get(`/views/${viewId}`)).headers.etag)
    expect((await put('z')).json()).toMatchObject({ status: 428, code: 'IF_MATCH_MISSING' })
    expect((await put('Y', { 'if-match': etag })).json()).toMatchObject({ code: 'VIEW_NAME_TAKEN' })
    expect((await put('z', { 'if-match': etag })).json()).toMatchObject({
      name: 'z',
      version: 2,
      changedBy: 'approver',
    })
    expect((await put('w', { 'if-match': etag })).json()).toMatchObject({ status: 412, code: 'VIEW_MOVED' })
    const remove = (tag: string) =>
      api.call(`/views/${viewId}`, { method: 'DELETE', token: api.tokens.operator, headers: { 'if-match': tag } })
    expect((await remove(etag)).status).toBe(412)
    expect((await remove(String((await get(`/views/${viewId}`)).headers.etag))).status).toBe(204)
    expect((await get(`/views/${viewId}`)).status).toBe(404)
  })
})

describe('the calendar', () => {
  it('counts by day what the list of that day has', async () => {
    const { months } = (await get('/duties')).json<{ months: { month: string; health: Record<string, number> }[] }>()
    const [month] = months.filter((each) => each.month !== null)
    const from = `${month?.month ?? ''}-01`
    const { days } = (await get(`/duties/days?from=${from}&to=${addDays(from, 40)}`)).json<{
      days: { day: string; health: Record<string, number> }[]
    }>()
    const [day] = days
    const counted = Object.values(day?.health ?? {}).reduce((sum, n) => sum + n, 0)
    expect(counted).toBeGreaterThan(0)
    const on = day?.day ?? ''
    const list = await get(`/meters?due-from=${on}&due-before=${addDays(on, 1)}`)
    expect(list.json<{ meters: unknown[] }>().meters).toHaveLength(counted)
    expect((await get('/meters?duty=met-late')).json()).toMatchObject({ meters: [] })
    expect((await get('/meters?duty=soon')).json()).toMatchObject({ status: 400, code: 'FILTER_INVALID' })
    const own = (await get(`/duties/days?from=${on}&to=${on}`, api.tokens.octopus)).json<{ days: typeof days }>()
    expect(
      own.days.reduce((sum, { health }) => sum + Object.values(health).reduce((a, b) => a + b, 0), 0),
    ).toBeLessThan(counted)
  })
  it('refuses a range that is none, or longer than a calendar', async () => {
    for (const range of ['from=2026-02-02&to=2026-02-01', 'from=2026-01-01&to=2036-01-01']) {
      expect((await get(`/duties/days?${range}`)).json()).toMatchObject({ status: 400, code: 'DATE_RANGE_INVALID' })
    }
  })
})

describe('open exceptions', () => {
  it('are listed by owner with what was registered and reported, page by page and as CSV', async () => {
    const { exceptions } = (await get('/exceptions')).json<{ exceptions: { code: string; meters: number }[] }>()
    expect(exceptions).toMatchObject([{ code: 'INV_FIRMWARE', owner: 'supplier', meters: 2 }])
    const first = (await get('/exceptions/meters?owner=supplier&code=INV_FIRMWARE&limit=1')).json<{
      meters: object[]
      next: string
    }>()
    expect(first.meters).toMatchObject([{ journeyId: 3, exceptions: [{ code: 'INV_FIRMWARE', reported: '0.0.1' }] }])
    const second = await get(`/exceptions/meters?owner=supplier&code=INV_FIRMWARE&limit=1&cursor=${first.next}`)
    expect(second.json()).toMatchObject({ meters: [{ journeyId: 4 }], next: null })
    expect((await get('/exceptions/meters?owner=dcc')).json()).toEqual({ meters: [], next: null })
    const csv = (await get('/exceptions/meters.csv', api.tokens.edf)).text.trim().split('\n')
    expect(csv).toHaveLength(2)
    expect(csv[0]).toBe(
      'journey,device_id,fuel,supplier,smso,lane,owner,code,field,registered,reported,opened_at,closed_at',
    )
    expect(csv[1]).toMatch(/^3,.*,INV_FIRMWARE,/)
  })
  it('that were cleared are listed apart, with when', async () => {
    await api.fleet.db`update inventory_exception set closed_at = opened_at + interval '1 hour' where journey_id = 4`
    const listed = async (state: string) =>
      (await get(`/exceptions/meters?state=${state}`)).json<{
        meters: { journeyId: number; exceptions: { closedAt: string | null }[] }[]
      }>().meters
    expect(await listed('open')).toMatchObject([{ journeyId: 3, exceptions: [{ closedAt: null }] }])
    expect(await listed('closed')).toMatchObject([
      { journeyId: 4, exceptions: [{ closedAt: expect.stringMatching(/Z$/) as string }] },
    ])
  })
})

describe('the operations log', () => {
  it('tells what was decided and by whom, latest first, page by page', async () => {
    const batchId = await new Batches(api.fleet).started()
    api.fleet.now += 1_000
    await post('/lanes/stop', { reason: 'trial' })
    api.fleet.now += 1_000
    await post('/lanes/lift', { reason: 'over' })
    const seen: { at: string; about: string; what: string; subject: string | null; actor: string }[] = []
    let cursor = ''
    do {
      const page = (await get(`/decisions?limit=2${cursor}`)).json<{ decisions: typeof seen; next: string | null }>()
      seen.push(...page.decisions)
      cursor = page.next === null ? '' : `&cursor=${page.next}`
    } while (cursor !== '')
    expect(seen.slice(0, 2)).toMatchObject([
      { about: 'lane', what: 'lift', subject: null, actor: 'operator' },
      { about: 'lane', what: 'stop', subject: null, actor: 'operator' },
    ])
    const told = seen.map(({ about, what, subject }) => `${about} ${what} ${subject}`)
    expect(told).toEqual(
      expect.arrayContaining([
        `batch planned ${batchId}`,
        `batch approve ${batchId}`,
        'programme applied 1',
        'import import 1',
      ]),
    )
    expect(new Set(told).size).toBe(told.length)
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    )
    const lanes = (await get('/decisions?about=lane&actor=operator')).json<{ decisions: unknown[] }>()
    expect(lanes.decisions).toHaveLength(2)
    expect((await get('/decisions', api.tokens.edf)).status).toBe(403)
  })
})

describe('the audit log', () => {
  it('is asked by actor, action, target, code and time', async () => {
    await post('/lanes/lift', { reason: 'again' })
    const ask = async (query: string) =>
      (await get(`/audit?${query}`)).json<{ entries: { action: string; code: string | null; phase: string }[] }>()
        .entries
    const refused = await ask('code=LANE_NOT_STOPPED&actor=operator')
    expect(refused).toMatchObject([{ action: 'POST /lanes/lift', phase: 'answered', status: 409 }])
    expect((await ask('target=/v1/lanes/&phase=asked')).map(({ action }) => action)).toEqual([
      'POST /lanes/lift',
      'POST /lanes/lift',
      'POST /lanes/stop',
    ])
    expect(await ask('target=/v1/lane_')).toEqual([])
    const at = new Date(api.fleet.now).toISOString()
    expect((await ask(`from=${at}&action=POST%20/lanes/stop`)).length).toBe(0)
    expect((await ask(`to=${at}&action=POST%20/lanes/stop`)).length).toBe(2)
    expect(await ask('supplier=edf&action=POST%20/views')).toHaveLength(2)
  })
})

describe('long work', () => {
  it('is listed to who asked for it, and to who may see everyone’s', async () => {
    const upload = await api.call('/imports?name=empty.csv', {
      method: 'POST',
      token: api.tokens.operator,
      body: 'nothing\n',
      headers: { 'content-type': 'text/csv' },
    })
    const { operationId } = upload.json<{ operationId: string }>()
    expect((await get('/operations', api.tokens.operator)).json()).toMatchObject({
      operations: [{ operationId, kind: 'import' }],
      next: null,
    })
    expect((await get('/operations', api.tokens.approver)).json<{ operations: unknown[] }>().operations).toHaveLength(1)
    expect((await get('/operations', api.tokens.edf)).json()).toEqual({ operations: [], next: null })
  })
})
