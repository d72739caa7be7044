import type { Queryable } from '../database.js'
import { effectsOf, landingsOf, lastPerJourney, type DecidedStep, type SteppedAt } from './decided-step.js'

/** Lands attempts with their outcomes. */
export function landAttempts(tx: Queryable, steps: readonly DecidedStep[]) {
  const lands = landingsOf(steps).map(({ step, effect }) => ({
    journey_id: step.row.journey_id,
    submission_id: effect.submissionId,
    result: effect.result,
    code: effect.code,
    at: new Date(effect.at).toISOString(),
  }))
  if (lands.length === 0) return null
  return tx`
    update attempt a set landed_at = x.at, result = x.result, code = x.code
    from jsonb_to_recordset(${tx.json(lands)})
      as x(journey_id bigint, submission_id uuid, result text, code text, at timestamptz)
    where a.journey_id = x.journey_id and a.submission_id = x.submission_id
      and (a.landed_at is null or x.result = 'commissioned')`
}

/** Records what became of outcomes. */
export function recordVerdicts(tx: Queryable, steps: readonly DecidedStep[]) {
  const verdicts = effectsOf(steps, 'outcome-verdict').map(({ effect }) => ({
    outcome_id: effect.outcomeId,
    verdict: effect.verdict,
  }))
  if (verdicts.length === 0) return null
  return tx`
    update outcome o set verdict = x.verdict
    from jsonb_to_recordset(${tx.json(verdicts)}) as x(outcome_id text, verdict text)
    where o.outcome_id = x.outcome_id`
}

/** Keeps the dates of duties as they were: where one moved, its policy changed, or its clock got its first date. */
export function recordDates(tx: Queryable, steps: readonly DecidedStep[], at: SteppedAt) {
  const dates = steps.filter(moved).map((step) => ({
    journey_id: step.row.journey_id,
    clock_starts_on: step.state.duty.startsOn,
    due_on: step.state.duty.dueOn,
    policy: step.state.duty.policyId,
    cause: step.evidence.find(({ kind }) => kind === 'duty')?.cause ?? 'policy in force',
  }))
  if (dates.length === 0) return null
  return tx`
    insert into duty_date (journey_id, recorded_at, clock_starts_on, due_on, policy, cause, programme_version)
    select journey_id, ${at.now}, clock_starts_on, due_on, policy, cause, ${at.programmeVersion}
    from jsonb_to_recordset(${tx.json(dates)})
      as x(journey_id bigint, clock_starts_on date, due_on date, policy text, cause text)`
}

function moved({ row, state: { duty } }: DecidedStep): boolean {
  return duty.dueOn !== row.due_on || duty.policyId !== row.duty_policy || duty.startsOn !== row.clock_starts_on
}

/** What journeys wait for, and no longer wait for. */
export async function writeWaits(tx: Queryable, steps: readonly DecidedStep[], at: SteppedAt): Promise<void> {
  const waits = lastPerJourney(effectsOf(steps, 'wait'))
  const ended = waits.filter(({ effect }) => effect.wait === null).map(({ step }) => step.row.journey_id)
  const begun = waits.flatMap(({ step, effect }) =>
    effect.wait === null ? [] : [{ journey_id: step.row.journey_id, kind: effect.wait.kind, key: effect.wait.key }],
  )
  await Promise.all([
    ended.length === 0 ? null : tx`delete from wait where journey_id = any(${ended}::bigint[])`,
    begun.length === 0
      ? null
      : tx`
        insert into wait (journey_id, kind, key, programme_version, since)
        select journey_id, kind, key, ${at.programmeVersion}, ${at.now}
        from jsonb_to_recordset(${tx.json(begun)}) as x(journey_id bigint, kind text, key text)
        on conflict (journey_id) do update
          set kind = excluded.kind, key = excluded.key, programme_version = excluded.programme_version`,
  ])
}

/** Closes the exceptions of journeys whose records were compared, and opens those that were found. */
export async function writeExceptions(tx: Queryable, steps: readonly DecidedStep[], { now }: SteppedAt): Promise<void> {
  const found = lastPerJourney(effectsOf(steps, 'exceptions'))
  if (found.length === 0) return
  const rows = found.flatMap(({ step, effect }) =>
    effect.exceptions.map((exception) => ({ journey_id: step.row.journey_id, ...exception })),
  )
  await tx`
    update inventory_exception set closed_at = ${now}::timestamptz
    where journey_id = any(${found.map(({ step }) => step.row.journey_id)}::bigint[]) and closed_at is null`
  if (rows.length === 0) return
  await tx`
    insert into inventory_exception (journey_id, code, field, registered, reported, owner, opened_at)
    select journey_id, code, field, registered, reported, owner, ${now}::timestamptz
    from jsonb_to_recordset(${tx.json(rows)})
      as x(journey_id bigint, code text, field text, registered text, reported text, owner text)
    on conflict do nothing`
}

/** Authorisations that suppliers gave for single meters. */
export function writeAuthorisations(tx: Queryable, steps: readonly DecidedStep[], { now }: SteppedAt) {
  const given = effectsOf(steps, 'authorise').map(({ step, effect }) => ({
    journey_id: step.row.journey_id,
    actor: effect.actor,
  }))
  if (given.length === 0) return null
  return tx`
    insert into authorisation (journey_id, supplier_id, authorised_at, authorised_by)
    select x.journey_id, j.supplier_id, ${now}, x.actor
    from jsonb_to_recordset(${tx.json(given)}) as x(journey_id bigint, actor text) join journey j using (journey_id)
    on conflict (journey_id, supplier_id) do update
      set authorised_at = excluded.authorised_at, authorised_by = excluded.authorised_by, batch_id = null`
}

/**
 * The step has decided without the authorisations that were given for a batch alone in which the meter is no more: they
 * end, and so does what they withheld (`release_of`, migration 004).
 */
export async function endBatchAuthorisations(tx: Queryable, steps: readonly DecidedStep[]): Promise<void> {
  const ended = await tx<{ installation_id: number }[]>`
    delete from authorisation u using journey j
    where u.journey_id = any(${steps.map(({ row }) => row.journey_id)}::bigint[]) and u.batch_id is not null
      and j.journey_id = u.journey_id and not exists (
        select from batch_member b where b.journey_id = u.journey_id and b.batch_id = u.batch_id and b.ended_at is null)
    returning j.installation_id`
  if (ended.length > 0) {
    await tx`select free_installations(${ended.map(({ installation_id }) => installation_id)}::bigint[])`
  }
}
