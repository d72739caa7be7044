import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../src/register/database.js'
import { lead, loops, pause } from '../../src/register/leadership.js'
import { startOwnPostgres, type OwnPostgres } from '../support/own-postgres.js'

let server: OwnPostgres
beforeAll(async () => {
  server = await startOwnPostgres('register')
})
afterAll(() => server.stop())

/** Leads as a worker does, and notes when it did. */
class Candidate {
  readonly stop = new AbortController()
  readonly failures: unknown[] = []
  leading = false
  terms = 0
  readonly done: Promise<void>

  constructor(all: Candidate[]) {
    const open = (onClose: () => void): Database =>
      openDatabase(server.urlOf('register'), { max: 1, name: 'candidate', onClose })
    this.done = lead(
      { open, failed: (error) => this.failures.push(error) },
      'relay',
      this.stop.signal,
      async (signal) => {
        if (all.some(({ leading }) => leading)) throw new Error('two lead at once')
        this.leading = true
        this.terms += 1
        while (!signal.aborted) await pause(10, signal)
        this.leading = false
      },
    )
    all.push(this)
  }
}

describe('leadership', () => {
  it('passes on when PostgreSQL is killed: given up at once, taken again afterwards, never held by two', async () => {
    const all: Candidate[] = []
    const [first, second] = [new Candidate(all), new Candidate(all)]
    const leaders = (): number => all.filter(({ leading }) => leading).length
    for (let kills = 0; kills < 3; kills += 1) {
      await expect.poll(leaders, { timeout: 15_000 }).toBe(1)
      await server.kill()
      await expect.poll(leaders, { timeout: 1_000, interval: 20 }).toBe(0)
      await server.restart()
    }
    await expect.poll(leaders, { timeout: 15_000 }).toBe(1)
    expect(first.terms + second.terms).toBe(4)
    for (const { stop } of all) stop.abort()
    await Promise.all(all.map(({ done }) => done))
    expect(all.flatMap(({ failures }) => failures).filter((error) => /two lead/.test(String(error)))).toEqual([])
  }, 60_000)

  it('is given up when its session alone is ended, and the lock is free for another', async () => {
    const all: Candidate[] = []
    const leader = new Candidate(all)
    await expect.poll(() => leader.leading, { timeout: 15_000 }).toBe(true)
    const db = openDatabase(server.urlOf('register'), { max: 1 })
    const [{ pid } = { pid: 0 }] = await db<
      { pid: number }[]
    >`select pid from pg_locks where locktype = 'advisory' and granted and objid = ${loops.relay}`
    await db`select pg_terminate_backend(${pid})`
    await expect.poll(() => leader.leading, { timeout: 1_000, interval: 20 }).toBe(false)
    const [lock] = await db<{ free: boolean }[]>`select pg_try_advisory_lock(${loops.relay}) as free`
    expect(lock?.free).toBe(true)
    leader.stop.abort()
    await leader.done
    await db.end()
  }, 30_000)
})
