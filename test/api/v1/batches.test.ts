import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Api } from '../../support/api.js'
import { Batches } from '../../support/batches.js'
import { installation } from '../../support/fleet.js'

let api: Api
let batches: Batches
beforeAll(async () => {
  api = await Api.open()
  const { fleet } = api
  batches = new Batches(fleet)
  const rows = Array.from({ length: 6 }, (_, n) => installation(fleet.programme, n + 1)).flat()
  await fleet.bring([...rows, ...installation(fleet.programme, 9, { electricity: { supplier: 'octopus' } })])
  await fleet.openAll()
})
afterAll(() => api.close())

const get = (url: string, token = api.tokens.auditor) => api.call(url, { token })
const post = (
  url: string,
  body: object = {},
  token = api.tokens.operator,
  headers: Readonly<Record<string, string>> = {},
) => api.call(url, { method: 'POST', token, body, headers })
const device = (n: number): string => `70b3d51f41${String(n).padStart(6, '0')}`

interface Dry {
  readonly batchId: number
  readonly members: number
}

const plan = async (over: object = {}): Promise<number> => {
  const made = await post('/batches', { name: 'first', filter: { supplier: 'edf' }, submit: true, ...over })
  expect(made.status, made.text).toBe(201)
  expect(made.headers.location).toBe(`/v1/batches/${made.json<Dry>().batchId}`)
  return made.json<Dry>().batchId
}

describe('planning a batch', () => {
  it('is tried dry, by filter and by a list of devices, and changes nothing', async () => {
    const dry = await post('/batches/dry-run', {
      filter: { supplier: 'EDF' },
      plan: { waves: { kind: 'canary', size: 2 } },
    })
    expect(dry.json()).toMatchObject({ matched: 6, members: 6, canGoNow: 6, waves: [2, 4], attempts: 6 })
    const list = await post('/batches/dry-run', { devices: `device_id\n${device(1)}\n${device(2)}\n${device(77)}\n` })
    expect(list.json()).toMatchObject({ matched: 2, unknownDevices: { count: 1 } })
    for (const devices of ['device_id\nnonsense\n', '"', ''])
      expect((await post('/batches/dry-run', { devices })).json()).toMatchObject({
        status: 422,
        code: 'DEVICE_LIST_BAD',
      })
    expect((await post('/batches/dry-run', { filter: { supplier: 'nobody' } })).json()).toMatchObject({
      status: 400,
      code: 'FILTER_INVALID',
    })
    expect((await get('/batches')).json()).toEqual({ batches: [], next: null })
  })

  it('freezes the set that was counted, told with its list of devices by length', async () => {
    const batchId = await plan({ devices: `${device(6)}\n`, name: 'one device' })
    const view = (await get(`/batches/${batchId}`)).json()
    expect(view).toMatchObject({
      name: 'one device',
      state: 'awaiting-approval',
      filter: { supplier: 'edf', devices: 1 },
      plannedBy: 'operator',
      progress: { members: 1, states: { left: 1 } },
      possible: ['approve', 'refuse', 'cancel'],
      summary: null,
    })
    expect((await post(`/batches/${batchId}/refuse`, { reason: 'no' }, api.tokens.approver)).json()).toEqual({
      batchId,
      state: 'refused',
    })
    expect((await get(`/batches/${batchId}`)).json()).toMatchObject({
      state: 'refused',
      remark: 'no',
      decidedBy: 'approver',
      summary: { asked: { filter: { devices: 1 }, members: 1 }, givenBack: { BAT_REFUSED: 1 } },
    })
  })
})

