import type { EpochMs, JourneyId } from '../../domain/brands.js'
import { hasOutcome, type ActionRequest } from '../../domain/action/request.js'
import { closeIntake, createChildBatch, giveBack } from '../batch/child.js'
import type { LeftOut } from '../batch/pick.js'
import type { Queryable } from '../database.js'

/** An action that begins, as its batches are named after it. */
export interface Beginning {
  readonly actionId: number
  readonly name: string
  readonly request: ActionRequest
  readonly filter: Readonly<Record<string, unknown>>
  readonly programmeVersion: number
  readonly actor: string
  readonly reason: string | null
  readonly now: EpochMs
  /** Lanes take meters of no batch by themselves, so that these need none. */
  readonly automaticRelease: boolean
}

/**
 * Makes the batches in which an action's retries run: one out of each batch in which its meters failed or are live, and one
 * for those of no batch, unless lanes release them by themselves. Meters that cannot move to it are refused, with the reason.
 */
export async function makeChildBatches(tx: Queryable, action: Beginning): Promise<void> {
  if (!hasOutcome(action.request.kind)) return
  const parents = await tx<{ parent: number | null; ids: readonly number[] }[]>`
    select b.batch_id as parent, array_agg(m.journey_id order by m.journey_id) as ids
    from action_member m
    left join lateral (
      select coalesce(
        (select batch_id from batch_member where journey_id = m.journey_id and ended_at is null),
        (select max(batch_id) from batch_member
         where journey_id = m.journey_id and state = 'failed' and ended_at is not null and moved_to is null)
      ) as batch_id
    ) b on true
    where m.action_id = ${action.actionId} and m.state = 'pending'
    group by 1 order by 1 nulls last`
  for (const { parent, ids } of parents) {
    if (parent !== null || !action.automaticRelease) await makeChildBatch(tx, action, parent, ids)
  }
}

async function makeChildBatch(
  tx: Queryable,
  action: Beginning,
  parentId: number | null,
  ids: readonly JourneyId[],
): Promise<void> {
  const { name, filter, programmeVersion, actor, reason, now } = action
  const child = await createChildBatch(tx, {
    parentId,
    name,
    journeys: (on) => on`select unnest(${[...ids]}::bigint[])`,
    filter: { ...filter, action: action.actionId },
    programmeVersion,
    actor,
    reason,
    now,
  })
  await tx`insert into action_batch (action_id, batch_id) values (${action.actionId}, ${child.batchId})`
  await tx`
    update action_member m set batch_id = ${child.batchId} from batch_member b
    where m.action_id = ${action.actionId} and m.state = 'pending' and b.batch_id = ${child.batchId}
      and b.journey_id = m.journey_id`
  if (child.leftOut.length === 0) return
  const refused = child.leftOut.map((left) => ({
    journey_id: left.journeyId,
    code: left.code,
    message: whyLeftOut(left),
  }))
  await tx`
    update action_member m set state = 'refused', code = x.code, message = x.message, decided_at = ${now}
    from jsonb_to_recordset(${tx.json(refused)}) as x(journey_id bigint, code text, message text)
    where m.action_id = ${action.actionId} and m.journey_id = x.journey_id and m.state = 'pending'`
}

function whyLeftOut({ code, batchId }: LeftOut): string {
  switch (code) {
    case 'BAT_ENDED':
      return 'the journey has ended'
    case 'BAT_IN_FLIGHT':
      return 'a meter behind its hub is with DCC: wait for the outcome, then retry'
    case 'BAT_OTHER_BATCH':
      return `a meter behind its hub is live in batch ${batchId}: wait for that batch, or cancel it`
  }
}

/** An action has nothing on its way any more: who was not retried is given back, and its batches are over once none goes on. */
export async function endChildBatches(tx: Queryable, actionId: number, now: EpochMs): Promise<void> {
  const batches = await tx<{ batch_id: number; idle: readonly number[] }[]>`
    select a.batch_id, coalesce(array_agg(m.journey_id) filter (where m.state <> 'done'), '{}') as idle
    from action_batch a
    left join action_member m on m.action_id = a.action_id and m.batch_id = a.batch_id
    where a.action_id = ${actionId} group by a.batch_id order by a.batch_id`
  for (const { batch_id, idle } of batches) {
    if (idle.length > 0) await giveBack(tx, batch_id, idle, 'BAT_NOT_RETRIED', now)
    await closeIntake(tx, batch_id)
  }
}
