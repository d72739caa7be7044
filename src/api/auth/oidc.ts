import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTVerifyGetKey } from 'jose'
import { MeterliftError } from '../../domain/errors.js'
import type { OidcConfig } from '../../runtime/config.js'
import type { Caller } from './caller.js'
import { callerOf } from './claims.js'

/** Turns an access token of the identity provider into a caller. */
export type VerifyJwt = (token: string) => Promise<Caller>

/** Signatures alone: a shared secret would let whoever checks a token make one. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
const clockToleranceSeconds = 30

/**
 * Checks access tokens of an OpenID provider: signature by its published keys, issuer, audience, time.
 * @param fetcher stands in for the network in tests
 */
export function createOidc(config: OidcConfig, fetcher: typeof fetch = fetch): VerifyJwt {
  let keys: Promise<JWTVerifyGetKey> | undefined
  const keySet = (): Promise<JWTVerifyGetKey> => {
    keys ??= findKeys(config, fetcher).catch((error: unknown) => {
      keys = undefined
      throw error
    })
    return keys
  }
  return async (token) => {
    const key = await keySet()
    try {
      const { payload } = await jwtVerify(token, key, {
        issuer: config.issuer,
        audience: config.audience,
        algorithms,
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ['sub', 'exp'],
      })
      return callerOf(payload, config)
    } catch (error) {
      if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) throw error
      throw new MeterliftError('SIGN_IN_REFUSED', 'the access token is not valid here', {
        hint: 'get a new one from the identity provider; docs/security.md says what it must carry',
        cause: error,
      })
    }
  }
}

async function findKeys({ issuer, jwksUrl }: OidcConfig, fetcher: typeof fetch): Promise<JWTVerifyGetKey> {
  const url = jwksUrl ?? (await discover(issuer, fetcher))
  return createRemoteJWKSet(new URL(url), { [customFetch]: fetcher })
}

async function discover(issuer: string, fetcher: typeof fetch): Promise<string> {
  const response = await fetcher(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5_000),
  })
  const found: unknown = response.ok ? await response.json() : null
  if (typeof found === 'object' && found !== null && 'jwks_uri' in found && typeof found.jwks_uri === 'string') {
    return found.jwks_uri
  }
  throw new Error(`the identity provider ${issuer} does not say where its keys are`)
}
