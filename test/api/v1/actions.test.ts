import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createToken } from '../../../src/operations/access/tokens.js'
import { carryOn } from '../../../src/register/action/carry.js'
import { Api } from '../../support/api.js'
import { Batches } from '../../support/batches.js'
import { installation } from '../../support/fleet.js'

/* Meters 1 to 3 are EDF's, 4 to 6 Octopus's; all failed and need a fix first, but for 3, which is tried again by itself. */
let api: Api
let fenside: string
beforeAll(async () => {
  api = await Api.open()
  const { fleet } = api
  const of = (n: number, supplier: string) => installation(fleet.programme, n, { electricity: { supplier } })
  await fleet.bring([
    ...[1, 2, 3].flatMap((n) => of(n, 'edf')),
    ...[4, 5, 6].flatMap((n) => of(n, 'octopus')),
    ...[7, 8].flatMap((n) => of(n, 'fenside-energy')),
  ])
  await fleet.openAll()
  for (const submission of await fleet.claimed(fleet.lane('secure-meters'))) {
    fleet.now += 1_000
    const journeyId = submission.request.devices[0]?.journeyId
    await fleet.report(submission, { electricity: journeyId === 3 ? 'W101' : 'K401' })
  }
  const request = { name: 'fenside', roles: ['supplier'], scopes: [], supplier: 'fenside-energy', days: 1, by: 'test' }
  fenside = (await createToken(fleet.db, fleet.programme, { ...request, now: fleet.now })).token
})
afterAll(() => api.close())

const get = (url: string, token = api.tokens.auditor) => api.call(url, { token })
const post = (url: string, body: object = {}, token = api.tokens.operator) =>
  api.call(url, { method: 'POST', token, body })

interface Begun {
  readonly actionId: number
  readonly meters: number
  readonly can: number
}

/** Workers and journeys do their part until the action has nothing left to do. */
async function carryOut(actionId: number): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) {
    if ((await carryOn(api.fleet.db, actionId, api.fleet.now)).kind === 'over') return
    await api.fleet.takeMessages()
  }
  throw new Error('the action does not end')
}

describe('failures', () => {
  it('are grouped by cause, of a code and a firmware where these are given', async () => {
    const { failures } = (await get('/failures')).json<{
      failures: { failure: string; firmware: string; meters: number }[]
    }>()
    expect(failures.map(({ failure, meters }) => `${failure} ${meters}`)).toEqual(['K401 5', 'W101 1'])
    const { firmware } = failures[0] ?? { firmware: '' }
    const one = (await get(`/failures?failure=w101&firmware=${firmware}`)).json<{ failures: { failure: string }[] }>()
    expect(one.failures.map(({ failure }) => failure)).toEqual(['W101'])
    expect((await get('/failures?firmware=none')).json()).toEqual({ failures: [] })
    const list = (await get('/meters?failure=K401&open-failure=true')).json<{ meters: unknown[] }>()
    expect(list.meters).toHaveLength(5)
  })
})

