import type { EpochMs, JourneyId } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { outboxPriority } from '../outbox/claim.js'
import type { ActionRow } from './carry.js'

/** `journey j` still stands as `action_member m` counted it. The same is asked again in the step that takes the command. */
export const standsAsCounted = (tx: Queryable) => tx`
  j.stage = m.was_stage and j.code is not distinct from m.was_code and j.failure_code is not distinct from m.was_failure
  and j.attempts_used = m.was_attempts and j.supplier_id = m.was_supplier`

/**
 * Sends members their command, one message each, through the outbox; a correction is kept in the register and its number
 * travels.
 * @returns the journeys that still stand as they were counted, and so were sent it
 */
export async function sendCommands(
  tx: Queryable,
  action: ActionRow,
  ids: readonly JourneyId[],
  now: EpochMs,
): Promise<readonly JourneyId[]> {
  const sent = await tx<{ journey_id: JourneyId }[]>`
    with reached as materialized (
      select m.journey_id, m.changes from action_member m join journey j using (journey_id)
      where m.action_id = ${action.action_id} and m.journey_id = any(${[...ids]}::bigint[]) and ${standsAsCounted(tx)}
    ), corrected as (
      insert into correction (journey_id, source, changes, actor, reason, created_at)
      select journey_id, 'person', changes, ${action.actor}, ${action.reason}, ${now} from reached where changes is not null
      returning journey_id, correction_id
    )
    insert into outbox (journey_id, kind, body, priority, not_before)
    select r.journey_id, 'action',
           jsonb_strip_nulls(jsonb_build_object('actionId', ${action.action_id}::bigint, 'correctionId', c.correction_id)),
           ${outboxPriority.action}, ${now}
    from reached r left join corrected c using (journey_id) order by r.journey_id
    returning journey_id`
  return sent.map(({ journey_id }) => journey_id)
}

/** Calls back the commands of an action that no journey has taken yet. */
export async function callBack(tx: Queryable, actionId: number, now: EpochMs): Promise<void> {
  const called = await tx<{ journey_id: JourneyId }[]>`
    update action_member set state = 'stopped', decided_at = ${now}
    where action_id = ${actionId} and state = 'sent' returning journey_id`
  if (called.length === 0) return
  await tx`
    delete from outbox where kind = 'action' and (body ->> 'actionId')::bigint = ${actionId}
      and journey_id = any(${called.map(({ journey_id }) => journey_id)}::bigint[])`
}
