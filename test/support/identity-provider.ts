import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'

export const password = 'any will do'

/** A real OpenID provider at this computer, whose people are named by what its tokens say of them. */
export interface IdentityProvider {
  readonly issuer: string
  readonly close: () => Promise<void>
}

export async function startIdentityProvider(
  client: { readonly id: string; readonly secret: string; readonly redirect: string },
  people: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Promise<IdentityProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [client.redirect] }],
    pkce: { required: () => true, methods: ['S256'] },
    claims: { openid: ['sub', 'name', 'roles', 'supplier'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['only-for-tests'] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => Promise.resolve({ sub: id, ...people[id] }) }),
  })
  const handle = provider.callback()
  server.on('request', (request, response) => void handle(request, response))
  return {
    issuer,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** A browser of the least kind: it follows redirects and keeps cookies, and fills in the provider's two forms. */
export class Visitor {
  private readonly jars = new Map<string, Map<string, string>>()

  cookie(origin: string, name: string): string | undefined {
    return this.jars.get(origin)?.get(name)
  }

  async ask(url: string, init: RequestInit = {}): Promise<Response> {
    const { origin } = new URL(url)
    const jar = this.jars.get(origin) ?? new Map<string, string>()
    this.jars.set(origin, jar)
    const cookies = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = new Headers(init.headers)
    if (cookies !== '') headers.set('cookie', cookies)
    const response = await fetch(url, { ...init, redirect: 'manual', headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }

  /** Goes where a redirect leads, again and again; at the provider's forms it signs in and agrees. Answers where it ended. */
  async follow(from: string, login: string, stop: (url: string) => boolean): Promise<string> {
    let url = from
    for (let steps = 0; steps < 20; steps += 1) {
      if (stop(url)) return url
      const response = await this.ask(url)
      const to = response.headers.get('location')
      if (to !== null) {
        url = new URL(to, url).href
        continue
      }
      const text = await response.text()
      const [, action] = /<form[^>]*action="([^"]+)"/.exec(text) ?? []
      if (action === undefined) throw new Error(`${url} answers ${response.status}: ${text.slice(0, 400)}`)
      const prompt = text.includes('value="login"') ? 'login' : 'consent'
      const answered = await this.ask(new URL(action, url).href, {
        method: 'POST',
        body: new URLSearchParams(prompt === 'login' ? { prompt, login, password } : { prompt }),
      })
      const next = answered.headers.get('location')
      if (next === null) throw new Error(`${action} answers ${answered.status}: ${await answered.text()}`)
      url = new URL(next, url).href
    }
    throw new Error(`no end of redirects, at last ${url}`)
  }
}