describe('an action', () => {
  it('means just the meters that are chosen by their numbers, and of a supplier its own of these', async () => {
    const order = { kind: 'hand', filter: { journeys: '1,3,4' }, owner: 'field team', note: 'look' }
    expect((await post('/actions/dry-run', order)).json()).toMatchObject({ meters: 3, can: 3 })
    const own = { kind: 'retry', filter: { journeys: '1,3,4' } }
    expect((await post('/actions/dry-run', own, api.tokens.edf)).json()).toMatchObject({ meters: 2 })
    const listed = (await get('/meters?journeys=4,3')).json<{ meters: { journeyId: number }[] }>().meters
    expect(listed.map(({ journeyId }) => journeyId)).toEqual([3, 4])
    expect((await post('/actions/dry-run', { ...own, filter: { journeys: '1;2' } })).json()).toMatchObject({
      status: 400,
      code: 'REQUEST_INVALID',
    })
  })
  it('is counted dry, then begun for the same meters, carried out, and told with what came of it', async () => {
    const filter = { failure: 'K401' }
    const dry = await post('/actions/dry-run', { kind: 'retry', filter })
    expect(dry.json()).toMatchObject({ meters: 5, can: 0, cannot: [{ code: 'FIX_NOT_DONE', meters: 5 }], badRows: [] })
    expect((await get('/actions')).json()).toEqual({ actions: [], next: null })
    const fixed = await post('/actions', { kind: 'fixed', filter, fix: 'keys recovered' })
    expect(fixed.status, fixed.text).toBe(201)
    await carryOut(fixed.json<Begun>().actionId)
    const retry = (await post('/actions', { kind: 'retry', filter, reason: 'keys are back' })).json<Begun>()
    expect(retry).toMatchObject({ meters: 5, can: 5 })
    await carryOut(retry.actionId)
    expect((await get(`/actions/${retry.actionId}`)).json()).toMatchObject({
      kind: 'retry',
      state: 'finished',
      request: { kind: 'retry', at: null },
      filter: { failure: 'K401', openFailure: true },
      actor: 'operator',
      supplier: null,
      meters: 5,
      done: 5,
      outcomes: { underWay: 5 },
    })
    const ofCode = async (code: string) =>
      (await get(`/actions?failure=${code}`)).json<{ actions: { actionId: number }[] }>().actions
    expect((await ofCode('K401')).map(({ actionId }) => actionId)).toContain(retry.actionId)
    expect(await ofCode('W101')).toEqual([])
    const first = (await get(`/actions/${retry.actionId}/members?limit=3&state=done`)).json<{
      members: unknown[]
      next: string
    }>()
    expect(first.members).toHaveLength(3)
    const rest = await get(`/actions/${retry.actionId}/members?limit=3&state=done&cursor=${first.next}`)
    expect(rest.json()).toMatchObject({ members: [{}, {}], next: null })
    const csv = await get(`/actions/${retry.actionId}/members.csv`)
    expect(csv.text.split('\n')[0]).toBe(
      'journey,device_id,supplier,state,code,message,decided_at,outcome,outcome_code,outcome_at,stage,stage_code,batch',
    )
    expect(csv.text.trim().split('\n')).toHaveLength(6)
    expect((await get('/actions?kind=retry')).json()).toMatchObject({ actions: [{ actionId: retry.actionId }] })
    expect((await get('/actions/99')).json()).toMatchObject({ status: 404, code: 'ACTION_UNKNOWN' })
  })

  it('that is held waits for its start, and can be stopped', async () => {
    const held = (
      await post('/actions', {
        kind: 'hand',
        filter: { stage: 'retry' },
        owner: 'field team',
        note: 'visit',
        held: true,
      })
    ).json<Begun>()
    expect((await get(`/actions/${held.actionId}`)).json()).toMatchObject({ state: 'prepared', pending: 1 })
    expect((await post(`/actions/${held.actionId}/start`)).json()).toMatchObject({ state: 'running' })
    expect((await post(`/actions/${held.actionId}/stop`, { reason: 'asked for twice' })).json()).toMatchObject({
      state: 'stopping',
      stopReason: 'asked for twice',
    })
    expect((await get('/decisions?about=action')).json<{ decisions: object[] }>().decisions).toContainEqual(
      expect.objectContaining({ what: 'stop', subject: String(held.actionId), reason: 'asked for twice' }),
    )
    await carryOut(held.actionId)
    expect((await get(`/actions/${held.actionId}`)).json()).toMatchObject({ state: 'stopped', stopped: 1 })
    expect((await post(`/actions/${held.actionId}/stop`)).json()).toMatchObject({ status: 409, code: 'ACTION_ENDED' })
  })

  it('by a file of corrections names the rows that will not do, and goes on with the others', async () => {
    const csv = 'meter,firmware\n3,9.9.9\n999,1\n3,8\n'
    const dry = await post('/actions/dry-run', { kind: 'correct', csv })
    expect(dry.json()).toMatchObject({
      meters: 1,
      badRows: [
        { line: 3, code: 'METER_UNKNOWN' },
        { line: 4, code: 'CORRECTION_TWICE' },
      ],
      badRowsInAll: 2,
    })
    expect((await post('/actions', { kind: 'correct', csv: 'nothing' })).json()).toMatchObject({
      status: 422,
      code: 'CORRECTIONS_UNREADABLE',
    })
    expect((await post('/actions', { kind: 'retry', filter: {} })).json()).toMatchObject({
      code: 'ACTION_WITHOUT_FILTER',
    })
    expect((await post('/actions', { kind: 'retry', filter: { failure: 'Z999' } })).json()).toMatchObject({
      status: 409,
      code: 'ACTION_EMPTY',
    })
  })

  it('needs what its decision about one meter needs', async () => {
    const { approver, operator, auditor, edf } = api.tokens
    const exclude = { kind: 'exclude', filter: { failure: 'K401' }, category: 'uneconomic-to-test', evidence: 'CASE-1' }
    const status = async (body: object, token: string) => (await post('/actions/dry-run', body, token)).status
    expect(await status(exclude, operator)).toBe(403)
    expect(await status(exclude, approver)).toBe(200)
    expect(await status({ kind: 'retry', filter: { failure: 'K401' } }, approver)).toBe(403)
    expect(await status({ kind: 'retry', filter: { failure: 'K401' } }, auditor)).toBe(403)
    for (const body of [exclude, { kind: 'refer', filter: { failure: 'K401' }, addressee: 'DCC', reference: 'X' }])
      expect(await status(body, edf)).toBe(403)
  })
})

