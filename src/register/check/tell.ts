import type { EpochMs } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { outboxPriority, type OutboxKind } from '../outbox/claim.js'
import { endStages } from './comparison.js'

/** Which journeys a repair may still tell: as they were when the difference was found. */
export type Tellable = 'begun' | 'open' | 'ended' | 'not-begun' | 'waiting'

/**
 * Has journeys told by messages of the outbox, which start a journey that does not run. Those that have moved on, or for
 * which a message is on its way, are left alone.
 * @returns how many are told
 */
export async function tellJourneys(
  tx: Queryable,
  items: readonly string[],
  message: { readonly kind: OutboxKind; readonly to: Tellable; readonly now: EpochMs },
): Promise<number> {
  const told = await tx`
    insert into outbox (journey_id, kind, body, priority, not_before)
    select journey_id, ${message.kind}, '{}', ${message.kind === 'start' ? outboxPriority.start : outboxPriority.wake}::integer, ${message.now}
    from journey j
    where journey_id = any(${[...items]}::bigint[]) and ${which(tx, message.to)}
      and not exists (select from outbox o where o.journey_id = j.journey_id and o.sent_at is null and o.dead_at is null)
    order by journey_id`
  return told.count
}

function which(tx: Queryable, to: Tellable) {
  switch (to) {
    case 'not-begun':
      return tx`epoch = 0 and records_wanted_at is null`
    case 'begun':
      return tx`epoch > 0`
    case 'open':
      return tx`epoch > 0 and stage not in ${endStages(tx)}`
    case 'ended':
      return tx`stage in ${endStages(tx)}`
    case 'waiting':
      return tx`stage = 'waiting'`
  }
}
