import type { EpochMs } from '../../domain/brands.js'
import type { ActionState } from '../../domain/action/request.js'
import type { Queryable } from '../database.js'
import { makeChildBatches, type Beginning } from './child-batches.js'
import { callBack } from './send.js'

/**
 * Lets a counted action begin.
 * @returns false where it is not merely prepared
 */
export async function startPrepared(
  tx: Queryable,
  actionId: number,
  by: { readonly actor: string; readonly now: EpochMs; readonly automaticRelease: boolean },
): Promise<boolean> {
  const [started] = await tx<Omit<Beginning, 'actionId' | 'actor' | 'now' | 'automaticRelease'>[]>`
    update action set state = 'running', started_at = ${by.now}, started_by = ${by.actor}
    where action_id = ${actionId} and state = 'prepared'
    returning name, request, filter, programme_version as "programmeVersion", reason`
  if (started === undefined) return false
  await makeChildBatches(tx, { ...started, actionId, ...by })
  return true
}

/**
 * Asks an action to stop: from this transaction on no member is sent anything, and what no journey has taken yet is called
 * back at once, workers or not. The workers then mark who was left alone.
 * @returns false where it has ended or is stopping already
 */
export async function askToStop(
  tx: Queryable,
  actionId: number,
  by: { readonly actor: string; readonly reason: string | null; readonly now: EpochMs },
): Promise<boolean> {
  const asked = await tx`
    update action set state = 'stopping', stop_asked_at = ${by.now}, stop_asked_by = ${by.actor}, stop_reason = ${by.reason}
    where action_id = ${actionId} and state in ('prepared', 'running')`
  if (asked.count === 0) return false
  await callBack(tx, actionId, by.now)
  return true
}

/** Actions that somebody must carry on. */
export async function openActions(db: Queryable): Promise<readonly number[]> {
  const rows = await db<{ action_id: number }[]>`
    select action_id from action where state in ('running', 'stopping') order by action_id`
  return rows.map(({ action_id }) => action_id)
}

export async function actionState(db: Queryable, actionId: number): Promise<ActionState | null> {
  const [row] = await db<{ state: ActionState }[]>`select state from action where action_id = ${actionId}`
  return row?.state ?? null
}
