import type { EpochMs } from '../../domain/brands.js'
import type { Queryable } from '../database.js'

/** Who signed in: an example person, or whom the identity provider named and what it said of them at that time. */
export type SignedIn =
  | { readonly kind: 'example'; readonly person: string }
  | {
      readonly kind: 'provider'
      readonly id: string
      readonly name: string
      readonly roles: readonly string[]
      readonly supplier: string | null
    }

/** Keeps a sign-in by the hash of its secret, and forgets those that have expired. */
export async function storeSession(
  db: Queryable,
  session: {
    readonly hash: Uint8Array
    readonly who: SignedIn
    readonly now: EpochMs
    readonly expiresAt: EpochMs
  },
): Promise<void> {
  await db`delete from api_session where expires_at < ${session.now}`
  await db`
    insert into api_session (session_hash, who, created_at, expires_at)
    values (${session.hash}, ${db.json({ ...session.who })}, ${session.now}, ${session.expiresAt})`
}

/** Who signed in, or null if the session is unknown or has expired. */
export async function findSession(db: Queryable, hash: Uint8Array, now: EpochMs): Promise<SignedIn | null> {
  const [row] = await db<{ who: SignedIn }[]>`
    select who from api_session where session_hash = ${hash} and expires_at > ${now}`
  return row?.who ?? null
}

export async function endSession(db: Queryable, hash: Uint8Array): Promise<void> {
  await db`delete from api_session where session_hash = ${hash}`
}
