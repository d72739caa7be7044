import type { EpochMs, JourneyId } from '../../domain/brands.js'
import type { Queryable } from '../database.js'

/** Order in which the relay carries messages: outcomes before people's corrections, wake-ups and starts. */
export const outboxPriority = { outcome: 1, correction: 2, action: 3, wake: 3, start: 4 } as const

export type OutboxKind =
  'start' | 'records' | 'programme' | 'recheck' | 'time' | 'outcome' | 'correction' | 'voided' | 'action'

export interface OutboxRow {
  readonly outbox_id: number
  readonly journey_id: JourneyId
  readonly kind: OutboxKind
  readonly tries: number
}

/** Which messages: those somebody waits for (outcomes, corrections), or those that can wait (wake-ups, starts). */
export type Urgency = 'urgent' | 'patient'

/** The next messages to carry, most urgent first. One relay reads them at a time (see `lead`). */
export async function nextMessages(
  db: Queryable,
  urgency: Urgency,
  now: EpochMs,
  limit: number,
): Promise<readonly OutboxRow[]> {
  const urgent = urgency === 'urgent'
  return db<OutboxRow[]>`
    select outbox_id, journey_id, kind, tries from outbox o
    where sent_at is null and dead_at is null and not_before <= ${now}
      and ${urgent ? db`priority < ${outboxPriority.wake}` : db`priority >= ${outboxPriority.wake}`}
    order by priority, outbox_id
    limit ${limit}`
}

/** Which of these messages no step has taken yet. */
export async function stillHeld(db: Queryable, ids: readonly number[]): Promise<ReadonlySet<number>> {
  if (ids.length === 0) return new Set()
  const rows = await db<{ outbox_id: number }[]>`
    select outbox_id from outbox where outbox_id = any(${[...ids]}::bigint[])`
  return new Set(rows.map(({ outbox_id }) => outbox_id))
}

/** Records which messages Temporal has taken; the journey deletes them in the step that decides them. */
export async function markSent(db: Queryable, ids: readonly number[], now: EpochMs): Promise<void> {
  if (ids.length > 0) await db`update outbox set sent_at = ${now} where outbox_id = any(${[...ids]}::bigint[])`
}

/** A message that could not be carried: tried again later, or laid aside with its error so that nothing waits behind it. */
export async function markFailed(
  db: Queryable,
  failure: { readonly id: number; readonly error: string; readonly retryAt: EpochMs | null; readonly now: EpochMs },
): Promise<void> {
  if (failure.retryAt === null) {
    await db`update outbox set dead_at = ${failure.now}, error = ${failure.error}, tries = tries + 1 where outbox_id = ${failure.id}`
  } else {
    await db`update outbox set not_before = ${failure.retryAt}, error = ${failure.error}, tries = tries + 1 where outbox_id = ${failure.id}`
  }
}
