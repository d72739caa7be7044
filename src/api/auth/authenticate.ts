import { createHash, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { isRole, permitted } from '../../domain/access.js'
import type { EpochMs } from '../../domain/brands.js'
import { MeterliftError } from '../../domain/errors.js'
import { hashOf, readTokenText, sameHash } from '../../operations/access/token-text.js'
import { endSession, findSession, storeSession, type SignedIn } from '../../register/access/sessions.js'
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
  return secret === undefined ? null : bySession(deps, secret)
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

async function bySession(deps: AuthDeps, secret: string): Promise<Caller | null> {
  const who = secretForm.test(secret) ? await findSession(deps.db, hashOf(secret), deps.clock()) : null
  const caller = who === null ? null : who.kind === 'example' ? byExample(deps, who.person) : byProvider(deps, who)
  return caller === null ? null : { ...caller, csrf: csrfOf(secret) }
}

function byExample({ examplePeople: allowed }: AuthDeps, person: string): Caller | null {
  const known = allowed ? examplePeople.find(({ id }) => id === person) : undefined
  return known === undefined ? null : exampleCaller(known)
}

function byProvider({ oidc }: AuthDeps, { id, name, roles, supplier }: SignedIn & { kind: 'provider' }): Caller | null {
  const held = roles.filter(isRole)
  return oidc === null ? null : { id, name, roles: held, permissions: permitted(held, null), supplier }
}

/** The token that a page must send with a command: bound to its session, and not to be read by other sites. */
export function csrfOf(secret: string): string {
  return createHash('sha256').update(`csrf ${secret}`).digest('base64url')
}

/** Signs somebody in. @returns the cookie's secret */
export async function signIn({ db, clock }: AuthDeps, who: SignedIn): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  const now = clock()
  await storeSession(db, { hash: hashOf(secret), who, now, expiresAt: now + sessionMs })
  return secret
}

export async function signOut({ db }: AuthDeps, secret: string): Promise<void> {
  await endSession(db, hashOf(secret))
}
