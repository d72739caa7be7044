import getPort from 'get-port'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowserSignIn } from '../../../src/api/auth/browser-sign-in.js'
import { createOidc } from '../../../src/api/auth/oidc.js'
import { oidcOf, readApiConfig } from '../../../src/runtime/config.js'
import { quietPorts } from '../../../src/runtime/quiet-ports.js'
import { Api } from '../../support/api.js'
import { startIdentityProvider, Visitor, type IdentityProvider } from '../../support/identity-provider.js'

const environment = {
  METERLIFT_DATABASE_URL: 'postgres://db.example.net/meterlift',
  METERLIFT_CALLBACK_SECRET: 'a-secret-of-callbacks',
  METERLIFT_OIDC_AUDIENCE: 'meterlift',
  METERLIFT_OIDC_CLIENT_ID: 'console',
  METERLIFT_OIDC_CLIENT_SECRET: 'a-secret-of-the-console',
}

let identity: IdentityProvider
let api: Api
let here: string
beforeAll(async () => {
  const port = await getPort({ host: '127.0.0.1', port: quietPorts() })
  here = `http://127.0.0.1:${port}`
  identity = await startIdentityProvider(
    {
      id: environment.METERLIFT_OIDC_CLIENT_ID,
      secret: environment.METERLIFT_OIDC_CLIENT_SECRET,
      redirect: `${here}/v1/session/callback`,
    },
    {
      ann: { name: 'Ann', roles: ['operator'] },
      eve: { name: 'Eve', roles: ['supplier'], supplier: 'edf' },
      nora: { name: 'Nora', roles: ['gardener'] },
    },
  )
  const config = oidcOf(
    readApiConfig({ ...environment, METERLIFT_OIDC_ISSUER: identity.issuer, METERLIFT_PUBLIC_URL: here }),
  )
  if (config === null) throw new Error('no provider was configured')
  api = await Api.open({ oidc: createOidc(config), signIn: createBrowserSignIn(config) })
  await api.server.listen({ host: '127.0.0.1', port })
})
afterAll(async () => {
  await api.close()
  await identity.close()
})

const isConsole = (url: string): boolean => url.startsWith(here) && !url.includes('/v1/')

/** Signs in and answers where the browser was sent to in the end. */
function signIn(visitor: Visitor, login: string, to = '/meters?stage=blocked'): Promise<string> {
  return visitor.follow(`${here}/v1/session/sign-in?to=${encodeURIComponent(to)}`, login, isConsole)
}

describe('a person with a browser', () => {
  it('signs in with the identity provider, comes back to its page, and may what its roles say', async () => {
    const visitor = new Visitor()
    expect(await visitor.ask(`${here}/v1/session/ways`).then((answer) => answer.json())).toEqual({
      provider: true,
      providerName: new URL(identity.issuer).host,
      examplePeople: false,
    })
    expect(await signIn(visitor, 'ann')).toBe(`${here}/meters?stage=blocked`)
    const session = (await (await visitor.ask(`${here}/v1/session`)).json()) as { csrf: string }
    expect(session).toMatchObject({ name: 'Ann', roles: ['operator'], supplier: null, example: false })
    expect((await visitor.ask(`${here}/v1/status`)).status).toBe(200)
    expect((await visitor.ask(`${here}/v1/audit`)).status).toBe(403)
    const left = await visitor.ask(`${here}/v1/session`, {
      method: 'DELETE',
      headers: { 'x-csrf-token': session.csrf, origin: here },
    })
    expect(left.status).toBe(204)
    expect((await visitor.ask(`${here}/v1/session`)).status).toBe(401)
  })

  it('of a supplier sees its own portfolio alone', async () => {
    const visitor = new Visitor()
    await signIn(visitor, 'eve')
    expect(await (await visitor.ask(`${here}/v1/session`)).json()).toMatchObject({
      roles: ['supplier'],
      supplier: 'edf',
    })
    expect((await visitor.ask(`${here}/v1/tokens`)).status).toBe(403)
  })

  it('whom the provider gives no role here is told so on the sign-in page, and is nobody', async () => {
    const visitor = new Visitor()
    expect(await signIn(visitor, 'nora')).toBe(`${here}/sign-in?refused=true`)
    expect((await visitor.ask(`${here}/v1/session`)).status).toBe(401)
  })

  it('is on the audit log', async () => {
    const { entries } = (await api.call('/audit?action=sign%20in', { token: api.tokens.auditor })).json<{
      entries: { actor: string }[]
    }>()
    expect(entries.map(({ actor }) => actor).toSorted()).toEqual(['Ann', 'Eve'])
  })

  it('comes back to this console alone, wherever a link would have led', async () => {
    for (const to of ['https://evil.example', '//evil.example/x', '/\\evil.example', 'javascript:alert(1)', '']) {
      expect(await signIn(new Visitor(), 'ann', to)).toBe(`${here}/`)
    }
  })

  it('is not signed in by a link that another browser began, by a second use, or by an answer that was changed', async () => {
    const mine = new Visitor()
    const isCallback = (url: string): boolean => url.startsWith(`${here}/v1/session/callback`)
    const back = await mine.follow(`${here}/v1/session/sign-in`, 'ann', isCallback)
    const refused = `${here}/sign-in?refused=true`
    expect((await new Visitor().ask(back)).headers.get('location')).toBe('/sign-in?refused=true')
    const changed = await mine.follow(back.replace(/state=[^&]+/, 'state=other'), 'ann', isConsole)
    expect(changed).toBe(refused)
    // Its cookie is spent.
    expect(await mine.follow(back, 'ann', isConsole)).toBe(refused)
    expect(mine.cookie(here, 'meterlift_session')).toBe(undefined)
  })

  it('whose sign-in was refused by the provider is told so', async () => {
    const visitor = new Visitor()
    const begun = await visitor.ask(`${here}/v1/session/sign-in`)
    const state = new URL(begun.headers.get('location') ?? '').searchParams.get('state') ?? ''
    const error = `${here}/v1/session/callback?error=access_denied&state=${state}&iss=${encodeURIComponent(identity.issuer)}`
    expect((await visitor.ask(error)).headers.get('location')).toBe('/sign-in?refused=true')
  })

  it('cannot sign in where no provider is configured, or where it is away', async () => {
    const without = await Api.open()
    expect(await without.call('/session/ways').then((answer) => answer.json())).toEqual({
      provider: false,
      providerName: null,
      examplePeople: false,
    })
    expect((await without.call('/session/sign-in')).status).toBe(404)
    await without.close()
    const issuer = `http://127.0.0.1:${await getPort({ host: '127.0.0.1', port: quietPorts() })}`
    const config = oidcOf(
      readApiConfig({ ...environment, METERLIFT_OIDC_ISSUER: issuer, METERLIFT_PUBLIC_URL: 'https://m.example' }),
    )
    const away = await Api.open({ signIn: config === null ? null : createBrowserSignIn(config) })
    const answer = await away.call('/session/sign-in')
    expect([answer.status, answer.json().code]).toEqual([503, 'PROVIDER_AWAY'])
    await away.close()
  })

  it('needs to know where browsers find it', () => {
    const half = readApiConfig({ ...environment, METERLIFT_OIDC_ISSUER: identity.issuer })
    expect(() => oidcOf(half)).toThrow('METERLIFT_PUBLIC_URL is not set')
  })
})
