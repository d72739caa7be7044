import type { EpochMs } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { toJson } from '../json.js'

/** A command's answer as it was given. */
export interface KeptAnswer {
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
}

/** What is known of a command by its Idempotency-Key. */
export type Reservation =
  | { readonly kind: 'new' }
  /** Somebody is at it. */
  | { readonly kind: 'under-way' }
  | { readonly kind: 'answered'; readonly answer: KeptAnswer }
  /** The key came with another command before. */
  | { readonly kind: 'other' }

export interface RequestKey {
  readonly caller: string
  readonly key: string
}

/** After this a command without an answer is taken to have died, and may be carried out by whoever asks again. */
const abandonedMs = 120_000
const keptMs = 24 * 3_600_000

/** Takes a key for a command, unless it was taken before. */
export async function reserveRequest(
  db: Queryable,
  { caller, key }: RequestKey,
  fingerprint: string,
  now: EpochMs,
): Promise<Reservation> {
  const taken = await db`
    insert into api_request as r (caller, key, fingerprint, started_at) values (${caller}, ${key}, ${fingerprint}, ${now})
    on conflict (caller, key) do update set started_at = excluded.started_at, fingerprint = excluded.fingerprint, status = null, answer = null
    where r.started_at < ${now - keptMs}
       or r.status is null and r.started_at < ${now - abandonedMs} and r.fingerprint = excluded.fingerprint
    returning 1`
  if (taken.length > 0) return { kind: 'new' }
  const [row] = await db<
    { fingerprint: string; status: number | null; answer: Pick<KeptAnswer, 'body' | 'headers'> | null }[]
  >`select fingerprint, status, answer from api_request where caller = ${caller} and key = ${key}`
  if (row === undefined) return { kind: 'under-way' }
  if (row.fingerprint !== fingerprint) return { kind: 'other' }
  if (row.status === null || row.answer === null) return { kind: 'under-way' }
  return { kind: 'answered', answer: { status: row.status, ...row.answer } }
}

export async function keepAnswer(db: Queryable, { caller, key }: RequestKey, answer: KeptAnswer): Promise<void> {
  await db`
    update api_request set status = ${answer.status}, answer = ${db.json(toJson({ body: answer.body, headers: answer.headers }))}
    where caller = ${caller} and key = ${key}`
}

/** Frees a key whose command failed for no fault of the caller, so that it may be tried again. */
export async function freeRequest(db: Queryable, { caller, key }: RequestKey): Promise<void> {
  await db`delete from api_request where caller = ${caller} and key = ${key} and status is null`
}

/** Forgets answers older than a day. */
export async function forgetAnswers(db: Queryable, now: EpochMs): Promise<void> {
  await db`delete from api_request where started_at < ${now - keptMs}`
}
