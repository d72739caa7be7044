import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FastifyInstance } from 'fastify'
import { createServer } from '../../src/api/server.js'
import { Api } from '../support/api.js'
import { installation } from '../support/fleet.js'

describe('the console as it is served', () => {
  let folder: string
  let server: FastifyInstance
  let api: Api
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'meterlift-console-'))
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>Meterlift</title>')
    await writeFile(join(folder, 'icon.svg'), '<svg/>')
    await writeFile(join(folder, 'assets', 'main-1a2b.js'), 'plain')
    await writeFile(join(folder, 'assets', 'main-1a2b.js.br'), 'small')
    api = await Api.open()
    const { db } = api.fleet
    server = createServer({
      db,
      secrets: [],
      clock: () => api.fleet.now,
      log: pino({ level: 'silent' }),
      console: folder,
    })
    await server.ready()
  })
  afterAll(async () => {
    await server.close()
    await api.close()
    await rm(folder, { recursive: true })
  })
  const get = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers })

  it('answers its one page to a browser at any address, and lets it run its own scripts alone', async () => {
    for (const url of ['/', '/meters/7', '/batches?state=running']) {
      const page = await get(url, { accept: 'text/html' })
      expect([page.statusCode, page.headers['cache-control']]).toEqual([200, 'no-cache'])
      expect(page.body).toContain('<title>Meterlift</title>')
      expect(page.headers['content-security-policy']).toContain("default-src 'none';script-src 'self'")
      expect(page.headers['content-security-policy']).not.toContain('unsafe')
    }
  })
  it('keeps files that are named by their content for ever, compressed where the browser takes it', async () => {
    const plain = await get('/assets/main-1a2b.js')
    expect([plain.body, plain.headers['cache-control']]).toEqual(['plain', 'public, max-age=31536000, immutable'])
    const small = await get('/assets/main-1a2b.js', { 'accept-encoding': 'br' })
    expect([small.body, small.headers['content-encoding']]).toEqual(['small', 'br'])
  })
  it('does not take a script, a program’s request or a way out of its folder for a page', async () => {
    expect((await get('/assets/gone.js')).statusCode).toBe(404)
    expect((await get('/meters', { accept: 'application/json' })).statusCode).toBe(404)
    expect((await get('/assets/..%2f..%2fpackage.json')).statusCode).toBeGreaterThanOrEqual(400)
  })
})

describe('what the console asks of lists', () => {
  let api: Api
  beforeAll(async () => {
    api = await Api.open()
    await api.fleet.bring(installation(api.fleet.programme, 1))
    await api.fleet.openAll()
  })
  afterAll(() => api.close())

  it('counts the meters of a filter: by the counters and one by one alike', async () => {
    const { operator: token, octopus } = api.tokens
    for (const filter of ['', '?supplier=edf', '?stage=migration', '?fuel=electricity']) {
      const listed = (await api.call(`/meters${filter}`, { token })).json<{ meters: unknown[] }>().meters.length
      expect((await api.call(`/meters/count${filter}`, { token })).json()).toEqual({ meters: listed, exact: true })
    }
    const own = (await api.call('/meters?fuel=electricity', { token: octopus })).json<{ meters: unknown[] }>()
    for (const filter of ['', '?fuel=electricity']) {
      const counted = await api.call(`/meters/count${filter}`, { token: octopus })
      expect(counted.json()).toEqual({ meters: own.meters.length, exact: true })
    }
  })
  it('names the values of filters, and no other supplier to a supplier', async () => {
    const all = (await api.call('/words', { token: api.tokens.operator })).json<{ suppliers: { id: string }[] }>()
    expect(all.suppliers.map(({ id }) => id)).toEqual(api.fleet.programme.suppliers.map(({ id }) => id))
    const own = (await api.call('/words', { token: api.tokens.edf })).json<{ suppliers: { id: string }[] }>()
    expect(own.suppliers.map(({ id }) => id)).toEqual(['edf'])
  })
})
