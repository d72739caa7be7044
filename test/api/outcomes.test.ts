import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createServer } from '../../src/api/server.js'
import { addDays } from '../../src/domain/calendar.js'
import { signatureHeader, signCallback } from '../../src/gateways/outcome-callback.js'
import type { ClaimedSubmission } from '../../src/register/lane/claim.js'
import { expectAgreement } from '../support/agreement.js'
import { Fleet, installation } from '../support/fleet.js'

// Each line of the table “What arrives / What it does” in docs/journey.md, from the callback to the journey's evidence.

const secret = 'test-secret-of-callbacks'
const hour = 3_600_000
let fleet: Fleet
let server: FastifyInstance
let submission: ClaimedSubmission

beforeEach(async () => {
  fleet = await Fleet.open()
  await fleet.bring(installation(fleet.programme, 1))
  await fleet.openAll()
  submission = await claimed()
  server = createServer({ db: fleet.db, secrets: [secret], clock: () => fleet.now, log: pino({ level: 'silent' }) })
})
afterEach(async () => {
  await server.close()
  await fleet.test.drop()
})

async function claimed(): Promise<ClaimedSubmission> {
  const [first] = await fleet.claimed(fleet.lane('secure-meters'))
  if (first === undefined) throw new Error('nothing claimed')
  return first
}

interface Wire {
  readonly outcomeId: string
  readonly submissionId: string | null
  readonly deviceId: string
  readonly result: 'commissioned' | 'failed'
  readonly code: string | null
  readonly occurredAt: string
}
/** What DCC reports of a submission's device: a code for a failure, null for commissioned. */
function outcome(outcomeId: string, code: string | null, over: Partial<Wire> = {}, of = submission): Wire {
  const deviceId = of.request.devices[0]?.deviceId ?? ''
  return {
    outcomeId,
    submissionId: of.submission_id,
    deviceId,
    result: code === null ? 'commissioned' : 'failed',
    code,
    occurredAt: new Date(fleet.now).toISOString(),
    ...over,
  }
}
async function post(payload: string, signature = signCallback(secret, Math.round(fleet.now / 1_000), payload)) {
  const response = await server.inject({
    method: 'POST',
    url: '/callbacks/dcc/outcomes',
    headers: { 'content-type': 'application/json', [signatureHeader]: signature },
    payload,
  })
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() }
}
/** The callback, and the step of every journey that it tells. */
async function arrive(...outcomes: readonly Wire[]) {
  const answer = await post(JSON.stringify({ outcomes }))
  expect(answer.status).toBe(202)
  await fleet.takeMessages()
  return answer.body
}
async function verdicts(): Promise<Readonly<Record<string, string | null>>> {
  const rows = await fleet.db<
    { outcome_id: string; verdict: string | null }[]
  >`select outcome_id, verdict from outcome order by outcome_id`
  return Object.fromEntries(rows.map(({ outcome_id, verdict }) => [outcome_id, verdict]))
}
const moves = async (): Promise<readonly string[]> =>
  (await fleet.db<{ to_stage: string }[]>`select to_stage from evidence where kind = 'stage' order by evidence_id`).map(
    ({ to_stage }) => to_stage,
  )
const metOn = async () =>
  (await fleet.db<{ met_on: string | null }[]>`select met_on from journey where journey_id = 1`)[0]?.met_on
const openSubmissions = async () => (await fleet.db`select from submission where state <> 'landed'`).length

/** What the figures of suppliers have. */
const counted = async () =>
  (
    await fleet.db`select sum(attempts)::int as attempts, sum(failed)::int as failed, sum(enrolled)::int as enrolled from supplier_month`
  )[0]

async function secondAttempt(): Promise<ClaimedSubmission> {
  await arrive(outcome('first', 'W101'))
  fleet.now += 60_000
  await fleet.steps([{ journeyId: 1, cause: { kind: 'time' } }])
  return claimed()
}

