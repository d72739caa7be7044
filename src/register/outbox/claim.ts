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

/** Which messages: those somebody waits for (outcomes, corrections), or those that can wait (actions, wake-ups, starts). */
export type Urgency = 'urgent' | 'patient'

/**
 * Outcomes of one lane that may be with Temporal and not yet taken by their journeys. What of a burst is beyond waits in
 * the register, not in Temporal's queue, where every other lane's journeys would stand behind it.
 */
const aheadOfJourneys = 800
/** A nudge that nobody has taken for so long counts no more: its journey may have been told of it by another. */
const aheadForMs = 10_000

/**
 * The next messages to carry, most urgent first; of outcomes of the same urgency from each lane in turn. One relay reads
 * them at a time (see `lead`).
 */
export async function nextMessages(
  db: Queryable,
  urgency: Urgency,
  now: EpochMs,
  limit: number,
): Promise<readonly OutboxRow[]> {
  if (urgency === 'patient') {
    return db<OutboxRow[]>`
      select outbox_id, journey_id, kind, tries from outbox
      where lane_id = '' and priority >= ${outboxPriority.wake}
        and sent_at is null and dead_at is null and not_before <= ${now}
      order by priority, outbox_id
      limit ${limit}`
  }
  return db<OutboxRow[]>`
    with recursive lane as (
      (select lane_id from outbox where sent_at is null and dead_at is null order by lane_id limit 1)
      union all
      select (select o.lane_id from outbox o
              where o.sent_at is null and o.dead_at is null and o.lane_id > l.lane_id order by o.lane_id limit 1)
      from lane l where l.lane_id is not null
    ), room as (
      select l.lane_id, case when l.lane_id = '' then ${limit}::bigint else ${aheadOfJourneys}::bigint - (
               select count(*) from (select from outbox s
                                     where s.lane_id = l.lane_id and s.lane_id <> '' and s.sent_at > ${now - aheadForMs}
                                     limit ${aheadOfJourneys}) ahead) end as most
      from lane l where l.lane_id is not null
    )
    select m.outbox_id, m.journey_id, m.kind, m.tries
    from room r cross join lateral (
      select o.outbox_id, o.journey_id, o.kind, o.tries, o.priority, row_number() over (order by o.priority, o.outbox_id) as turn
      from outbox o
      where o.lane_id = r.lane_id and o.priority < ${outboxPriority.wake}
        and o.sent_at is null and o.dead_at is null and o.not_before <= ${now}
      order by o.priority, o.outbox_id limit least(r.most, ${limit})
    ) m
    order by m.priority, m.turn, m.outbox_id
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
