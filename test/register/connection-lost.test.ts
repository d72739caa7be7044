import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../src/register/database.js'
import { isConnectionLost } from '../../src/runtime/connection-lost.js'
import { inTransaction } from '../../src/register/in-transaction.js'
import { startOwnPostgres, type OwnPostgres } from '../support/own-postgres.js'

let server: OwnPostgres
let db: Database
const uncaught: unknown[] = []
const note = (error: unknown): void => void uncaught.push(error)

beforeAll(async () => {
  server = await startOwnPostgres('register')
  db = openDatabase(server.urlOf('register'), { max: 4 })
  await db`create table kept (n integer)`
  process.prependListener('uncaughtException', note)
})
afterEach(() => expect(uncaught).toEqual([]))
afterAll(async () => {
  process.off('uncaughtException', note)
  await db.end({ timeout: 1 })
  await server.stop()
})

describe('a transaction whose PostgreSQL is killed', () => {
  it('rejects at once, does nothing more, and the pool goes on when PostgreSQL is back', async () => {
    for (let kills = 0; kills < 3; kills += 1) {
      const steps: string[] = []
      const release = new EventTarget()
      const idle = inTransaction(db, async (tx) => {
        await tx`insert into kept values (1)`
        const awake = once(release, 'go')
        steps.push('idle')
        await awake
        await tx`insert into kept values (2)`
        steps.push('went on')
      })
      const busy = inTransaction(db, async (tx) => {
        await tx`insert into kept values (3)`
        steps.push('busy')
        await tx`select pg_sleep(30)`
      })
      const told = Promise.allSettled([idle, busy])
      await expect.poll(() => steps.toSorted()).toEqual(['busy', 'idle'])
      await server.kill()
      const results = await told
      expect(results.map((result) => result.status === 'rejected' && isConnectionLost(result.reason))).toEqual([
        true,
        true,
      ])
      release.dispatchEvent(new Event('go'))
      await new Promise((wake) => setTimeout(wake, 50))
      expect(steps).not.toContain('went on')
      await server.restart()
      expect(await inTransaction(db, (tx) => tx`select n from kept`.then((rows) => rows.length))).toBe(0)
    }
  }, 60_000)

  it('whose session alone is ended fares the same', async () => {
    const run = inTransaction(db, async (tx) => {
      await tx`insert into kept values (4)`
      await tx`select pg_terminate_backend(pg_backend_pid())`
    })
    await expect(run).rejects.toSatisfy(isConnectionLost)
    expect(await inTransaction(db, (tx) => tx`select n from kept`.then((rows) => rows.length))).toBe(0)
  })

  it('an error of the body is passed on as it is, after a rollback', async () => {
    const own = new RangeError('of the body')
    await expect(
      inTransaction(db, async (tx) => {
        await tx`insert into kept values (5)`
        throw own
      }),
    ).rejects.toBe(own)
    expect(await db`select n from kept`).toHaveLength(0)
  })
})