describe('an outcome that comes', () => {
  it('doubled counts once: one move, one attempt', async () => {
    await arrive(outcome('o', 'W101'))
    expect(await arrive(outcome('o', 'W101'))).toEqual({ stored: 0, duplicates: 1, unknown: 0 })
    await arrive(outcome('o-again', 'W101'))
    expect(await verdicts()).toEqual({ o: 'taken', 'o-again': 'earlier-attempt' })
    expect(await moves()).toEqual(['migration', 'retry'])
  })
  it('doubled after enrolment is a duplicate', async () => {
    await arrive(outcome('o', null), outcome('p', null))
    expect(await verdicts()).toEqual({ o: 'taken', p: 'duplicate' })
    expect(await moves()).toEqual(['migration', 'enrolled'])
    expect(await counted()).toEqual({ attempts: 1, failed: 0, enrolled: 1 })
  })
  it('as a failure and as a success in one step is a success, and one attempt', async () => {
    await arrive(outcome('o', 'W101'), outcome('p', null))
    expect(await fleet.stages()).toEqual(['enrolled'])
    expect(await fleet.db`select number, result from attempt`).toEqual([{ number: 1, result: 'commissioned' }])
    expect(await counted()).toMatchObject({ attempts: 1, enrolled: 1 })
    await expectAgreement(fleet)
  })
  it('late, after the due date, is taken with the day on which it happened', async () => {
    const happened = fleet.now + 24 * hour
    fleet.now += 300 * 24 * hour
    await arrive(outcome('o', null, { occurredAt: new Date(happened).toISOString() }))
    expect(await fleet.stages()).toEqual(['enrolled'])
    expect(await metOn()).toBe('2026-06-02')
  })
  it('out of order, the failure of the first attempt after the second was claimed, changes nothing', async () => {
    const second = await secondAttempt()
    await arrive(outcome('late', 'T201'))
    expect(await fleet.stages()).toEqual(['migration/in-flight'])
    await arrive(outcome('second', null, {}, second))
    expect(await verdicts()).toEqual({ first: 'taken', late: 'earlier-attempt', second: 'taken' })
    expect(await fleet.stages()).toEqual(['enrolled'])
  })
  it('for an earlier attempt as commissioned enrols, and the attempt in flight still lands by its own', async () => {
    const second = await secondAttempt()
    await arrive(outcome('earlier', null))
    expect(await fleet.stages()).toEqual(['enrolled'])
    expect(await openSubmissions()).toBe(1)
    await arrive(outcome('second', 'W101', {}, second))
    expect(await verdicts()).toEqual({ first: 'taken', earlier: 'taken', second: 'after-the-end' })
    expect(await openSubmissions()).toBe(0)
    expect(await fleet.db`select number, result from attempt order by number`).toEqual([
      { number: 1, result: 'commissioned' },
      { number: 2, result: 'failed' },
    ])
  })
  it('for an unknown device is kept, and concerns no journey', async () => {
    await arrive(outcome('o', null, { deviceId: '00-00-00-00-00-00-00-00' }))
    expect(await verdicts()).toEqual({ o: 'unknown-device' })
    expect(await moves()).toEqual(['migration'])
  })
  it('for a device written in another form finds it', async () => {
    const deviceId = (submission.request.devices[0]?.deviceId ?? '').replaceAll('-', '').toLowerCase()
    await arrive(outcome('o', null, { deviceId }))
    expect(await fleet.stages()).toEqual(['enrolled'])
  })
  it('with a bad signature, or altered after it was signed, is refused and not stored', async () => {
    const body = JSON.stringify({ outcomes: [outcome('o', 'W101')] })
    expect((await post(body, signCallback('another', Math.round(fleet.now / 1_000), body))).status).toBe(401)
    const signed = signCallback(secret, Math.round(fleet.now / 1_000), body)
    expect((await post(body.replace('W101', 'X901'), signed)).status).toBe(401)
    expect(await verdicts()).toEqual({})
    expect(await fleet.stages()).toEqual(['migration/in-flight'])
  })
  it('skewed in time beyond five minutes is refused either way, and taken when sent anew', async () => {
    const body = JSON.stringify({ outcomes: [outcome('o', null)] })
    for (const skew of [-301, 301]) {
      expect(await post(body, signCallback(secret, Math.round(fleet.now / 1_000) + skew, body))).toMatchObject({
        status: 401,
        body: { code: 'CALLBACK_UNSIGNED' },
      })
    }
    expect(await verdicts()).toEqual({})
    for (const skew of [-299, 299])
      expect((await post(body, signCallback(secret, Math.round(fleet.now / 1_000) + skew, body))).status).toBe(202)
    await fleet.takeMessages()
    expect(await fleet.stages()).toEqual(['enrolled'])
  })
  it('replayed, the same bytes within the window, changes nothing', async () => {
    const body = JSON.stringify({ outcomes: [outcome('o', 'W101')] })
    const signature = signCallback(secret, Math.round(fleet.now / 1_000), body)
    await post(body, signature)
    await fleet.takeMessages()
    const before = await fleet.db`select * from evidence order by evidence_id`
    expect(await post(body, signature)).toEqual({ status: 202, body: { stored: 0, duplicates: 1, unknown: 0 } })
    expect(await fleet.db`select * from outbox`).toEqual([])
    expect(await fleet.db`select * from evidence order by evidence_id`).toEqual(before)
  })
  it.each([
    ['in the future', 40, '2026-06-01'],
    ['before the claim', -400, '2026-06-01'],
  ])('dated %s meets the duty on a day that can be', async (_name, days, day) => {
    await arrive(outcome('o', null, { occurredAt: new Date(fleet.now + days * 24 * hour).toISOString() }))
    expect([await fleet.stages(), await metOn()]).toEqual([['enrolled'], day])
  })
  it('without a submission counts for the attempt in flight if it happened since its claim', async () => {
    await arrive(outcome('old', 'W101', { submissionId: null, occurredAt: new Date(fleet.now - hour).toISOString() }))
    await arrive(outcome('new', 'K401', { submissionId: null }))
    expect(await verdicts()).toEqual({ old: 'earlier-attempt', new: 'taken' })
    expect([await fleet.stages(), await openSubmissions()]).toEqual([['needs-action'], 0])
  })
})

