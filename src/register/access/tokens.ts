import type { EpochMs, SupplierId } from '../../domain/brands.js'
import type { Queryable } from '../database.js'

/** A token as people may see it: never its secret. */
export interface TokenLine {
  readonly tokenId: string
  readonly name: string
  readonly roles: readonly string[]
  /** Null: all that the roles may. */
  readonly scopes: readonly string[] | null
  readonly supplier: SupplierId | null
  readonly createdAt: EpochMs
  readonly createdBy: string
  readonly expiresAt: EpochMs
  readonly revokedAt: EpochMs | null
  readonly revokedBy: string | null
  readonly revokeReason: string | null
  readonly lastUsedAt: EpochMs | null
}

export interface StoredToken extends TokenLine {
  readonly secretHash: Uint8Array
}

const line = (db: Queryable) => db`
  token_id as "tokenId", name, roles, scopes, supplier_id as supplier, created_at as "createdAt", created_by as "createdBy",
  expires_at as "expiresAt", revoked_at as "revokedAt", revoked_by as "revokedBy",
  revoke_reason as "revokeReason", last_used_at as "lastUsedAt"`

export async function storeToken(
  db: Queryable,
  token: Omit<StoredToken, 'revokedAt' | 'revokedBy' | 'revokeReason' | 'lastUsedAt'>,
): Promise<void> {
  await db`
    insert into api_token (token_id, name, secret_hash, roles, scopes, supplier_id, created_at, created_by, expires_at)
    values (${token.tokenId}, ${token.name}, ${token.secretHash}, ${[...token.roles]},
            ${token.scopes === null ? null : [...token.scopes]}, ${token.supplier}, ${token.createdAt}, ${token.createdBy},
            ${token.expiresAt})`
}

export async function findToken(db: Queryable, tokenId: string): Promise<StoredToken | null> {
  const [row] = await db<StoredToken[]>`
    select ${line(db)}, secret_hash as "secretHash" from api_token where token_id = ${tokenId}`
  return row ?? null
}

/** All tokens, the newest first; those revoked or expired too. */
export async function listTokens(db: Queryable): Promise<readonly TokenLine[]> {
  return db<TokenLine[]>`select ${line(db)} from api_token order by created_at desc, token_id`
}

/** @returns false if there is no such token that still counts */
export async function revokeToken(
  db: Queryable,
  tokenId: string,
  { by, reason, now }: { readonly by: string; readonly reason: string; readonly now: EpochMs },
): Promise<boolean> {
  const revoked = await db`
    update api_token set revoked_at = ${now}, revoked_by = ${by}, revoke_reason = ${reason}
    where token_id = ${tokenId} and revoked_at is null returning 1`
  return revoked.length > 0
}

/** Notes that a token was used, once a minute at most. */
export async function noteTokenUse(db: Queryable, tokenId: string, now: EpochMs): Promise<void> {
  await db`
    update api_token set last_used_at = ${now}
    where token_id = ${tokenId} and (last_used_at is null or last_used_at < ${now - 60_000})`
}
