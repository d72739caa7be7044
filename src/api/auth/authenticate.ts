import { createHash, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { isRole, permitted } from '../../domain/access.js'
import type { EpochMs } from '../../domain/brands.js'
import { MeterliftError } from '../../domain/errors.js'
import { hashOf, readTokenText, sameHash } from '../../operations/access/token-text.js'
import { endSession, findSession, storeSession } from '../../register/access/sessions.js'
import { findToken, noteTokenUse } from '../../register/access/tokens.js'
import type { Database } from '../../register/database.js'
import type { Caller } from './caller.js'
import { exampleCaller, examplePeople } from './example-people.js'
import type { VerifyJwt } from './oidc.js'

export interface AuthDeps {
  readonly db: Database
  /** Null: no identity provider is configured. */
  readonly oidc: VerifyJwt | null
  /** Whether anyone at this computer may sign in as an example person. */
  readonly examplePeople: boolean
  readonly clock: () => EpochMs
}

export const sessionCookie = 'meterlift_session'
export const sessionMs = 12 * 3_600_000
const secretForm = /^[A-Za-z0-9_-]{43}$/

/** Finds out who asks: by token, access token or cookie. Null: nobody said. @throws MeterliftError SIGN_IN_REFUSED */
export async function authenticate(deps: AuthDeps, request: FastifyRequest): Promise<Caller | null> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const [, text] = /^Bearer ([^\s]+)$/i.exec(authorization) ?? []
    if (text === undefined) throw refused()
    return text.startsWith('mlt_') ? byToken(deps, text) : byJwt(deps, text)
  }
  const secret = request.cookies[sessionCookie]
  return secret === undefined || !deps.examplePeople ? null : bySession(deps, secret)
}

/** One wording for everything that is wrong with a token, so that nobody learns which ones there are. */
function refused(): MeterliftError {
  return new MeterliftError('SIGN_IN_REFUSED', 'the token is not valid: unknown, expired or revoked', {
    hint: 'have a new one made (meterlift token create)',
  })
}

async function byToken({ db, clock }: AuthDeps, text: string): Promise<Caller> {
  const given = readTokenText(text)
  const kept = given === null ? null : await findToken(db, given.tokenId)
  const now = clock()
  if (given === null || kept === null || !sameHash(hashOf(given.secret), kept.secretHash)) throw refused()
  if (kept.revokedAt !== null || kept.expiresAt <= now) throw refused()
  await noteTokenUse(db, kept.tokenId, now)
  const roles = kept.roles.filter(isRole)
  return {
    id: `token:${kept.tokenId}`,
    name: kept.name,
    roles,
    permissions: permitted(roles, kept.scopes),
    supplier: kept.supplier,
  }
}

async function byJwt({ oidc }: AuthDeps, text: string): Promise<Caller> {
  if (oidc === null) throw refused()
  return oidc(text)
}

async function bySession({ db, clock }: AuthDeps, secret: string): Promise<Caller | null> {
  const person = secretForm.test(secret) ? await findSession(db, hashOf(secret), clock()) : null
  const known = examplePeople.find(({ id }) => id === person)
  return known === undefined ? null : { ...exampleCaller(known), csrf: csrfOf(secret) }
}

/** The token that a page must send with a command: bound to its session, and not to be read by other sites. */
export function csrfOf(secret: string): string {
  return createHash('sha256').update(`csrf ${secret}`).digest('base64url')
}

/** Signs an example person in. @returns the cookie's secret */
export async function signIn({ db, clock }: AuthDeps, person: string): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const now = clock()
  await storeSession(db, { hash: hashOf(secret), person, now, expiresAt: now + sessionMs })
  return secret
}

export async function signOut({ db }: AuthDeps, secret: string): Promise<void> {
  await endSession(db, hashOf(secret))
}
