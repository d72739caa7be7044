import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { DeviceId } from '../../src/domain/brands.js'
import { parseDeviceId } from '../../src/domain/identifiers.js'
import { createDccGateway, type SubmissionRequest } from '../../src/gateways/dcc.js'
import { GatewayError } from '../../src/gateways/errors.js'
import { signatureHeader, signCallback, verifyCallback } from '../../src/gateways/outcome-callback.js'
import { createSmiGateway } from '../../src/gateways/smi.js'
import { createSmsoGateway } from '../../src/gateways/smso.js'
import type { WireOutcome } from '../../src/gateways/wire.js'
import { runCallbacks } from '../../src/sandbox/callbacks.js'
import { openFaults } from '../../src/sandbox/faults.js'
import { createSchema } from '../../src/sandbox/schema.js'
import { parseScript, type Script } from '../../src/sandbox/script.js'
import { createSandboxServer } from '../../src/sandbox/server.js'
import { openSandbox, type Sandbox } from '../../src/sandbox/state.js'
import { loadWorld } from '../../src/sandbox/world.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'

const token = 'test-token-of-the-sandbox'
const secret = 'test-secret-of-callbacks'
const id = (n: number): DeviceId => {
  const parsed = parseDeviceId(n.toString(16).padStart(16, '0'))
  if (parsed === null) throw new Error(String(n))
  return parsed
}
const columns =
  'meter_point,fuel,supplier,device_id,manufacturer,model,firmware,hub_id,hub_manufacturer,hub_model,hub_firmware,smso,payment_mode,keys,smso_known,smi_status,fate'
const row = (n: number, fate: string, more: { known?: string; fuel?: string } = {}): string =>
  `100000000${n},${more.fuel ?? 'electricity'},British Gas,${id(n)},Itron,E,1,${id(900 + n)},Itron,H,2,Trilliant,credit,yes,${more.known ?? 'yes'},,${fate}`

let test: TestDatabase
let db: Sandbox
let server: FastifyInstance
let url: string
let receiver: FastifyInstance
let received: { readonly outcome: WireOutcome; readonly check: string }[] = []
let answer = 202
const script: { current: Script | null } = { current: null }
const stop = new AbortController()

beforeAll(async () => {
  test = await createTestDatabase('template1')
  db = openSandbox(test.url)
  await createSchema(db)
  const log = pino({ level: 'silent' })
  receiver = Fastify()
  receiver.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  receiver.post<{ Body: string }>('/callbacks/dcc/outcomes', async (request, reply) => {
    const check = verifyCallback({
      secrets: [secret],
      header: String(request.headers[signatureHeader]),
      body: request.body,
      now: Date.now(),
      toleranceMs: 60_000,
    })
    const { outcomes } = JSON.parse(request.body) as { outcomes: WireOutcome[] }
    if (answer === 202) received.push(...outcomes.map((outcome) => ({ outcome, check: check.kind })))
    return reply.code(check.kind === 'ok' ? answer : 401).send({})
  })
  const callbackUrl = await receiver.listen({ host: '127.0.0.1', port: 0 })
  server = createSandboxServer({
    db,
    faults: await openFaults(db),
    seed: 's',
    pace: { from: 0, to: 20 },
    token,
    log,
    script,
  })
  url = await server.listen({ host: '127.0.0.1', port: 0 })
  void runCallbacks({ db, url: callbackUrl, secret, log }, stop.signal)
  const fates = ['clean', 'transient:W101:2', 'fix:K401', 'never:X901', 'clean', 'clean', 'clean', 'clean']
  const loaded = await loadWorld(
    db,
    Readable.from([
      [columns, ...fates.map((fate, i) => row(i + 1, fate)), row(20, 'clean', { known: 'no' }), 'broken,row'].join(
        '\n',
      ),
    ]),
    's',
  )
  expect(loaded).toMatchObject({ devices: 9, skipped: 1 })
})
afterAll(async () => {
  stop.abort()
  await server.close()
  await receiver.close()
  await new Promise((wake) => setTimeout(wake, 200))
  await db.end({ timeout: 5 })
  await test.drop()
})
afterEach(async () => {
  received = []
  answer = 202
  script.current = null
  await call('DELETE', '/sandbox/faults')
})

