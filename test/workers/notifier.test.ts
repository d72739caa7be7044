import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWebhookNotifications } from '../../src/gateways/notification.js'
import { notify } from '../../src/register/notification/notify.js'
import { deliverPage } from '../../src/workers/notifier.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'

interface Got {
  readonly key: string | undefined
  readonly authorization: string | undefined
  readonly body: unknown
}

let test: TestDatabase
let server: Server
let got: Got[]
let status: number
let now: number
beforeEach(async () => {
  test = await createTestDatabase()
  got = []
  status = 200
  now = Date.parse('2026-06-01T10:00:00Z')
  server = createServer((request, response) => {
    void read(request).then((text) => {
      const { 'idempotency-key': key, authorization } = request.headers
      got.push({ key: String(key), authorization, body: JSON.parse(text) })
      response.writeHead(status).end('thank you')
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
})
afterEach(async () => {
  server.close()
  await test.drop()
})

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString()
}

const deliver = () =>
  deliverPage({
    db: test.db,
    gateway: createWebhookNotifications({
      system: 'the receiver',
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
      token: 'secret',
      timeoutMs: 2_000,
    }),
    clock: () => now,
    log: pino({ level: 'silent' }),
  })

const stopped = { code: 'LANE_STOPPED', laneId: 'itron', text: 'lane itron is stopped', detail: { by: 'ann' } } as const

describe('a notification', () => {
  it('is posted with its id, and once taken not again', async () => {
    await notify(test.db, { ...stopped, at: now })
    expect(await deliver()).toBe(1)
    expect(got).toEqual([
      {
        key: '1',
        authorization: 'Bearer secret',
        body: {
          id: 1,
          code: 'LANE_STOPPED',
          lane: 'itron',
          at: '2026-06-01T10:00:00.000Z',
          text: 'lane itron is stopped',
          detail: { by: 'ann' },
        },
      },
    ])
    now += 3_600_000
    expect(await deliver()).toBe(0)
  })

  it('that is not taken is posted again later, and holds no other back', async () => {
    status = 503
    await notify(test.db, { ...stopped, at: now })
    await deliver()
    expect(await deliver()).toBe(0)
    status = 200
    await notify(test.db, { ...stopped, code: 'LANE_LIFTED', at: now })
    expect(await deliver()).toBe(1)
    now += 2_000
    expect(await deliver()).toBe(1)
    expect(got.map(({ key }) => key)).toEqual(['1', '2', '1'])
    expect(await test.db`select notification_id from notification where delivered_at is null`).toEqual([])
  })

  it('whose process died while it was delivering is posted by the next', async () => {
    await notify(test.db, { ...stopped, at: now })
    await test.db`update notification set tries = 1, not_before = ${now + 60_000}`
    expect(await deliver()).toBe(0)
    now += 60_000
    expect(await deliver()).toBe(1)
  })
})
