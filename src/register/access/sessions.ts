import type { EpochMs } from '../../domain/brands.js'
import type { Queryable } from '../database.js'

/** Keeps a sign-in by the hash of its secret, and forgets those that have expired. */
export async function storeSession(
  db: Queryable,
  session: { readonly hash: Uint8Array; readonly person: string; readonly now: EpochMs; readonly expiresAt: EpochMs },
): Promise<void> {
  await db`delete from api_session where expires_at < ${session.now}`
  await db`
    insert into api_session (session_hash, person, created_at, expires_at)
    values (${session.hash}, ${session.person}, ${session.now}, ${session.expiresAt})`
}

/** The person who signed in, or null if the session is unknown or has expired. */
export async function findSession(db: Queryable, hash: Uint8Array, now: EpochMs): Promise<string | null> {
  const [row] = await db<{ person: string }[]>`
    select person from api_session where session_hash = ${hash} and expires_at > ${now}`
  return row?.person ?? null
}

export async function endSession(db: Queryable, hash: Uint8Array): Promise<void> {
  await db`delete from api_session where session_hash = ${hash}`
}