const endpoint = (path: string, timeoutMs = 5_000) => ({ system: 'test', url: `${url}${path}`, token, timeoutMs })
const dcc = createDccGateway({ system: 'DCC', url: '', token, timeoutMs: 5_000 })
const submitTo = () => createDccGateway(endpoint('/dcc'))
const submission = (n: number, submissionId = randomUUID()): SubmissionRequest => ({
  submissionId,
  laneId: 'itron',
  cohortId: 'itron',
  hubId: id(900 + n),
  requiredBy: null,
  devices: [{ deviceId: id(n), fuel: 'electricity', paymentMode: 'credit', attempt: 1 }],
})
async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return (await response.json()) as T
}
const arrived = (n: number) => expect.poll(() => received.length, { timeout: 5_000 }).toBe(n)
const kindOf = async (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'none',
    (error: unknown) => (error instanceof GatewayError ? error.kind : String(error)),
  )

describe('SMSO and SMI', () => {
  it('answer for the devices they know, and null for the others', async () => {
    const records = await createSmsoGateway((smso) => endpoint(`/smso/${smso}`)).fetchRecords('trilliant', [
      id(1),
      id(20),
      id(77),
    ])
    expect(records.get(id(1))).toMatchObject({
      supplierId: 'british-gas',
      keysPresent: true,
      hubId: id(901),
      siblings: [],
    })
    expect([records.get(id(20)), records.get(id(77))]).toEqual([null, null])
    const smi = await createSmiGateway(endpoint('/smi')).fetchRecords([id(1), id(77)])
    expect(smi.get(id(1))).toMatchObject({ status: 'InstalledNotCommissioned' })
    expect(smi.get(id(77))).toBeNull()
  })
  it('refuse a wrong token', async () => {
    expect(await kindOf(createSmiGateway({ ...endpoint('/smi'), token: 'wrong' }).fetchRecords([id(1)]))).toBe(
      'rejected',
    )
  })
})

describe('DCC', () => {
  it('migrates a submission once, however often it is sent, and reports by signed callback', async () => {
    const once = submission(1)
    for (let i = 0; i < 3; i += 1)
      expect(await submitTo().submit([once])).toEqual([{ submissionId: once.submissionId, status: 'accepted' }])
    await arrived(1)
    expect(received[0]).toMatchObject({
      check: 'ok',
      outcome: { deviceId: id(1), result: 'commissioned', submissionId: once.submissionId },
    })
    expect(await call('GET', '/sandbox/counts')).toMatchObject({ duplicates: 2, migratedTwice: 0 })
    expect((await createSmiGateway(endpoint('/smi')).fetchRecords([id(1)])).get(id(1))).toMatchObject({
      status: 'Commissioned',
    })
    expect(await submitTo().ask([once.submissionId, randomUUID()])).toMatchObject([
      { known: true, outcomes: [{ result: 'commissioned' }] },
      { known: false, outcomes: [] },
    ])
  })
  it('lets a transient fault pass at its third attempt, and a fix work once it is made', async () => {
    for (let i = 1; i <= 3; i += 1) {
      await submitTo().submit([submission(2), submission(3)])
      await arrived(i * 2)
    }
    expect(received.filter(({ outcome }) => outcome.deviceId === id(2)).map(({ outcome }) => outcome.code)).toEqual([
      'W101',
      'W101',
      null,
    ])
    expect(received.filter(({ outcome }) => outcome.deviceId === id(3)).map(({ outcome }) => outcome.code)).toEqual([
      'K401',
      'K401',
      'K401',
    ])
    await call('PATCH', `/sandbox/devices/${id(3)}`, { fate: 'clean' })
    await submitTo().submit([submission(3)])
    await arrived(7)
    expect(received.at(-1)?.outcome.result).toBe('commissioned')
  })
  it('sends a callback until it is acknowledged', async () => {
    answer = 500
    await submitTo().submit([submission(4)])
    await new Promise((wake) => setTimeout(wake, 400))
    expect(received).toEqual([])
    answer = 202
    await arrived(1)
    expect(received[0]?.outcome.code).toBe('X901')
  })
})

