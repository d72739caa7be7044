import * as client from 'openid-client'
import { z } from 'zod'
import { MeterliftError } from '../../domain/errors.js'
import type { OidcConfig } from '../../runtime/config.js'
import type { Caller } from './caller.js'
import { callerOf } from './claims.js'

/** What a browser keeps while its user is at the identity provider. */
export interface PendingSignIn {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Path of the console to come back to. */
  readonly to: string
}

/** Sign-in of people by the authorization code flow with PKCE (RFC 6749 section 4.1, RFC 7636; OpenID Connect Core 3.1). */
export interface BrowserSignIn {
  /** Whose people they are, for the button: the host of the provider. */
  readonly name: string
  /** Whether the console is reached by HTTPS, so that cookies may be kept to it. */
  readonly secure: boolean
  /** Where to send the browser, and what it must bring back. */
  readonly begin: (to: string) => Promise<{ readonly url: string; readonly pending: PendingSignIn }>
  /**
   * Who came back.
   * @param search the query that the provider sent the browser back with
   * @throws MeterliftError SIGN_IN_REFUSED
   */
  readonly finish: (search: string, pending: PendingSignIn) => Promise<Caller>
}

export const callbackPath = '/v1/session/callback'
const local = /^(127\.0\.0\.1|localhost|\[::1\])$/
const timeoutSeconds = 10

const form = z.strictObject({
  state: z.string().max(200),
  nonce: z.string().max(200),
  verifier: z.string().max(200),
  to: z.string().max(2_000),
})

/** Null: people do not sign in with a browser here. */
export function createBrowserSignIn(config: OidcConfig): BrowserSignIn | null {
  const { browser } = config
  if (browser === null) return null
  const redirect = new URL(callbackPath, browser.publicUrl)
  let found: Promise<client.Configuration> | undefined
  const provider = (): Promise<client.Configuration> => {
    found ??= discover(config, browser).catch((error: unknown) => {
      found = undefined
      throw new MeterliftError('PROVIDER_AWAY', `the identity provider ${config.issuer} does not answer as it should`, {
        hint: 'try again in a moment; whoever runs this service finds more in its log',
        cause: error,
      })
    })
    return found
  }
  return {
    name: new URL(config.issuer).host,
    secure: redirect.protocol === 'https:',
    async begin(to) {
      const pending = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        to: ownPath(to),
      }
      const url = client.buildAuthorizationUrl(await provider(), {
        redirect_uri: redirect.href,
        scope: browser.scope,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, pending }
    },
    async finish(search, { state, nonce, verifier }) {
      const came = new URL(redirect)
      came.search = search
      const answered = await client
        .authorizationCodeGrant(await provider(), came, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        .catch((error: unknown) => {
          throw isRefusal(error) ? notSignedIn(error) : error
        })
      const claims = answered.claims()
      if (claims === undefined) throw new Error('the identity provider sent no ID token')
      return callerOf({ ...claims }, config)
    },
  }
}

async function discover(
  { issuer }: OidcConfig,
  { clientId, clientSecret }: NonNullable<OidcConfig['browser']>,
): Promise<client.Configuration> {
  const server = new URL(issuer)
  const insecure = server.protocol === 'http:' && local.test(server.hostname)
  return client.discovery(
    server,
    clientId,
    undefined,
    clientSecret === null ? client.None() : client.ClientSecretBasic(clientSecret),
    {
      timeout: timeoutSeconds,
      // The ID token's own signature is checked too, not only the connection that it came by.
      execute: [
        client.enableNonRepudiationChecks,
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- of a provider at this very computer alone
        ...(insecure ? [client.allowInsecureRequests] : []),
      ],
    },
  )
}

/** What the provider or the check of its answer refused; anything else is a fault. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof client.AuthorizationResponseError ||
    error instanceof client.ResponseBodyError ||
    (error instanceof client.ClientError && error.code !== 'OAUTH_TIMEOUT')
  )
}

function notSignedIn(cause: unknown): MeterliftError {
  return new MeterliftError('SIGN_IN_REFUSED', 'the identity provider did not sign you in', {
    hint: 'try once more; if it is refused again, ask whoever keeps your account there',
    cause,
  })
}

/** A path of this console; whatever would lead elsewhere is the first page. */
function ownPath(to: string): string {
  const base = 'https://console.invalid'
  const url = /^\/(?![/\\])/.test(to) && URL.canParse(to, base) ? new URL(to, base) : null
  return url?.origin === base ? `${url.pathname}${url.search}${url.hash}` : '/'
}

export function writePending(pending: PendingSignIn): string {
  return Buffer.from(JSON.stringify(pending)).toString('base64url')
}

/** Null: there is none, or it is not one of ours. */
export function readPending(cookie: string | undefined): PendingSignIn | null {
  if (cookie === undefined) return null
  try {
    return form.parse(JSON.parse(Buffer.from(cookie, 'base64url').toString('utf8')))
  } catch {
    return null
  }
}
