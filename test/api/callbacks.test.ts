import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createServer } from '../../src/api/server.js'
import { signatureHeader, signCallback } from '../../src/gateways/outcome-callback.js'
import type { ClaimedSubmission } from '../../src/register/lane/claim.js'
import { Fleet, installation } from '../support/fleet.js'

const secret = 'test-secret-of-callbacks'
let fleet: Fleet
let server: FastifyInstance
let submission: ClaimedSubmission

beforeEach(async () => {
  fleet = await Fleet.open()
  await fleet.bring(installation(fleet.programme, 1))
  await fleet.openAll()
  const [claimed] = await fleet.claimed(fleet.lane('secure-meters'))
  if (claimed === undefined) throw new Error('nothing claimed')
  submission = claimed
  server = createServer({ db: fleet.db, secrets: [secret], clock: () => fleet.now, log: pino({ level: 'silent' }) })
})
afterEach(async () => {
  await server.close()
  await fleet.test.drop()
})

const outcome = (over: Readonly<Record<string, unknown>> = {}) => ({
  outcomeId: 'o-1',
  submissionId: submission.submission_id,
  deviceId: submission.request.devices[0]?.deviceId,
  result: 'commissioned',
  code: null,
  occurredAt: new Date(fleet.now).toISOString(),
  ...over,
})
async function send(body: unknown, options: { readonly signature?: string; readonly at?: number } = {}) {
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  const header = options.signature ?? signCallback(secret, Math.round((options.at ?? fleet.now) / 1_000), payload)
  const response = await server.inject({
    method: 'POST',
    url: '/callbacks/dcc/outcomes',
    headers: { 'content-type': 'application/json', [signatureHeader]: header },
    payload,
  })
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() }
}

describe('an outcome callback', () => {
  it('is stored before it is acknowledged, and leads to enrolment', async () => {
    expect(await send({ outcomes: [outcome()] })).toEqual({
      status: 202,
      body: { stored: 1, duplicates: 0, unknown: 0 },
    })
    await fleet.takeMessages()
    expect(await fleet.stages()).toEqual(['enrolled'])
  })
  it('sent again, or twice in one callback, changes nothing', async () => {
    expect((await send({ outcomes: [outcome(), outcome()] })).body).toEqual({ stored: 1, duplicates: 1, unknown: 0 })
    expect((await send({ outcomes: [outcome()] })).body).toEqual({ stored: 0, duplicates: 1, unknown: 0 })
    expect(await fleet.db`select * from outbox where kind = 'outcome'`).toHaveLength(1)
  })
  it('of an unknown device is kept for a person, and concerns no journey', async () => {
    expect(
      (await send({ outcomes: [outcome({ deviceId: '00-00-00-00-00-00-00-00', submissionId: null })] })).body,
    ).toEqual({ stored: 1, duplicates: 0, unknown: 1 })
    expect((await fleet.db`select journey_id, verdict from outcome`)[0]).toEqual({
      journey_id: null,
      verdict: 'unknown-device',
    })
    expect(await fleet.db`select * from outbox`).toEqual([])
  })
  it('finds its meter by what was submitted, even if the device id was corrected meanwhile', async () => {
    const before = outcome()
    await fleet.db`update meter set device_id = '70-B3-D5-1F-99-99-99-99'`
    await send({ outcomes: [before] })
    expect((await fleet.db`select journey_id from outcome`)[0]).toEqual({ journey_id: 1 })
  })
  it.each([
    ['no signature', {}, { signature: '' }, 401, 'CALLBACK_UNSIGNED'],
    ['a wrong signature', {}, { signature: signCallback('another', 1, '{}') }, 401, 'CALLBACK_UNSIGNED'],
    ['no outcomes', { outcomes: [] }, {}, 400, 'CALLBACK_MALFORMED'],
    ['no JSON', 'outcomes', {}, 400, 'CALLBACK_MALFORMED'],
  ])('with %s is refused as a problem', async (_name, body, options, status, code) => {
    expect(await send(body, options)).toMatchObject({ status, body: { status, code } })
    expect(await fleet.db`select * from outcome`).toEqual([])
  })
  it('signed too long ago is refused, and a wrong field is named', async () => {
    expect(await send({ outcomes: [outcome()] }, { at: fleet.now - 301_000 })).toMatchObject({
      status: 401,
      body: { detail: expect.stringContaining('replay window') as string },
    })
    expect(await send({ outcomes: [outcome({ result: 'maybe' })] })).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('outcomes.0.result') as string },
    })
  })
})

describe('the service', () => {
  it('tells its health and its metrics', async () => {
    expect((await server.inject('/health')).json()).toEqual({ status: 'ok' })
    const metrics = (await server.inject('/metrics')).body
    expect(metrics).toContain('meterlift_journeys{stage="migration"} 1')
  })
})
