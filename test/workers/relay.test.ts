import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { decide } from '../../src/operations/decide.js'
import { openDatabase } from '../../src/register/database.js'
import { outboxPriority } from '../../src/register/outbox/claim.js'
import { runRelay } from '../../src/workers/relay.js'
import { startDeciding, type Deciding } from '../support/deciding.js'
import { Fleet, installation } from '../support/fleet.js'

const meters = 300

let fleet: Fleet
let temporal: Deciding
let relay: Promise<void> | undefined
const stop = new AbortController()
/** While set, no step is made: the workers are as busy as can be. */
let busy: Promise<void> | undefined

beforeAll(async () => {
  fleet = await Fleet.open(undefined, Date.now())
  await fleet.bring(Array.from({ length: meters }, (_, n) => installation(fleet.programme, n + 1)).flat())
  temporal = await startDeciding(fleet, ({ step }) => ({
    async step(request) {
      await busy
      return step(request)
    },
  }))
  relay = runRelay(
    {
      db: fleet.db,
      client: temporal.client,
      clock: Date.now,
      log: pino({ level: 'silent' }),
      lockOn: (onClose) => openDatabase(fleet.test.url, { max: 1, onClose }),
    },
    stop.signal,
  )
  await vi.waitFor(async () => expect(await left('start', 'records')).toBe(0), { timeout: 60_000, interval: 200 })
})
afterAll(async () => {
  stop.abort()
  await relay
  await temporal.close()
  await fleet.test.drop()
})

/** Messages that no step has taken yet. */
async function left(...kinds: readonly string[]): Promise<number> {
  const [row] = await fleet.db<{ n: number }[]>`
    select count(*) as n from outbox where kind = any(${[...kinds]}::text[])`
  return row?.n ?? 0
}

async function sent(kind: string): Promise<number> {
  const [row] = await fleet.db<{ n: number }[]>`
    select count(*) as n from outbox where kind = ${kind} and sent_at is not null`
  return row?.n ?? 0
}

/** Wakes all journeys while no step is made, and waits until the relay has carried as many as it carries then. */
async function wakeAll(): Promise<() => void> {
  let go = (): void => undefined
  busy = new Promise((resolve) => (go = resolve))
  await fleet.db`
    insert into outbox (journey_id, kind, body, priority, not_before)
    select journey_id, 'programme', '{}', ${outboxPriority.wake}, ${Date.now()} from journey`
  await expect.poll(() => sent('programme'), { timeout: 20_000 }).toBeGreaterThan(0)
  return go
}

describe('many journeys that are woken at once', () => {
  it('do not hold up what a person decides: it has its effect while most are still to be woken', async () => {
    const go = await wakeAll()
    const decided = decide(
      { db: fleet.db, client: temporal.client },
      { journeyId: meters, command: { kind: 'withdraw' }, actor: 'ann', reason: null },
    )
    go()
    await decided
    expect(await left('programme')).toBeGreaterThan(meters / 2)
    await expect.poll(() => left('programme'), { timeout: 60_000, interval: 200 }).toBe(0)
  })

  it('are passed by an outcome and a correction that came later', async () => {
    const go = await wakeAll()
    await fleet.db`
      insert into outbox (journey_id, kind, body, priority, not_before)
      values (${meters}, 'outcome', '{"outcomeId": "none"}', ${outboxPriority.outcome}, ${Date.now()}),
             (${meters - 1}, 'correction', '{"correctionId": 0}', ${outboxPriority.correction}, ${Date.now()})`
    await expect.poll(async () => (await sent('outcome')) + (await sent('correction')), { timeout: 20_000 }).toBe(2)
    expect(await sent('programme')).toBeLessThan(meters / 2)
    go()
    await expect.poll(() => left('programme', 'outcome', 'correction'), { timeout: 60_000, interval: 200 }).toBe(0)
  })
})
