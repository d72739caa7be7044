import type { EpochMs } from '../../domain/brands.js'
import { isOver, type BatchState } from '../../domain/batch/state.js'
import { transition, type BatchFacts, type BatchTrigger } from '../../domain/batch/transitions.js'
import { MeterliftError } from '../../domain/errors.js'
import type { Queryable } from '../database.js'
import { byState, readMemberCounts, type MemberCount } from './counts.js'
import { recordEvent } from './events.js'
import type { BatchRow } from './row.js'
import { writeSummary } from './summary.js'

/** Who moves a batch, and why. */
export interface Mover {
  readonly actor: string
  readonly reason: string | null
  readonly now: EpochMs
  readonly detail?: Readonly<Record<string, unknown>>
}

/** What an edge of the table may depend on. */
export function factsOf(counts: readonly MemberCount[]): BatchFacts {
  const by = byState(counts)
  return {
    inFlight: by['in-flight'],
    released: by.released,
    live: by.left + by.waiting + by.released + by['in-flight'] + by.retrying,
  }
}

/**
 * Moves a locked batch along an edge of the table, with the event of it; its workflow is told in the same transaction.
 * @throws MeterliftError BATCH_NOT_NOW with the reason; nothing was changed
 */
export async function moveBatch(
  tx: Queryable,
  batch: BatchRow,
  trigger: BatchTrigger,
  { actor, reason, now, detail }: Mover,
): Promise<BatchState> {
  const facts = factsOf(await readMemberCounts(tx, batch.batch_id))
  const next = transition(batch.state, trigger, facts)
  if (next.kind === 'refused') throw new MeterliftError('BATCH_NOT_NOW', next.message)
  const { to } = next
  const decided = trigger === 'approve' || trigger === 'refuse'
  await tx`
    update batch set state = ${to}, tell = tell + 1,
      decided_at = case when ${decided} then ${now}::timestamptz else decided_at end,
      decided_by = case when ${decided} then ${actor} else decided_by end,
      remark = case when ${decided} then ${reason} else remark end,
      started_at = case when ${to} = 'releasing' then coalesce(started_at, ${now}::timestamptz) else started_at end,
      paused_by = case when ${to} = 'pausing' then ${trigger === 'trip' ? 'errors' : 'person'} when ${to} = 'paused' then paused_by end,
      ended_at = case when ${isOver(to)} then ${now}::timestamptz end
    where batch_id = ${batch.batch_id}`
  await recordEvent(tx, batch.batch_id, { at: now, actor, kind: trigger, from: batch.state, to, reason, detail })
  if (isOver(to)) await writeSummary(tx, batch.batch_id, now)
  return to
}