describe('a batch', () => {
  it('is approved by another person, on what that person saw, and then run, controlled and told', async () => {
    const { approver, admin, operator } = api.tokens
    const batchId = await plan({
      plan: { waves: { kind: 'sizes', sizes: [2, 2] }, next: { kind: 'check' }, whenStill: 'end' },
    })
    expect((await get(`/batches/${batchId}`)).json()).toMatchObject({ plan: { whenStill: 'end' } })
    const mine = (await post('/batches', { name: 'mine', devices: device(9), submit: true }, admin)).json<Dry>()
    expect((await post(`/batches/${mine.batchId}/approve`, {}, admin)).json()).toMatchObject({
      status: 403,
      code: 'SELF_APPROVAL',
    })
    expect((await post(`/batches/${batchId}/approve`, {}, operator)).status).toBe(403)
    const seen = String((await get(`/batches/${batchId}`)).headers.etag)
    await post(`/batches/${batchId}/rate`, { ratePerHour: 100 })
    const late = await post(`/batches/${batchId}/approve`, {}, approver, { 'if-match': seen })
    expect(late.json()).toMatchObject({ status: 412, code: 'BATCH_MOVED' })
    const now = String((await get(`/batches/${batchId}`)).headers.etag)
    const approved = await post(`/batches/${batchId}/approve`, { reason: 'agreed' }, approver, { 'if-match': now })
    expect(approved.json()).toEqual({ batchId, state: 'approved' })
    expect((await post(`/batches/${batchId}/rate`, { ratePerHour: null })).json()).toEqual({
      batchId,
      ratePerHour: null,
    })
    await batches.tend(batchId)
    expect((await get('/batches?open=true&health=true')).json()).toMatchObject({
      batches: [
        { batchId: mine.batchId, health: { health: 'needs-attention' } },
        { batchId, state: 'releasing' },
      ],
    })
    const urgent = (await get('/batches?attention=true')).json<{ batches: Dry[] }>()
    expect(urgent.batches).toMatchObject([
      { batchId: mine.batchId, filter: { devices: 1 }, health: { reasons: ['it awaits approval'] } },
    ])
    expect((await get('/batches?state=releasing')).json()).toMatchObject({
      batches: [{ batchId, filter: { supplier: 'edf' }, members: 6, states: { released: 2, left: 4 }, health: null }],
    })
    expect((await post(`/batches/${batchId}/waves/3/hold`)).json()).toMatchObject({ wave: 3, held: true })
    expect((await post(`/batches/${batchId}/waves/2/release`)).json()).toMatchObject({ wave: 2, state: 'open' })
    expect((await post(`/batches/${batchId}/waves/3/skip`)).json()).toMatchObject({ wave: 3, state: 'skipped' })
    expect((await post(`/batches/${batchId}/waves/9/skip`)).json()).toMatchObject({ status: 404, code: 'WAVE_UNKNOWN' })
    expect((await post(`/batches/${batchId}/pause`, { reason: 'wait' })).json()).toMatchObject({ state: 'pausing' })
    await batches.tend(batchId)
    expect((await post(`/batches/${batchId}/pause`)).json()).toMatchObject({ status: 409, code: 'BATCH_NOT_NOW' })
    expect((await post(`/batches/${batchId}/resume`)).json()).toMatchObject({ state: 'releasing' })
    const { events } = (await get(`/batches/${batchId}`)).json<{ events: { kind: string; actor: string }[] }>()
    expect(events.filter(({ actor }) => actor !== 'batch').map(({ kind, actor }) => `${kind} ${actor}`)).toEqual([
      ...['planned operator', 'rate operator', 'approve approver', 'rate operator', 'wave-hold operator'],
      ...['wave-open operator', 'wave-skip operator', 'pause operator', 'resume operator'],
    ])
    await post(`/batches/${mine.batchId}/cancel`)
  })

  it('has its members told page by page, by state and reason, and as CSV', async () => {
    const { batches: found } = (await get('/batches?state=releasing')).json<{ batches: Dry[] }>()
    const batchId = found[0]?.batchId ?? 0
    const first = (await get(`/batches/${batchId}/members?limit=2`)).json<{
      members: { journeyId: number }[]
      next: string
    }>()
    const second = (await get(`/batches/${batchId}/members?limit=500&cursor=${first.next}`)).json<{
      members: { journeyId: number }[]
      next: null
    }>()
    const ids = [...first.members, ...second.members].map(({ journeyId }) => journeyId)
    expect(new Set(ids).size).toBe(6)
    expect(second.next).toBeNull()
    const back = (await get(`/batches/${batchId}/members?state=given-back&code=BAT_WAVE_SKIPPED`)).json<{
      members: { wave: number }[]
    }>()
    expect(back.members.map(({ wave }) => wave)).toEqual([3, 3])
    const csv = await get(`/batches/${batchId}/members.csv?state=given-back`)
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(csv.text.split('\n')[0]).toBe(
      'journey,device_id,fuel,supplier,lane,wave,state,code,attempts,due_on,stage,released_at,ended_at,moved_to',
    )
    expect(csv.text.trim().split('\n')).toHaveLength(3)
    expect((await get('/batches/99/members.csv')).json()).toMatchObject({ status: 404, code: 'BATCH_UNKNOWN' })
  })
})
