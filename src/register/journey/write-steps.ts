import { isEnd } from '../../domain/stage.js'
import type { Queryable } from '../database.js'
import { writeOutcomes, writeResults } from '../action/results.js'
import { takeBackMembers } from '../batch/take-back.js'
import { countFailures } from '../failure/count-failures.js'
import { countFigures } from '../figures/count-figures.js'
import { recordChanges } from '../figures/record-changes.js'
import { applyChanges } from './apply-changes.js'
import { effectsOf, type DecidedStep, type SteppedAt } from './decided-step.js'
import { insertEvidence } from './insert-evidence.js'
import type { Loaded } from './load-steps.js'
import { columnsOf } from './rows.js'
import { standingsAfter, type Standings } from './standings-after.js'
import {
  endBatchAuthorisations,
  landAttempts,
  recordDates,
  recordVerdicts,
  writeAuthorisations,
  writeExceptions,
  writeWaits,
} from './write-effects.js'

/** Writes many journeys' steps together: a handful of set-based statements, however many journeys. */
export async function writeSteps(
  tx: Queryable,
  loaded: Loaded,
  steps: readonly DecidedStep[],
  at: SteppedAt,
): Promise<void> {
  if (steps.length === 0) return
  const standings = standingsAfter(loaded, steps)
  const taken = steps.flatMap((step) => step.taken)
  await Promise.all([
    countFigures(tx, steps, at.now),
    recordChanges(tx, steps, at.now),
    landAttempts(tx, steps),
    ...writeInstallations(tx, standings, at),
    ...writeJourneys(tx, steps, standings, at),
    insertEvidence(tx, steps, at),
    recordDates(tx, steps, at),
    recordVerdicts(tx, steps),
    writeWaits(tx, steps, at),
    writeExceptions(tx, steps, at),
    writeAuthorisations(tx, steps, at),
    writeResults(tx, steps, at.now),
    writeOutcomes(tx, steps, at.now),
    countFailures(tx, steps, at.now),
    taken.length === 0 ? null : tx`delete from outbox where outbox_id = any(${taken}::bigint[])`,
  ])
  await takeBackMembers(
    tx,
    steps.filter(goesOnAfterOutage).map(({ row }) => row.journey_id),
  )
  await endBatchAuthorisations(tx, steps)
  for (const { step, effect } of effectsOf(steps, 'apply-changes')) await applyChanges(tx, step.row, effect, at.now)
  await recheckSiblings(tx, loaded, steps, at)
}

/** Where installations stand in their lanes, and submissions that are through. */
function writeInstallations(tx: Queryable, { installations, landed }: Standings, at: SteppedAt) {
  return [
    tx`
      update installation i set state = x.state, held_by = x.held_by, due_on = x.due_on, supplier_id = x.supplier_id,
             prepayment = x.prepayment, submission_id = case when x.state = 'in-flight' then i.submission_id end
      from jsonb_to_recordset(${tx.json(installations)})
        as x(installation_id bigint, state text, held_by bigint, due_on date, supplier_id text, prepayment boolean)
      where i.installation_id = x.installation_id`,
    landed.length === 0
      ? null
      : tx`update submission set state = 'landed', landed_at = ${at.now} where submission_id = any(${landed}::uuid[])`,
  ]
}

/** The journeys themselves, and where the other meters behind their hubs stand. */
function writeJourneys(
  tx: Queryable,
  steps: readonly DecidedStep[],
  { standings, neighbours }: Standings,
  at: SteppedAt,
) {
  const rows = steps.map((step) => ({
    journey_id: step.row.journey_id,
    epoch: step.epoch,
    seq: step.seq,
    step_key: step.stepKey,
    standing: standings.get(step.row.journey_id) ?? null,
    ...columnsOf(step.state),
  }))
  return [
    tx`
      update journey j set
        epoch = x.epoch, seq = x.seq, step_key = x.step_key, programme_version = ${at.programmeVersion},
        stage = x.stage, code = x.code, standing = x.standing, stage_since = x.stage_since, attempts_granted = x.attempts_granted,
        next_attempt_at = x.next_attempt_at, failure_code = x.failure_code, failed_at = x.failed_at, hold = x.hold,
        failure_firmware = case when x.failure_code is not null then m.firmware end,
        recheck = x.recheck, records_wanted_at = x.records_wanted_at, records_from = m.smso_id, replacement = x.replacement, exclusion = x.exclusion,
        gained_on = x.gained_on, clock_starts_on = x.clock_starts_on, due_on = x.due_on, duty_policy = x.duty_policy,
        duty_flag = x.duty_flag, decision_on = x.decision_on, decision_raised = x.decision_raised, breached_on = x.breached_on, met_on = x.met_on,
        duty_ended_on = x.duty_ended_on, cohort_id = c.cohort_id, lane_id = i.lane_id
      from jsonb_to_recordset(${tx.json(rows)})
        as x(journey_id bigint, epoch integer, seq integer, step_key text, standing text, stage text,
             code text, stage_since timestamptz, attempts_granted integer, next_attempt_at timestamptz, failure_code text,
             failed_at timestamptz, hold text, recheck boolean, records_wanted_at timestamptz, replacement jsonb, exclusion jsonb,
             gained_on date, clock_starts_on date, due_on date, duty_policy text, duty_flag text, decision_on date,
             decision_raised boolean, breached_on date, met_on date, duty_ended_on date)
      join journey k using (journey_id)
      join meter m using (journey_id)
      join installation i on i.installation_id = k.installation_id
      left join combination c on c.combination_id = i.combination_id
      where j.journey_id = x.journey_id`,
    neighbours.length === 0
      ? null
      : tx`
        update journey j set standing = x.standing
        from jsonb_to_recordset(${tx.json(neighbours)}) as x(journey_id bigint, standing text)
        where j.journey_id = x.journey_id`,
  ]
}

/** What had come to a person goes on by itself, since its failures were of an outage. */
function goesOnAfterOutage({ row, state, evidence }: DecidedStep): boolean {
  return (
    row.stage === 'needs-action' &&
    state.stage !== 'needs-action' &&
    !isEnd(state.stage) &&
    evidence.some(({ code }) => code === 'ATTEMPT_VOIDED')
  )
}

/** What a step found out may matter to the other meters behind its hub: their own steps look. */
async function recheckSiblings(
  tx: Queryable,
  loaded: Loaded,
  steps: readonly DecidedStep[],
  at: SteppedAt,
): Promise<void> {
  const siblings = effectsOf(steps, 'recheck-siblings').flatMap(({ step: { row } }) =>
    (loaded.byInstallation.get(row.installation_id) ?? []).filter((other) => other.journey_id !== row.journey_id),
  )
  if (siblings.length === 0) return
  await tx`
    insert into outbox (journey_id, kind, body, priority, not_before)
    select id, 'recheck', '{}', 2, ${at.now} from unnest(${siblings.map((row) => row.journey_id)}::bigint[]) id`
}