describe('a script', () => {
  it('spoils, doubles, silences and decides outcomes of a device', async () => {
    const text = `devices:\n  ${id(5)}: [{attempt: 1, outcome: T201, times: 2}, {attempt: 2, silence: callback}]\n  ${id(6)}: [{badSignature: true}]\n  ${id(7)}: [{skewMs: -3600000}]\n  ${id(8)}: [{unknownDevice: true}]\n`
    script.current = parseScript(text, 'script.yaml')
    await submitTo().submit([5, 6, 7, 8].map((n) => submission(n)))
    await arrived(5)
    const by = (n: number) =>
      received.filter(({ outcome }) => outcome.submissionId !== null && outcome.outcomeId.endsWith(id(n)))
    expect(by(5).map(({ outcome }) => outcome.code)).toEqual(['T201', 'T201'])
    expect([by(6)[0]?.check, by(7)[0]?.check, by(8)[0]?.outcome.deviceId]).toEqual([
      'bad-signature',
      'skewed',
      '00-00-00-00-00-00-00-00',
    ])
    const silent = submission(5)
    await submitTo().submit([silent])
    await expect
      .poll(async () => (await submitTo().ask([silent.submissionId]))[0]?.outcomes.length, { timeout: 5_000 })
      .toBe(1)
    expect(received).toHaveLength(5)
  })
  it('that is wrong is refused with the field', () => {
    expect(() => parseScript('devices: {xyz: [{}]}', 's.yaml')).toThrow(/s\.yaml: xyz is not a device id/)
    expect(() => parseScript(`devices: {${id(1)}: [{attempt: 0}]}`, 's.yaml')).toThrow(/attempt/)
  })
})

describe('faults on demand', () => {
  it.each([
    ['error500', 'unavailable'],
    ['malformed', 'malformed'],
  ])('%s is a gateway error of kind %s', async (kind, expected) => {
    await call('POST', '/sandbox/faults', { place: 'itron', kind })
    expect(await kindOf(submitTo().submit([submission(1)]))).toBe(expected)
  })
  it('timeout is unavailable, and so is nobody at all', async () => {
    await call('POST', '/sandbox/faults', { place: '*', kind: 'timeout' })
    expect(await kindOf(createDccGateway(endpoint('/dcc', 300)).submit([submission(1)]))).toBe('unavailable')
    expect(await kindOf(dcc.submit([submission(1)]))).toBe('unavailable')
  })
  it('a malformed answer names the field', async () => {
    await call('POST', '/sandbox/faults', { place: 'smi', kind: 'malformed' })
    await expect(createSmiGateway(endpoint('/smi')).fetchRecords([id(1)])).rejects.toMatchObject({
      message: expect.stringContaining('records.0.deviceId') as string,
    })
  })
  it('refuse and storm strike their lane alone', async () => {
    await call('POST', '/sandbox/faults', { place: 'itron', kind: 'refuse' })
    expect(await submitTo().submit([submission(1)])).toMatchObject([{ status: 'refused', code: 'D301' }])
    expect(await submitTo().submit([{ ...submission(1), laneId: 'aclara' }])).toMatchObject([{ status: 'accepted' }])
    await call('POST', '/sandbox/faults', { place: 'edmi', kind: 'storm', share: 1 })
    received = []
    await submitTo().submit([{ ...submission(1), laneId: 'edmi' }])
    await expect.poll(() => received.some(({ outcome }) => outcome.code === 'D301'), { timeout: 5_000 }).toBe(true)
  })
})

describe('signatures', () => {
  const body = '{"outcomes":[]}'
  const check = (header: string | undefined, now = 1_000_000) =>
    verifyCallback({ secrets: ['old-secret-of-callbacks', secret], header, body, now, toleranceMs: 300_000 }).kind
  it('hold for the body, the time and any of the secrets in use', () => {
    expect(check(signCallback(secret, 1_000, body))).toBe('ok')
    expect(check(signCallback('old-secret-of-callbacks', 1_000, body))).toBe('ok')
    expect(check(signCallback('another', 1_000, body))).toBe('bad-signature')
    expect(check(signCallback(secret, 1_000, `${body} `))).toBe('bad-signature')
    expect(check(signCallback(secret, 1_000, body), 1_301_000)).toBe('skewed')
    expect(check(signCallback(secret, 1_000, body), 699_000)).toBe('skewed')
    expect(check('nonsense')).toBe('bad-signature')
    expect(check(undefined)).toBe('missing')
  })
})
