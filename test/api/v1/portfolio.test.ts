import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asSupplier } from '../../../src/register/access/portfolio.js'
import { Api, type ApiAnswer } from '../../support/api.js'
import { Fleet, installation } from '../../support/fleet.js'

/*
 * A split installation: its electricity meter is EDF's, its gas meter Octopus's. Besides, a meter of EDF's own and one of
 * Octopus's own. Whatever names Octopus's meters or itself must not come to EDF, on any route.
 */
let api: Api
let secrets: readonly string[]
beforeAll(async () => {
  const fleet = await Fleet.open()
  const split = installation(fleet.programme, 1, { gas: true, gasRow: { supplier: 'octopus' } })
  const own = installation(fleet.programme, 2)
  const others = installation(fleet.programme, 3, { electricity: { supplier: 'octopus' } })
  await fleet.bring([...split, ...own, ...others], (record) =>
    // The gas meter is blocked, and so holds the electricity meter back.
    record.fuel === 'gas' ? { ...record, device: { ...record.device, firmware: '0.0.1' } } : record,
  )
  await fleet.openAll()
  api = await Api.open({}, fleet)
  const foreign = await fleet.db<{ journey_id: number; device_id: string; meter_point: string }[]>`
    select journey_id, device_id, meter_point from meter where supplier_id = 'octopus'`
  expect(foreign).toHaveLength(2)
  secrets = foreign.flatMap(({ device_id, meter_point }) => [device_id, meter_point])
})
afterAll(() => api.close())

const journeys = async (supplier: string): Promise<readonly number[]> =>
  (
    await api.fleet.db<
      { journey_id: number }[]
    >`select journey_id from journey where supplier_id = ${supplier} order by 1`
  ).map(({ journey_id }) => journey_id)

describe('a supplier', () => {
  it('sees its own meters in lists, counts, export and search, and nothing else', async () => {
    const { edf: token } = api.tokens
    const own = await journeys('edf')
    const list = (await api.call('/meters', { token })).json<{ meters: { journeyId: number }[]; next: unknown }>()
    expect(list.meters.map(({ journeyId }) => journeyId)).toEqual(own)
    expect((await api.call('/status', { token })).json()).toMatchObject({ meters: 2 })
    const csv = (await api.call('/meters.csv', { token })).text.trim().split('\n')
    expect(csv).toHaveLength(3)
    for (const secret of secrets) {
      expect((await api.call(`/search?q=${secret}`, { token })).json()).toEqual({ meters: [] })
      expect(csv.join()).not.toContain(secret)
    }
    const [hub] = await api.fleet.db<{ hub_id: string }[]>`
      select hub_id from installation join meter m using (installation_id) group by hub_id having count(*) = 2`
    const behind = (await api.call(`/search?q=${hub?.hub_id ?? ''}`, { token })).json<{
      meters: { supplier: string }[]
    }>()
    expect(behind.meters.map(({ supplier }) => supplier)).toEqual(['edf'])
  })

  it('is told of another supplier’s meter what it is told of one that is not there', async () => {
    const { edf: token } = api.tokens
    // But for the number of the request, and the name that was asked for.
    const said = ({ status, text }: ApiAnswer, meter: string): string =>
      `${status} ${text.replaceAll(/[0-9a-f-]{36}/g, 'number').replaceAll(`meter ${meter}`, 'meter it')}`
    const foreign = [...(await journeys('octopus')).map(String), ...secrets]
    for (const route of ['', '/retry', '/withdraw', '/authorise', '/replace', '/lose', '/correct']) {
      const body =
        { '/replace': { step: 'order' }, '/lose': { because: 'removed' }, '/correct': { set: { firmware: '1' } } }[
          route
        ] ?? {}
      const asked = (meter: string) =>
        api.call(`/meters/${meter}${route}`, { token, ...(route === '' ? {} : { method: 'POST', body }) })
      for (const meter of foreign) {
        const unknown = meter.replaceAll(/\d/g, '9')
        const [theirs, none] = [await asked(meter), await asked(unknown)]
        expect(theirs.status, `${route} ${meter}`).toBe(404)
        expect(said(theirs, meter)).toBe(said(none, unknown))
      }
    }
  })

  it('reads its meter’s story without a word of the installation’s other meter', async () => {
    const [held] = await journeys('edf')
    const { edf, octopus, operator } = api.tokens
    const full = (await api.call(`/meters/${held ?? 0}`, { token: operator })).json<{
      siblings: unknown[]
      standing: string
    }>()
    expect(full.standing).toBe('held')
    expect(full.siblings).toHaveLength(1)
    const answer = await api.call(`/meters/${held ?? 0}`, { token: edf })
    expect(answer.status).toBe(200)
    expect(answer.json()).toMatchObject({ standing: 'held', siblings: [] })
    for (const word of [...secrets, 'octopus', 'Octopus', 'gas', 'blocked', 'INV_FIRMWARE', '0.0.1']) {
      expect(answer.text, word).not.toContain(word)
    }
    const [theirs] = await journeys('octopus')
    expect((await api.call(`/meters/${theirs ?? 0}`, { token: octopus })).json()).toMatchObject({
      stage: 'blocked',
      siblings: [],
    })
  })

  it('learns nothing from a filter that names another supplier', async () => {
    const { edf: token } = api.tokens
    for (const route of ['/meters', '/meters.csv', '/status', '/failures', '/exceptions', '/duties']) {
      const theirs = await api.call(`${route}?supplier=octopus`, { token })
      const none = await api.call(`${route}?supplier=nobody`, { token })
      expect(theirs.status).toBe(400)
      const said = ({ detail, hint }: Record<string, unknown>): string => `${String(detail)} ${String(hint)}`
      expect(said(theirs.json()).replace('octopus', 'it')).toBe(said(none.json()).replace('nobody', 'it'))
      expect(none.text).not.toMatch(/octopus/i)
    }
  })

  it('gets no route that is about the whole fleet, and nothing foreign from any route at all', async () => {
    const { paths } = (await api.call('/openapi.json')).json<{ paths: Record<string, Record<string, unknown>> }>()
    const own = await journeys('edf')
    let tried = 0
    for (const [path, methods] of Object.entries(paths)) {
      if (path === '/v1/events') continue
      for (const method of Object.keys(methods)) {
        for (const meter of [String(own[0] ?? 0), ...(await journeys('octopus')).map(String), ...secrets]) {
          const url = path
            .replace('/v1', '')
            .replace('{meter}', meter)
            .replaceAll(/\{\w+\}/g, '1')
          const answer = await api.call(url, {
            token: api.tokens.edf,
            method: method.toUpperCase() as 'GET',
            ...(method === 'get' ? {} : { body: {} }),
          })
          tried += 1
          const echoed = answer.text.replaceAll(meter, '')
          for (const word of [...secrets, 'octopus', 'Octopus']) expect(echoed, `${method} ${url}`).not.toContain(word)
          if (/imports|programme|tokens|audit/.test(path)) expect(answer.status, `${method} ${url}`).toBe(403)
        }
      }
    }
    expect(tried).toBeGreaterThan(100)
  })

  it('follows live counters of its own portfolio alone', async () => {
    const address = await api.server.listen({ port: 0, host: '127.0.0.1' })
    const follow = async (token: string): Promise<{ meters: number; stages: Record<string, number> }> => {
      const asked = request(`${address}/v1/events`, { headers: { authorization: `Bearer ${token}` } }).end()
      const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream]
      let text = ''
      for await (const chunk of response) {
        text += String(chunk)
        const [, data] = /event: counters\ndata: (.*)\n/.exec(text) ?? []
        if (data !== undefined) {
          asked.destroy()
          return JSON.parse(data) as { meters: number; stages: Record<string, number> }
        }
      }
      throw new Error('no event came')
    }
    const [all, edf, octopus] = [
      await follow(api.tokens.operator),
      await follow(api.tokens.edf),
      await follow(api.tokens.octopus),
    ]
    expect(all).toMatchObject({ meters: 4, stages: { blocked: 1 } })
    expect(edf).toMatchObject({ meters: 2, stages: { blocked: 0 } })
    expect(octopus).toMatchObject({ meters: 2, stages: { blocked: 1 } })
  })
})

