import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { request, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importPortfolio } from '../../../src/operations/import-portfolio.js'
import { writeSample } from '../../../src/operations/write-sample.js'
import { Api } from '../../support/api.js'
import { until } from '../../support/until.js'

/*
 * A client leaves in mid-export, in mid-event-stream, in mid-upload: more of them than there are connections to the register.
 * Nothing of theirs stays, and the next is served as if they had not been there.
 */
const meters = 20_000
const leavers = 12
let api: Api
let address: string
beforeAll(async () => {
  api = await Api.open({ uploadLimitBytes: 100_000_000 })
  const { fleet } = api
  const file = join(api.folder, 'sample.csv')
  await writeSample({ programme: fleet.programme, size: meters, seed: 5, today: '2026-06-01', portfolio: file })
  await importPortfolio(
    fleet.db,
    { stream: createReadStream(file), name: 'sample' },
    { by: 'test', now: fleet.now, quarantineTo: '/dev/null' },
  )
  address = await api.server.listen({ port: 0, host: '127.0.0.1' })
}, 120_000)
afterAll(() => api.close())

/** Sessions of the register that are in the middle of something, this one's own aside. */
async function busySessions(): Promise<number> {
  const [row] = await api.fleet.db<{ n: number }[]>`
    select count(*) as n from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' and state <> 'idle'`
  return row?.n ?? -1
}

const openSockets = (): Promise<number> =>
  new Promise((resolve, reject) => {
    api.server.server.getConnections((error, n) => (error === null ? resolve(n) : reject(error)))
  })

/** Looks often: there are many of them. */
const soon = (what: string, met: () => Promise<boolean>) => until(what, 10_000, met, 20)

const nothingLeft = async (): Promise<void> => {
  await soon('no session is busy', async () => (await busySessions()) === 0)
  await soon('no socket is open', async () => (await openSockets()) === 0)
}

/** Begins to read an answer, and reads no more. */
async function begun(path: string, token: string) {
  const asked = request(`${address}/v1${path}`, { agent: false, headers: { authorization: `Bearer ${token}` } }).end()
  asked.on('error', () => undefined)
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  const [part] = (await once(response, 'data')) as [Buffer]
  response.pause()
  return { asked, response, first: part.toString() }
}

/** Meters in somebody's whole export. */
const exported = async (token: string): Promise<number> =>
  (await api.call('/meters.csv', { token })).text.trimEnd().split('\n').length - 1

describe('a client that leaves in mid-export', () => {
  it.each(['operator', 'edf'] as const)('leaves no cursor and no connection behind (%s)', async (who) => {
    const token = api.tokens[who]
    const whole = await exported(token)
    const ofAll = await exported(api.tokens.operator)
    expect(whole).toBeGreaterThan(1_000)
    for (let turn = 0; turn < leavers; turn += 1) {
      const { asked, first } = await begun('/meters.csv', token)
      expect(first).toMatch(/^journey,meter_point/)
      asked.destroy()
    }
    await nothingLeft()
    // As many at once as there are connections: none is held, and none is still another's.
    const atOnce = (asker: string) => Promise.all(Array.from({ length: 8 }, () => exported(asker)))
    expect(await atOnce(token)).toEqual(Array(8).fill(whole))
    // None of them goes on seeing as who left, either.
    expect(await atOnce(api.tokens.operator)).toEqual(Array(8).fill(ofAll))
    const [session] = await api.fleet.db<{ who: string }[]>`select current_user::text as who`
    expect(session?.who).not.toBe('meterlift_supplier')
  })

  it('is on the audit log as one who asked', async () => {
    const [row] = await api.fleet.db<{ n: number }[]>`
      select count(*) as n from audit where action = 'GET /meters.csv' and phase = 'asked'`
    expect(row?.n).toBeGreaterThanOrEqual(2 * leavers)
  })
})

describe('a client that leaves in mid-event-stream', () => {
  it('is written to no more, and the others go on', async () => {
    const stays = await begun('/events', api.tokens.operator)
    const gone = await Promise.all(Array.from({ length: leavers }, () => begun('/events', api.tokens.edf)))
    for (const { asked } of gone) asked.destroy()
    await soon('only who stays is there', async () => (await openSockets()) === 1)
    const more = new Promise<string>((resolve) => {
      let text = ''
      stays.response.on('data', (part: Buffer) => {
        text += part.toString()
        if (text.includes('"lost":1')) resolve(text)
      })
      stays.response.resume()
    })
    await api.fleet.db`update journey set stage = 'lost' where journey_id = (select min(journey_id) from journey)`
    expect(await more).toContain('event: counters')
    stays.asked.destroy()
    await nothingLeft()
  })
})

describe('a client that leaves in mid-upload', () => {
  const send = (key: string, length: number) => {
    const asked = request(`${address}/v1/imports?name=cut.csv`, {
      method: 'POST',
      agent: false,
      headers: {
        authorization: `Bearer ${api.tokens.operator}`,
        'content-type': 'text/csv',
        'content-length': length,
        'idempotency-key': key,
      },
    })
    asked.on('error', () => undefined)
    return asked
  }
  const uploads = async () => (await readdir(api.folder)).filter((name) => name !== 'sample.csv')

  it('has changed nothing, and may send the file again with the same key', async () => {
    const imports = await api.fleet.db`select 1 from import`
    for (let turn = 0; turn < leavers; turn += 1) {
      const asked = send(`cut-${turn}`, 50_000_000)
      asked.write('meter_point,fuel\n'.repeat(10_000))
      await soon('the file arrives', async () => (await uploads()).length > 0)
      asked.destroy()
      await soon('it is gone', async () => (await uploads()).length === 0)
    }
    await nothingLeft()
    expect(await api.fleet.db`select 1 from import`).toHaveLength(imports.length)
    expect([...(await api.fleet.db`select 1 from api_operation`)]).toEqual([])
    const text = 'nothing of a portfolio\n'
    const whole = send('cut-3', text.length)
    whole.end(text)
    const [response] = (await once(whole, 'response')) as [IncomingMessage]
    expect(response.statusCode).toBe(202)
    response.resume()
    await soon('the work is done', async () => {
      const [row] = await api.fleet.db<{ state: string }[]>`select state from api_operation`
      return row?.state === 'failed' && (await uploads()).length === 0
    })
    await nothingLeft()
  })
})
