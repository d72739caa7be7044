import type { EpochMs } from '../../domain/brands.js'
import { retryOutcome } from '../../domain/action/outcome.js'
import type { Queryable } from '../database.js'
import { effectsOf, type DecidedStep } from '../journey/decided-step.js'

/**
 * Writes what came of actions, in the transaction of the step that carried them out: it is true whatever the member was
 * said to be meanwhile, even stopped.
 */
export function writeResults(tx: Queryable, steps: readonly DecidedStep[], now: EpochMs) {
  const rows = effectsOf(steps, 'action-result').map(({ step, effect }) => ({
    action_id: effect.actionId,
    journey_id: step.row.journey_id,
    state: effect.state,
    code: effect.code,
    message: effect.message,
    followed: effect.followed,
  }))
  if (rows.length === 0) return null
  return tx`
    update action_member m set state = x.state, code = x.code, message = x.message, decided_at = ${now},
           outcome = case when x.followed then 'under-way' end, tracked = x.followed
    from jsonb_to_recordset(${tx.json(rows)})
      as x(action_id bigint, journey_id bigint, state text, code text, message text, followed boolean)
    where m.action_id = x.action_id and m.journey_id = x.journey_id`
}

/** Keeps the outcome of retries current: one statement for the few steps whose journeys an action follows. */
export function writeOutcomes(tx: Queryable, steps: readonly DecidedStep[], now: EpochMs) {
  const rows = steps.flatMap(({ row, state, evidence, effects }) => {
    const voided = evidence.some(({ code }) => code === 'ATTEMPT_VOIDED')
    const followed = row.followed || effects.some((effect) => effect.kind === 'action-result' && effect.followed)
    if (!followed && !voided) return []
    const outcome = retryOutcome(state, evidence)
    return outcome === null ? [] : [{ journey_id: row.journey_id, ...outcome, voided }]
  })
  if (rows.length === 0) return null
  // A meter that comes to a person after its attempt failed has failed; when and why it came there is its own story. One whose
  // failure was of an outage has not: the latest retry, which is followed no more, says what comes of it now.
  return tx`
    update action_member m set tracked = x.followed,
           outcome = case when x.outcome = 'held' and m.outcome = 'failed' and not x.voided then m.outcome else x.outcome end,
           outcome_code = case when x.outcome = 'held' and m.outcome = 'failed' and not x.voided then m.outcome_code else x.code end,
           outcome_at = ${now}
    from jsonb_to_recordset(${tx.json(rows)}) as x(journey_id bigint, outcome text, code text, followed boolean, voided boolean)
    where m.journey_id = x.journey_id
      and (m.tracked or (x.voided and m.outcome = 'failed' and not exists (
        select from action_member l where l.journey_id = m.journey_id and l.outcome is not null and l.action_id > m.action_id)))
      and (not x.voided or x.outcome not in ('under-way', 'held') or exists (
        select from attempt a where a.journey_id = m.journey_id and a.voided is not null
          and a.claimed_at >= m.decided_at and a.landed_at <= m.outcome_at))`
}