describe('PostgreSQL itself', () => {
  it('shows a supplier its own rows of every table, however it is asked', async () => {
    const { db } = api.fleet
    await asSupplier(db, 'edf', async (tx) => {
      const counted = async (table: string): Promise<number> =>
        (await tx.unsafe<{ n: number }[]>(`select count(*) as n from ${table}`))[0]?.n ?? -1
      expect(await counted('journey')).toBe(2)
      expect(await counted('meter')).toBe(2)
      expect(await counted('installation')).toBe(2)
      expect(await counted('inventory_record')).toBe(0)
      expect(await counted('inventory_exception')).toBe(0)
      expect(await counted("stage_count where supplier_id <> 'edf'")).toBe(0)
      expect(
        await counted("evidence where journey_id in (select journey_id from journey where supplier_id <> 'edf')"),
      ).toBe(0)
    })
  })
  it.each([
    'update journey set code = null',
    'select held_by from installation',
    'select request from submission',
    'select esme_firmware from combination',
    'select * from api_token',
    'select * from audit',
    'select * from programme_version',
    'delete from meter',
    'select * from quarantine',
  ])('refuses a supplier: %s', async (sql) => {
    await expect(asSupplier(api.fleet.db, 'edf', (tx) => tx.unsafe(sql))).rejects.toThrow(
      /permission denied|read-only transaction/,
    )
  })
  it('leaves nothing of a supplier’s reading behind on the connection', async () => {
    await asSupplier(api.fleet.db, 'edf', (tx) => tx`select 1`)
    const rows = await api.fleet.db<{ who: string; supplier: string | null }[]>`
      select current_user::text as who, current_setting('meterlift.supplier', true) as supplier`
    expect(rows[0]?.who).not.toBe('meterlift_supplier')
    expect(rows[0]?.supplier ?? '').toBe('')
  })
  it('lets nobody change or remove a line of the audit log', async () => {
    const { db } = api.fleet
    expect((await db`select 1 from audit`).length).toBeGreaterThan(0)
    await expect(db`update audit set actor = 'nobody'`).rejects.toThrow('the audit log only grows')
    await expect(db`delete from audit`).rejects.toThrow('the audit log only grows')
    await expect(db`truncate audit`).rejects.toThrow('the audit log only grows')
  })
})