describe('commissioned', () => {
  it('wins over an exclusion', async () => {
    await arrive(outcome('first', 'K401'))
    await fleet.command(1, { kind: 'exclude', category: 'missing-master-keys', evidence: 'CASE-1' })
    await arrive(outcome('o', null))
    expect([await fleet.stages(), await metOn()]).toEqual([['enrolled'], '2026-06-01'])
    expect(await verdicts()).toEqual({ first: 'taken', o: 'taken' })
  })
  it.each([
    ['replaced', { kind: 'replace', step: 'done', on: '2026-06-01', newDeviceId: '70-B3-D5-1F-30-00-A0-99' }],
    ['lost', { kind: 'lose', reason: 'stolen', on: '2026-06-01' }],
  ] as const)('of a meter %s is noted, and its attempt no longer holds the lane', async (stage, command) => {
    await fleet.command(1, command)
    await arrive(outcome('o', null))
    expect([await fleet.stages(), await verdicts(), await openSubmissions()]).toEqual([
      [stage],
      { o: 'after-the-end' },
      0,
    ])
    expect((await fleet.db`select code from evidence order by evidence_id desc limit 1`)[0]?.code).toBe(
      'OUT_AFTER_THE_END',
    )
  })
})

describe('a failure', () => {
  it('after enrolment changes nothing', async () => {
    await arrive(outcome('o', null))
    await arrive(outcome('p', 'W101'))
    expect([await fleet.stages(), await verdicts()]).toEqual([['enrolled'], { o: 'taken', p: 'after-the-end' }])
  })
  it('of a meter lost meanwhile lets its sibling go on', async () => {
    await fleet.bring(installation(fleet.programme, 2, { gas: true }))
    await fleet.steps([2, 3].map((journeyId) => ({ journeyId, cause: { kind: 'open', run: 'first' } as const })))
    const both = await claimed()
    await fleet.command(2, { kind: 'lose', reason: 'stolen', on: fleet.today })
    await fleet.report(both, { gas: 'GT01', electricity: 'W101' })
    fleet.now += 60_000
    await fleet.steps([{ journeyId: 3, cause: { kind: 'time' } }])
    expect((await fleet.stages()).slice(1)).toEqual(['lost', 'migration/ready'])
  })
  it('under the submission of another device changes nothing', async () => {
    await fleet.bring(installation(fleet.programme, 2))
    await fleet.steps([{ journeyId: 2, cause: { kind: 'open', run: 'first' } }])
    const other = await claimed()
    await arrive(outcome('o', 'X901', { submissionId: other.submission_id }))
    expect([await fleet.stages(), await verdicts()]).toEqual([
      ['migration/in-flight', 'migration/in-flight'],
      { o: 'earlier-attempt' },
    ])
  })
})

describe('many outcomes', () => {
  it('in two callbacks at once that overlap are stored once each', async () => {
    const all = Array.from({ length: 60 }, (_, i) =>
      outcome(`o-${String(i).padStart(2, '0')}`, 'W101', i % 2 === 0 ? {} : { deviceId: '00-00-00-00-00-00-00-00' }),
    )
    const bodies = [all.slice(0, 40), all.slice(20).reverse(), all].map((outcomes) => JSON.stringify({ outcomes }))
    const answers = await Promise.all(bodies.map((body) => post(body)))
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202])
    expect(answers.reduce((sum, { body }) => sum + Number(body.stored), 0)).toBe(60)
    await fleet.takeMessages()
    expect(Object.values(await verdicts()).filter((verdict) => verdict === 'taken')).toHaveLength(1)
    expect(await moves()).toEqual(['migration', 'retry'])
  })
  it('a thousand in one callback are taken, and one more is refused as a whole', async () => {
    const all = Array.from({ length: 1_001 }, (_, i) =>
      outcome(`o-${i}`, null, i === 0 ? {} : { deviceId: '00-00-00-00-00-00-00-00' }),
    )
    expect((await post(JSON.stringify({ outcomes: all }))).status).toBe(400)
    expect(await verdicts()).toEqual({})
    expect(await arrive(...all.slice(0, 1_000))).toEqual({ stored: 1_000, duplicates: 0, unknown: 999 })
    expect(await fleet.stages()).toEqual(['enrolled'])
  })
})

describe('nothing', () => {
  it('coming leaves the attempt in flight, and the duty’s dates as they were', async () => {
    fleet.now += 400 * 24 * hour
    await fleet.steps([{ journeyId: 1, cause: { kind: 'time' } }])
    const [duty] = await fleet.db<{ due_on: string; breached_on: string }[]>`select due_on, breached_on from journey`
    expect(await fleet.stages()).toEqual(['migration/in-flight'])
    expect(duty?.breached_on).toBe(addDays(duty?.due_on ?? '', 1))
  })
})
