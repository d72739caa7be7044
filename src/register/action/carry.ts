import type { EpochMs, JourneyId } from '../../domain/brands.js'
import { movedSince, type Counted } from '../../domain/action/asked.js'
import { isCommanded, type ActionRequest, type ActionState } from '../../domain/action/request.js'
import type { Database, Queryable } from '../database.js'
import { inTransaction } from '../in-transaction.js'
import { endChildBatches } from './child-batches.js'
import { recordCase } from './cases.js'
import { sendCommands } from './send.js'

/** What a turn of an action did: `over` there is nothing left to do, `waiting` its members are on their way. */
export type ActionTurn = { readonly kind: 'over' } | { readonly kind: 'waiting' } | { readonly kind: 'carried' }

/** Members of one turn; those on their way at once, so that a stop calls back nearly all; left alone in one turn. */
const turnSize = 500
const onTheirWay = 1_500
const leaveSize = 10_000

/** An action as its turns go by it. */
export interface ActionRow {
  readonly action_id: number
  readonly state: ActionState
  readonly request: ActionRequest
  readonly programme_version: number
  readonly actor: string
  readonly reason: string | null
}

/**
 * Carries an action on by one turn, in one transaction that holds the action: whoever asks it to stop waits for the
 * turn, and no turn begins after.
 */
export async function carryOn(db: Database, actionId: number, now: EpochMs): Promise<ActionTurn> {
  return inTransaction(db, async (tx) => {
    const [action] = await tx<ActionRow[]>`
      select action_id, state, request, programme_version, actor, reason from action
      where action_id = ${actionId} for update`
    switch (action?.state) {
      case 'running':
        return carryTurn(tx, action, now)
      case 'stopping':
        return leaveAlone(tx, action, now)
      default:
        return { kind: 'over' }
    }
  })
}

async function carryTurn(tx: Queryable, action: ActionRow, now: EpochMs): Promise<ActionTurn> {
  const [sent] = await tx<{ n: number }[]>`
    select count(*) as n from action_member where action_id = ${action.action_id} and state = 'sent'`
  const underWay = sent?.n ?? 0
  if (underWay >= onTheirWay) return waitForSent(tx, action, now)
  const turn = await tx<{ journey_id: JourneyId }[]>`
    select journey_id from action_member where action_id = ${action.action_id} and state = 'pending'
    order by journey_id limit ${turnSize}`
  if (turn.length === 0) return underWay > 0 ? waitForSent(tx, action, now) : end(tx, action, 'finished', now)
  const ids = turn.map(({ journey_id }) => journey_id)
  const commanded = isCommanded(action.request.kind)
  const reached = commanded ? await sendCommands(tx, action, ids, now) : await recordCase(tx, action, ids, now)
  if (reached.length > 0) {
    await tx`
      update action_member set state = ${commanded ? 'sent' : 'done'}, decided_at = ${commanded ? null : now}
      where action_id = ${action.action_id} and journey_id = any(${[...reached]}::bigint[])`
  }
  const there = new Set(reached)
  await markMoved(
    tx,
    action,
    ids.filter((id) => !there.has(id)),
    now,
  )
  return { kind: 'carried' }
}

/** Members that no longer stand as they were counted are left alone, and say how they have moved. */
async function markMoved(
  tx: Queryable,
  { action_id }: ActionRow,
  ids: readonly JourneyId[],
  now: EpochMs,
): Promise<void> {
  if (ids.length === 0) return
  const rows = await tx<{ journey_id: number; counted: Counted; now: Counted }[]>`
    select m.journey_id,
           jsonb_build_object('stage', m.was_stage, 'code', m.was_code, 'failure', m.was_failure, 'attempts', m.was_attempts,
                              'supplier', m.was_supplier) as counted,
           jsonb_build_object('stage', j.stage, 'code', j.code, 'failure', j.failure_code, 'attempts', j.attempts_used,
                              'supplier', j.supplier_id) as now
    from action_member m join journey j using (journey_id)
    where m.action_id = ${action_id} and m.journey_id = any(${[...ids]}::bigint[])`
  const moved = rows.map((row) => ({
    journey_id: row.journey_id,
    message: movedSince(row.counted, row.now) ?? 'it was on the move when its turn came',
  }))
  await tx`
    update action_member m set state = 'moved', code = 'MOVED_MEANWHILE', message = x.message, decided_at = ${now}
    from jsonb_to_recordset(${tx.json(moved)}) as x(journey_id bigint, message text)
    where m.action_id = ${action_id} and m.journey_id = x.journey_id`
}

/** A message that Temporal would not take does not hold the action up for ever. */
async function waitForSent(tx: Queryable, { action_id }: ActionRow, now: EpochMs): Promise<ActionTurn> {
  await tx`
    with dead as (
      delete from outbox o using action_member m
      where m.action_id = ${action_id} and m.state = 'sent' and o.journey_id = m.journey_id and o.kind = 'action'
        and (o.body ->> 'actionId')::bigint = ${action_id} and o.dead_at is not null
      returning o.journey_id
    )
    update action_member m set state = 'refused', code = 'NOT_DELIVERED', decided_at = ${now},
           message = 'Temporal did not take the message; look in the workers'' log why, then act again'
    from dead where m.action_id = ${action_id} and m.journey_id = dead.journey_id`
  return { kind: 'waiting' }
}

/** Asked to stop: whoever has not been told is left alone. */
async function leaveAlone(tx: Queryable, action: ActionRow, now: EpochMs): Promise<ActionTurn> {
  const left = await tx`
    update action_member set state = 'stopped', decided_at = ${now}
    where action_id = ${action.action_id} and journey_id in (
      select journey_id from action_member where action_id = ${action.action_id} and state in ('pending', 'sent')
      order by journey_id limit ${leaveSize})`
  return left.count === 0 ? end(tx, action, 'stopped', now) : { kind: 'carried' }
}

async function end(
  tx: Queryable,
  { action_id }: ActionRow,
  state: 'finished' | 'stopped',
  now: EpochMs,
): Promise<ActionTurn> {
  await tx`update action set state = ${state}, ended_at = ${now} where action_id = ${action_id}`
  await endChildBatches(tx, action_id, now)
  return { kind: 'over' }
}
