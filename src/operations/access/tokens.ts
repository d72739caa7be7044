import { isPermission, isRole, permissions, permitted, roles, type Permission, type Role } from '../../domain/access.js'
import type { EpochMs } from '../../domain/brands.js'
import { MeterliftError } from '../../domain/errors.js'
import type { Programme } from '../../domain/programme.js'
import { revokeToken, storeToken } from '../../register/access/tokens.js'
import type { Queryable } from '../../register/database.js'
import { named } from '../resolve-filter.js'
import { hashOf, newToken, tokenText } from './token-text.js'

/** An API token as an administrator asks for it. */
export interface TokenRequest {
  readonly name: string
  readonly roles: readonly string[]
  /** Permissions; empty: all that the roles may. */
  readonly scopes: readonly string[]
  /** Id, name or alias; for the role supplier, and for no other. */
  readonly supplier: string | null
  readonly days: number
  readonly by: string
  /** What its maker may, beyond which it gives nothing; absent: whoever has the register itself may all. */
  readonly within?: ReadonlySet<Permission>
  readonly now: EpochMs
}

export interface MadeToken {
  readonly tokenId: string
  /** Shown this once; the register keeps its hash alone. */
  readonly token: string
  readonly roles: readonly Role[]
  readonly scopes: readonly string[] | null
  readonly supplier: string | null
  readonly expiresAt: EpochMs
}

const dayMs = 86_400_000

/** Makes an API token. @throws MeterliftError TOKEN_INVALID saying what is wrong and what may stand there */
export async function createToken(db: Queryable, programme: Programme, request: TokenRequest): Promise<MadeToken> {
  const held = request.roles.filter(isRole)
  const strange = request.roles.find((role) => !isRole(role))
  if (strange !== undefined || held.length === 0)
    throw invalid(strange === undefined ? 'a token needs a role' : `there is no role “${strange}”`, roles)
  const scope = request.scopes.find((each) => !isPermission(each))
  if (scope !== undefined) throw invalid(`there is no scope “${scope}”`, Object.keys(permissions))
  const supplier = supplierOf(programme, held, request.supplier)
  const { tokenId, secret } = newToken()
  const scopes = request.scopes.length === 0 ? null : request.scopes
  const { within } = request
  const beyond = within === undefined ? [] : [...permitted(held, scopes)].filter((each) => !within.has(each))
  if (beyond.length > 0) {
    throw new MeterliftError('TOKEN_INVALID', `you may not ${beyond.join(', ')}, and so give nobody a token that may`, {
      hint: 'narrow it by scopes, or have somebody make it who may',
    })
  }
  const expiresAt = request.now + request.days * dayMs
  await storeToken(db, {
    tokenId,
    name: request.name,
    secretHash: hashOf(secret),
    roles: held,
    scopes,
    supplier,
    createdAt: request.now,
    createdBy: request.by,
    expiresAt,
  })
  return { tokenId, token: tokenText({ tokenId, secret }), roles: held, scopes, supplier, expiresAt }
}

/** The role supplier goes with a supplier, and stands alone: together with another it would see all the others. */
function supplierOf({ suppliers }: Programme, held: readonly Role[], text: string | null): string | null {
  const names = suppliers.map(({ id }) => id)
  if (!held.includes('supplier')) {
    if (text === null) return null
    throw new MeterliftError('TOKEN_INVALID', 'only the role supplier goes with a supplier', {
      hint: 'give the role supplier, or leave the supplier out',
    })
  }
  if (held.length > 1) {
    throw new MeterliftError('TOKEN_INVALID', 'the role supplier stands alone', {
      hint: 'give each role its own token',
    })
  }
  const found = text === null ? undefined : named(suppliers, text)
  if (found === undefined) {
    throw invalid(
      text === null ? 'the role supplier needs a supplier' : `the programme has no supplier “${text}”`,
      names,
    )
  }
  return found.id
}

/** @throws MeterliftError TOKEN_UNKNOWN */
export async function withdrawToken(
  db: Queryable,
  tokenId: string,
  decision: { readonly by: string; readonly reason: string; readonly now: EpochMs },
): Promise<void> {
  if (await revokeToken(db, tokenId, decision)) return
  throw new MeterliftError('TOKEN_UNKNOWN', `no token ${tokenId} is in use`, {
    hint: 'token list shows them; one that was revoked stays so',
  })
}

function invalid(message: string, values: readonly string[]): MeterliftError {
  return new MeterliftError('TOKEN_INVALID', message, { hint: `one of ${values.join(', ')}` })
}
