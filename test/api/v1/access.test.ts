import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOidc } from '../../../src/api/auth/oidc.js'
import { problemOf } from '../../../src/api/v1/problem.js'
import { createToken } from '../../../src/operations/access/tokens.js'
import { readApiConfig } from '../../../src/runtime/config.js'
import { examplePeopleAllowed } from '../../../src/cli/stack.js'
import { Api } from '../../support/api.js'
import { installation } from '../../support/fleet.js'

const issuer = 'https://id.example'
const audience = 'meterlift'

/** An identity provider: its keys, as its address would answer them. */
async function provider() {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }
  const asked: string[] = []
  const fetcher: typeof fetch = (url) => {
    asked.push(String(url instanceof Request ? url.url : url))
    const body = String(asked.at(-1)).includes('.well-known') ? { issuer, jwks_uri: `${issuer}/keys` } : { keys: [jwk] }
    return Promise.resolve(Response.json(body))
  }
  const sign = (
    claims: Record<string, unknown>,
    over: { readonly issuer?: string; readonly audience?: string; readonly exp?: number } = {},
  ): Promise<string> =>
    new SignJWT({ roles: ['operator'], name: 'Ann', ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setSubject('ann-1')
      .setIssuer(over.issuer ?? issuer)
      .setAudience(over.audience ?? audience)
      .setExpirationTime(over.exp ?? Math.round(Date.now() / 1_000) + 300)
      .sign(privateKey)
  return { fetcher, asked, sign }
}

let api: Api
let identity: Awaited<ReturnType<typeof provider>>
beforeAll(async () => {
  identity = await provider()
  const config = { issuer, audience, jwksUrl: null, rolesClaim: 'roles', supplierClaim: 'supplier', browser: null }
  api = await Api.open({ oidc: createOidc(config, identity.fetcher) })
  await api.fleet.bring(installation(api.fleet.programme, 1))
  await api.fleet.openAll()
})
afterAll(() => api.close())

describe('who comes in', () => {
  it('without a token, or with one that is not right, is refused, and not told why', async () => {
    const good = api.tokens.operator
    const wrong = [`${good.slice(0, -3)}AAA`, `mlt_aaaaaaaaaaaa_${good.slice(-43)}`, 'mlt_', 'nonsense', 'a.b.c']
    const none = await api.call('/status')
    expect(none.status).toBe(401)
    expect(none.headers['www-authenticate']).toBe('Bearer')
    expect(none.headers['content-type']).toContain('application/problem+json')
    const details = new Set<unknown>()
    for (const token of wrong) {
      const answer = await api.call('/status', { token })
      expect(answer.status).toBe(401)
      if (token.startsWith('mlt')) details.add(answer.json().detail)
    }
    expect(details.size).toBe(1)
    expect((await api.call('/status', { headers: { authorization: 'Basic YTpi' } })).status).toBe(401)
  })

  it('with a token is let in until it expires or is revoked, and the secret is nowhere on record', async () => {
    const { fleet } = api
    const request = {
      name: 'short',
      roles: ['auditor'],
      scopes: [],
      supplier: null,
      days: 1,
      by: 'test',
      now: fleet.now,
    }
    const made = await createToken(fleet.db, fleet.programme, request)
    expect((await api.call('/status', { token: made.token })).status).toBe(200)
    const kept = JSON.stringify(await fleet.db`select * from api_token where token_id = ${made.tokenId}`)
    expect(kept).not.toContain(made.token.split('_').slice(2).join('_'))
    fleet.now += 2 * 86_400_000
    expect((await api.call('/status', { token: made.token })).status).toBe(401)
    fleet.now -= 2 * 86_400_000
    const admin = { token: api.tokens.admin, method: 'POST', body: { reason: 'it leaked' } } as const
    expect((await api.call(`/tokens/${made.tokenId}/revoke`, admin)).status).toBe(200)
    expect((await api.call('/status', { token: made.token })).status).toBe(401)
    expect((await api.call(`/tokens/${made.tokenId}/revoke`, admin)).json()).toMatchObject({
      status: 404,
      code: 'TOKEN_UNKNOWN',
    })
  })

  it('as an administrator makes a token, whose secret is in one answer alone and which may no more than its maker', async () => {
    const make = (token: string, body: object) => api.call('/tokens', { method: 'POST', token, body })
    const made = await make(api.tokens.admin, { name: 'night watch', roles: ['operator'], scopes: ['fleet:read'] })
    expect(made.status, made.text).toBe(201)
    const { token, tokenId } = made.json<{ token: string; tokenId: string }>()
    expect((await api.call('/status', { token })).status).toBe(200)
    expect((await api.call('/lanes', { token })).status).toBe(403)
    const secret = token.split('_').slice(2).join('_')
    const { db } = api.fleet
    expect(JSON.stringify(await db`select * from api_request`)).not.toContain(secret)
    const reason = 'the night is over'
    await api.call(`/tokens/${tokenId}/revoke`, { method: 'POST', token: api.tokens.admin, body: { reason } })
    const { tokens } = (await api.call('/tokens', { token: api.tokens.admin })).json<{
      tokens: { tokenId: string }[]
    }>()
    expect(tokens.find((each) => each.tokenId === tokenId)).toMatchObject({ revokeReason: reason, revokedBy: 'admin' })
    const narrow = await make(api.tokens.admin, { name: 'n', roles: ['admin'], scopes: ['tokens:manage'] })
    const wide = await make(narrow.json<{ token: string }>().token, { name: 'w', roles: ['admin'] })
    expect(wide.json()).toMatchObject({ status: 400, code: 'TOKEN_INVALID' })
  })

  it('with a scope may only that', async () => {
    const { fleet } = api
    const request = {
      name: 's',
      roles: ['operator'],
      scopes: ['fleet:read'],
      supplier: null,
      days: 1,
      by: 'test',
      now: fleet.now,
    }
    const { token } = await createToken(fleet.db, fleet.programme, request)
    expect((await api.call('/meters', { token })).status).toBe(200)
    expect((await api.call('/meters.csv', { token })).json()).toMatchObject({ status: 403, code: 'NOT_PERMITTED' })
  })

  it.each([
    [{ roles: ['king'] }, 'there is no role'],
    [{ roles: ['operator'], scopes: ['everything'] }, 'there is no scope'],
    [{ roles: ['supplier'] }, 'needs a supplier'],
    [{ roles: ['supplier'], supplier: 'nobody' }, 'no supplier'],
    [{ roles: ['supplier', 'operator'], supplier: 'edf' }, 'stands alone'],
    [{ roles: ['operator'], supplier: 'edf' }, 'only the role supplier'],
  ])('gets no token for %j', async (over, words) => {
    const { fleet } = api
    const request = { name: 'x', scopes: [], supplier: null, days: 1, by: 'test', now: fleet.now, ...over }
    await expect(createToken(fleet.db, fleet.programme, request)).rejects.toThrow(words)
  })

  it('with an access token of the identity provider is who that says', async () => {
    const me = await api.call('/session', { token: await identity.sign({}) })
    expect(me.json()).toMatchObject({ name: 'Ann', roles: ['operator'], supplier: null, csrf: null, example: false })
    const supplier = await api.call('/meters', {
      token: await identity.sign({ roles: ['supplier'], supplier: 'octopus' }),
    })
    expect(supplier.json()).toEqual({ meters: [], next: null })
    expect(identity.asked.filter((url) => url.includes('.well-known'))).toHaveLength(1)
  })

  it('with an access token that is not for us, old, unsigned or without a role is refused', async () => {
    const now = Math.round(Date.now() / 1_000)
    const other = await provider()
    const payload = Buffer.from(
      JSON.stringify({ iss: issuer, aud: audience, sub: 'x', exp: now + 60, roles: ['admin'] }),
    )
    const refused = [
      await identity.sign({}, { issuer: 'https://other.example' }),
      await identity.sign({}, { audience: 'other' }),
      await identity.sign({}, { exp: now - 60 }),
      await identity.sign({ roles: ['king'] }),
      await identity.sign({ roles: ['supplier'] }),
      await identity.sign({ roles: ['supplier', 'admin'], supplier: 'edf' }),
      await other.sign({ roles: ['admin'] }),
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${payload.toString('base64url')}.`,
    ]
    for (const token of refused) expect((await api.call('/status', { token })).json()).toMatchObject({ status: 401 })
    // Clocks may differ by half a minute.
    expect((await api.call('/status', { token: await identity.sign({}, { exp: now - 10 }) })).status).toBe(200)
  })

  it('may what its role may, and no more', async () => {
    const tries = [
      ['/imports', 'GET', { operator: 200, approver: 200, auditor: 200, admin: 200, edf: 403 }],
      ['/audit', 'GET', { operator: 403, approver: 403, auditor: 200, admin: 200, edf: 403 }],
      ['/tokens', 'GET', { operator: 403, approver: 403, auditor: 403, admin: 200, edf: 403 }],
      ['/meters/1/exclude', 'POST', { operator: 403, approver: 400, auditor: 403, admin: 400, edf: 403 }],
      ['/meters/1/retry', 'POST', { approver: 403, auditor: 403 }],
      ['/programme/proposals/1/apply', 'POST', { operator: 403, approver: 400, auditor: 403, edf: 403 }],
    ] as const
    for (const [url, method, expected] of tries) {
      for (const [who, status] of Object.entries(expected)) {
        const token = Object.entries(api.tokens).find(([name]) => name === who)?.[1] ?? ''
        const answer = await api.call(url, { token, method, ...(method === 'POST' ? { body: {} } : {}) })
        expect(answer.status, `${who} ${url}`).toBe(status)
      }
    }
  })

  it('is counted: who asks too often is told to wait, and so is who guesses', async () => {
    const slow = await Api.open({ requestsPerMinute: 3 })
    try {
      const ask = (token: string) => slow.call('/codes', { token })
      for (let n = 0; n < 3; n += 1) expect((await ask(slow.tokens.operator)).status).toBe(200)
      const over = await ask(slow.tokens.operator)
      expect(over.json()).toMatchObject({ status: 429, code: 'RATE_EXCEEDED' })
      expect(over.headers['retry-after']).toBeDefined()
      expect((await ask(slow.tokens.auditor)).status).toBe(200)
      const guesses = []
      for (let n = 0; n < 32; n += 1) guesses.push((await ask(`mlt_guess${n}`)).status)
      expect(guesses.at(0)).toBe(401)
      expect(guesses.at(-1)).toBe(429)
    } finally {
      await slow.close()
    }
  })
})

describe('sign-in as an example person', () => {
  const host = { host: '127.0.0.1:4600' }
  const open = () => Api.open({ examplePeople: true })
  const cookieOf = (headers: Readonly<Record<string, unknown>>): string =>
    String(headers['set-cookie']).split(';')[0] ?? ''

  it('sets a cookie that scripts cannot read, and commands need the session’s token besides', async () => {
    const example = await open()
    try {
      const people = (await example.call('/session/people', { headers: host })).json<{
        warning: string
        people: { id: string }[]
      }>()
      expect(people.warning).toContain('anyone at this computer')
      const entered = await example.call('/session', { method: 'POST', body: { person: 'olive' }, headers: host })
      expect(entered.status).toBe(200)
      expect(String(entered.headers['set-cookie'])).toMatch(/HttpOnly.*SameSite=Strict/)
      const cookie = cookieOf(entered.headers)
      const me = (await example.call('/session', { headers: { ...host, cookie } })).json<{
        csrf: string
        example: boolean
      }>()
      expect(me.example).toBe(true)
      const retry = (headers: Record<string, string>) =>
        example.call('/meters/1/retry', { method: 'POST', body: {}, headers: { ...host, cookie, ...headers } })
      expect((await retry({})).json()).toMatchObject({ status: 403, code: 'CSRF_REFUSED' })
      expect((await retry({ 'x-csrf-token': 'x'.repeat(43) })).json()).toMatchObject({ code: 'CSRF_REFUSED' })
      expect((await retry({ 'x-csrf-token': me.csrf })).json()).toMatchObject({ code: 'METER_UNKNOWN' })
      const foreign = { 'x-csrf-token': me.csrf, origin: 'https://evil.example' }
      expect((await retry(foreign)).json()).toMatchObject({ code: 'ORIGIN_REFUSED' })
      expect((await retry({ 'x-csrf-token': me.csrf, 'sec-fetch-site': 'cross-site' })).json()).toMatchObject({
        code: 'ORIGIN_REFUSED',
      })
      const left = await example.call('/session', {
        method: 'DELETE',
        headers: { ...host, cookie, 'x-csrf-token': me.csrf },
      })
      expect(left.status).toBe(204)
      expect((await example.call('/session', { headers: { ...host, cookie } })).status).toBe(401)
    } finally {
      await example.close()
    }
  })
  it('answers under this computer’s own name alone', async () => {
    const example = await open()
    try {
      const answer = await example.call('/session/people', { headers: { host: 'rebound.example' } })
      expect(answer.json()).toMatchObject({ status: 403, code: 'ORIGIN_REFUSED' })
    } finally {
      await example.close()
    }
  })
  it('is not there where there are no example people', async () => {
    expect((await api.call('/session/people')).status).toBe(404)
    expect((await api.call('/session', { method: 'POST', body: { person: 'adam' } })).status).toBe(404)
  })
  it('is refused by a service that is not embedded', () => {
    const env = {
      METERLIFT_DATABASE_URL: 'postgres://x@127.0.0.1/m',
      METERLIFT_CALLBACK_SECRET: 'a-secret-of-some-length',
      METERLIFT_EXAMPLE_PEOPLE: 'loopback',
    }
    expect(readApiConfig(env).METERLIFT_EXAMPLE_PEOPLE).toBe('loopback')
    for (const over of [
      { NODE_ENV: 'production' },
      { METERLIFT_HOST: '0.0.0.0' },
      { METERLIFT_DATABASE_URL: 'postgres://x@db.example/m' },
      { METERLIFT_OIDC_ISSUER: issuer },
    ]) {
      expect(() => readApiConfig({ ...env, ...over })).toThrow('METERLIFT_EXAMPLE_PEOPLE would let anyone in')
    }
  })
  it('is refused, or left out, by a start on servers of a deployment', () => {
    expect(examplePeopleAllowed({})).toBe(true)
    expect(examplePeopleAllowed({ METERLIFT_EXAMPLE_PEOPLE: 'off' })).toBe(false)
    for (const given of ['METERLIFT_DATABASE_URL', 'TEMPORAL_ADDRESS', 'METERLIFT_OIDC_ISSUER']) {
      expect(examplePeopleAllowed({ [given]: 'x' })).toBe(false)
      expect(() => examplePeopleAllowed({ [given]: 'x', METERLIFT_EXAMPLE_PEOPLE: 'loopback' })).toThrow(
        `${given} is set`,
      )
    }
    expect(examplePeopleAllowed({ NODE_ENV: 'production' })).toBe(false)
  })
})

describe('answers', () => {
  it('carry headers that keep browsers from guessing, framing and storing', async () => {
    const { headers } = await api.call('/status', { token: api.tokens.operator })
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['strict-transport-security']).toContain('max-age')
  })
  it('to what is not there, not JSON, of another type, or with an unknown word are problems', async () => {
    const { operator: token } = api.tokens
    const post = (body: string, type: string) =>
      api.call('/meters/1/retry', { token, method: 'POST', body, headers: { 'content-type': type } })
    expect((await api.call('/nowhere', { token })).json()).toMatchObject({ status: 404, code: 'ROUTE_UNKNOWN' })
    expect((await post('{', 'application/json')).json()).toMatchObject({ status: 400, code: 'REQUEST_INVALID' })
    expect((await post('x', 'text/xml')).json()).toMatchObject({ status: 415, code: 'MEDIA_TYPE_UNKNOWN' })
    const strange = await api.call('/meters?colour=red', { token })
    expect(strange.json()).toMatchObject({ status: 400, code: 'REQUEST_INVALID', errors: [{ in: 'query' }] })
    expect((await api.call('/meters?stage=nowhere', { token })).json()).toMatchObject({
      status: 400,
      code: 'FILTER_INVALID',
    })
  })
  it('to a full disk say so, of the system or of PostgreSQL', () => {
    for (const code of ['ENOSPC', 'EDQUOT', '53100']) {
      const problem = problemOf(Object.assign(new Error('no space left on device, write'), { code }), 'one')
      expect(problem).toMatchObject({ status: 507, code: 'DISK_FULL' })
      expect(problem.detail).not.toContain('device')
    }
  })

  it('to a fault of ours tell nothing of the inside', async () => {
    const broken = await Api.open()
    try {
      await broken.fleet.db`alter table stage_count rename to hidden`
      const answer = await broken.call('/status', { token: broken.tokens.operator })
      expect(answer.json()).toMatchObject({ status: 500, code: 'UNEXPECTED' })
      expect(answer.text).not.toMatch(/stage_count|select|relation/)
    } finally {
      await broken.close()
    }
  })
})