describe('a supplier', () => {
  it('acts on its own meters alone, whatever the filter or the file says', async () => {
    const { edf, octopus } = api.tokens
    const all = { kind: 'retry', filter: {} }
    expect((await post('/actions/dry-run', all, edf)).json()).toMatchObject({ code: 'ACTION_WITHOUT_FILTER' })
    const stage = { ...all, filter: { fuel: 'electricity' } }
    expect((await post('/actions/dry-run', stage, edf)).json()).toMatchObject({ meters: 3 })
    expect((await post('/actions/dry-run', { ...all, filter: { supplier: 'octopus' } }, edf)).status).toBe(400)
    const device = '70b3d51f41000004'
    const csv = `meter,firmware\n4,9\n${device},9\n99,9\n3,9.9\n`
    const dry = (await post('/actions/dry-run', { kind: 'correct', csv }, edf)).json<{
      meters: number
      badRows: { line: number; code: string; message: string }[]
    }>()
    expect(dry.meters).toBe(1)
    expect(dry.badRows.map(({ line, code }) => `${line} ${code}`)).toEqual(
      [2, 3, 4].map((line) => `${line} METER_UNKNOWN`),
    )
    const clash = await post('/actions/dry-run', { kind: 'correct', csv: `meter,device_id\n3,${device}\n` }, edf)
    expect(clash.json()).toMatchObject({ meters: 0, badRows: [{ line: 2, code: 'CORRECTION_INVALID' }] })
    expect(clash.text).not.toMatch(/journey 4/)
    const away = await post('/actions/dry-run', { kind: 'correct', csv: 'meter,supplier\n3,octopus\n' }, edf)
    expect(away.json()).toMatchObject({ meters: 0, badRows: [{ code: 'CORRECTION_INVALID' }] })
    const { actionId } = (await post('/actions', { ...stage, reason: 'again' }, edf)).json<Begun>()
    expect((await get(`/actions/${actionId}`, edf)).json()).toMatchObject({ meters: 3, supplier: 'edf' })
    expect((await get('/actions', octopus)).json()).toEqual({ actions: [], next: null })
    for (const url of [`/actions/${actionId}`, `/actions/${actionId}/members`, `/actions/${actionId}/members.csv`]) {
      expect((await get(url, octopus)).json()).toMatchObject({ status: 404, code: 'ACTION_UNKNOWN' })
    }
    expect((await post(`/actions/${actionId}/stop`, {}, octopus)).status).toBe(404)
    expect((await get('/actions', edf)).json<{ actions: unknown[] }>().actions).toHaveLength(1)
  })

  it('sees which batches wait for its word, and gives it, singly or by a file', async () => {
    const batches = new Batches(api.fleet)
    const { edf } = api.tokens
    const { batchId } = await batches.plan({}, { supplier: 'fenside-energy' })
    const other = await batches.plan({}, { supplier: 'edf' })
    const awaited = (token: string) => get('/authorisations?awaited=true', token)
    expect((await awaited(fenside)).json()).toMatchObject({
      authorisations: [{ batchId, supplier: 'fenside-energy', awaited: 2, decision: null, state: 'awaiting-approval' }],
    })
    expect((await awaited(edf)).json()).toEqual({
      standing: [{ supplier: 'edf', given: true, accepted: true }],
      authorisations: [],
    })
    expect((await awaited(api.tokens.operator)).json()).toMatchObject({ authorisations: [{ batchId }] })
    const files = await get(`/batches/${batchId}/authorisations?sender=00db123400000001`, fenside)
    const [file] = files.json<{ files: { name: string; text: string; meters: number }[] }>().files
    expect(file).toMatchObject({
      name: expect.stringMatching(/^MA_FENSIDE-ENERGY_00DB123400000001_/) as string,
      meters: 2,
    })
    for (const token of [edf, fenside]) {
      const theirs = token === edf ? batchId : other.batchId
      for (const [url, body] of [
        ['authorise', {}],
        ['authorisations', { name: 'x', text: 'y' }],
      ] as const)
        expect((await post(`/batches/${theirs}/${url}`, body, token)).json()).toMatchObject({ code: 'BATCH_UNKNOWN' })
      expect((await get(`/batches/${theirs}/authorisations`, token)).json()).toMatchObject({ code: 'BATCH_UNKNOWN' })
    }
    expect((await post(`/batches/${batchId}/authorise`, { supplier: 'edf' }, fenside)).json()).toMatchObject({
      status: 400,
      code: 'SUPPLIER_UNKNOWN',
    })
    const lines = (file?.text ?? '').trim().split('\n')
    const text = [lines[0], ...lines.slice(1).map((line) => line.replace(/,,$/, ',authorised,'))].join('\n')
    const name = file?.name ?? ''
    const bad = await post(`/batches/${batchId}/authorisations`, { name, text: `${text}\n${batchId},x` }, fenside)
    expect(bad.json()).toMatchObject({ status: 422, code: 'AUTHORISATION_FILE_BAD' })
    const [head, first] = text.split('\n')
    const part = name.replace(/\d{6}\.csv$/, '000000.csv')
    await post(`/batches/${batchId}/authorisations`, { name: part, text: `${head ?? ''}\n${first ?? ''}` }, fenside)
    expect((await get('/authorisations', fenside)).json()).toMatchObject({ authorisations: [{ decision: 'partly' }] })
    const taken = await post(`/batches/${batchId}/authorisations`, { name, text }, fenside)
    expect(taken.json()).toMatchObject({ authorised: 2, refused: 0, alreadyRead: false })
    expect((await post(`/batches/${batchId}/authorisations`, { name, text }, fenside)).json()).toMatchObject({
      alreadyRead: true,
    })
    const word = (await post(`/batches/${batchId}/authorise`, { decision: 'refused', reason: 'no' }, fenside)).json()
    expect(word).toEqual({ batchId, supplier: 'fenside-energy', decision: 'refused', meters: 2 })
    expect((await get('/authorisations', fenside)).json()).toMatchObject({
      authorisations: [{ batchId, decision: 'refused', decidedBy: 'fenside' }],
    })
  })
})
