import type { Effect, Evidence } from '../../domain/journey/decision.js'
import type { JourneyState } from '../../domain/journey/view.js'
import type { EpochMs } from '../../domain/brands.js'
import { isEnd } from '../../domain/stage.js'
import { toJson } from '../json.js'
import type { Queryable } from '../database.js'
import { writeOutcomes, writeResults } from '../action/results.js'
import { takeBackMembers } from '../batch/take-back.js'
import { countFailures } from '../failure/count-failures.js'
import { countFigures } from '../figures/count-figures.js'
import { recordChanges } from '../figures/record-changes.js'
import { applyChanges } from './apply-changes.js'
import type { InstallationRow, Loaded } from './load-steps.js'
import { columnsOf, type MemberRow } from './rows.js'
import { memberStanding, standingOf, type Member } from './standing.js'

/** One step, decided and ready to be written. */
export interface DecidedStep {
  readonly row: MemberRow
  readonly epoch: number
  readonly seq: number
  readonly stepKey: string
  /** Outbox rows that the step decided on: these go, and no other, since one with a lower number may appear later. */
  readonly taken: readonly number[]
  readonly state: JourneyState
  readonly evidence: readonly Evidence[]
  readonly effects: readonly Effect[]
}

type Of<K extends Effect['kind']> = Extract<Effect, { kind: K }>

/** Writes many journeys' steps together: a handful of set-based statements, however many journeys. */
export async function writeSteps(
  tx: Queryable,
  loaded: Loaded,
  steps: readonly DecidedStep[],
  at: { readonly now: EpochMs; readonly programmeVersion: number },
): Promise<void> {
  if (steps.length === 0) return
  const now = new Date(at.now).toISOString()
  const of = <K extends Effect['kind']>(kind: K) =>
    steps.flatMap((step) =>
      step.effects.flatMap((effect) => (effect.kind === kind ? [{ step, effect: effect as Of<K> }] : [])),
    )
  const journeys = standings(loaded, steps)
  const lands = of('land-attempt')
  const verdicts = of('outcome-verdict')
  const waits = lastPerJourney(of('wait'))
  const exceptions = lastPerJourney(of('exceptions'))
  const authorisations = of('authorise')
  const dates = steps.filter((step) => moved(step))
  const taken = steps.flatMap((step) => step.taken)
  await Promise.all([
    countFigures(
      tx,
      steps,
      lands.map(({ step, effect }) => ({ journey_id: step.row.journey_id, submission_id: effect.submissionId })),
      at.now,
    ),
    recordChanges(tx, steps, at.now),
    lands.length === 0
      ? null
      : tx`
        update attempt a set landed_at = x.at, result = x.result, code = x.code
        from jsonb_to_recordset(${tx.json(lands.map(({ step, effect }) => ({ journey_id: step.row.journey_id, submission_id: effect.submissionId, result: effect.result, code: effect.code, at: new Date(effect.at).toISOString() })))})
          as x(journey_id bigint, submission_id uuid, result text, code text, at timestamptz)
        where a.journey_id = x.journey_id and a.submission_id = x.submission_id
          and (a.landed_at is null or x.result = 'commissioned')`,
    tx`
      update installation i set state = x.state, held_by = x.held_by, due_on = x.due_on, supplier_id = x.supplier_id,
             prepayment = x.prepayment, submission_id = case when x.state = 'in-flight' then i.submission_id end
      from jsonb_to_recordset(${tx.json(journeys.installations)})
        as x(installation_id bigint, state text, held_by bigint, due_on date, supplier_id text, prepayment boolean)
      where i.installation_id = x.installation_id`,
    journeys.landed.length === 0
      ? null
      : tx`update submission set state = 'landed', landed_at = ${at.now} where submission_id = any(${journeys.landed}::uuid[])`,
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
      from jsonb_to_recordset(${tx.json(steps.map((step) => ({ journey_id: step.row.journey_id, epoch: step.epoch, seq: step.seq, step_key: step.stepKey, standing: journeys.standings.get(step.row.journey_id) ?? null, ...columnsOf(step.state) })))})
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
    journeys.neighbours.length === 0
      ? null
      : tx`
        update journey j set standing = x.standing
        from jsonb_to_recordset(${tx.json(journeys.neighbours)}) as x(journey_id bigint, standing text)
        where j.journey_id = x.journey_id`,
    insertEvidence(tx, steps, now, at.programmeVersion),
    dates.length === 0
      ? null
      : tx`
        insert into duty_date (journey_id, recorded_at, clock_starts_on, due_on, policy, cause, programme_version)
        select journey_id, ${at.now}, clock_starts_on, due_on, policy, cause, ${at.programmeVersion}
        from jsonb_to_recordset(${tx.json(dates.map((step) => ({ journey_id: step.row.journey_id, clock_starts_on: step.state.duty.startsOn, due_on: step.state.duty.dueOn, policy: step.state.duty.policyId, cause: step.evidence.find(({ kind }) => kind === 'duty')?.cause ?? 'policy in force' })))})
          as x(journey_id bigint, clock_starts_on date, due_on date, policy text, cause text)`,
    verdicts.length === 0
      ? null
      : tx`
        update outcome o set verdict = x.verdict
        from jsonb_to_recordset(${tx.json(verdicts.map(({ effect }) => ({ outcome_id: effect.outcomeId, verdict: effect.verdict })))}) as x(outcome_id text, verdict text)
        where o.outcome_id = x.outcome_id`,
    waits.length === 0 ? null : writeWaits(tx, waits, at),
    exceptions.length === 0 ? null : writeExceptions(tx, exceptions, now),
    authorisations.length === 0
      ? null
      : tx`
        insert into authorisation (journey_id, supplier_id, authorised_at, authorised_by)
        select x.journey_id, j.supplier_id, ${at.now}, x.actor
        from jsonb_to_recordset(${tx.json(authorisations.map(({ step, effect }) => ({ journey_id: step.row.journey_id, actor: effect.actor })))}) as x(journey_id bigint, actor text)
        join journey j using (journey_id)
        on conflict (journey_id, supplier_id) do update
          set authorised_at = excluded.authorised_at, authorised_by = excluded.authorised_by, batch_id = null`,
    writeResults(tx, of('action-result'), at.now),
    writeOutcomes(tx, steps, at.now),
    countFailures(tx, steps, at.now),
    taken.length === 0 ? null : tx`delete from outbox where outbox_id = any(${taken}::bigint[])`,
  ])
  await takeBackMembers(
    tx,
    steps.filter(goesOnAfterOutage).map(({ row }) => row.journey_id),
  )
  await endBatchAuthorisations(tx, steps)
  for (const { step, effect } of of('apply-changes')) await applyChanges(tx, step.row, effect, at.now)
  const siblings = of('recheck-siblings').flatMap(({ step }) =>
    (loaded.byInstallation.get(step.row.installation_id) ?? []).filter(
      (other) => other.journey_id !== step.row.journey_id,
    ),
  )
  if (siblings.length > 0) {
    await tx`
      insert into outbox (journey_id, kind, body, priority, not_before)
      select id, 'recheck', '{}', 2, ${at.now} from unnest(${siblings.map((row) => row.journey_id)}::bigint[]) id`
  }
}

/**
 * The step has decided without the authorisations that were given for a batch alone in which the meter is no more: they
 * end, and so does what they withheld (`release_of`, migration 004).
 */
async function endBatchAuthorisations(tx: Queryable, steps: readonly DecidedStep[]): Promise<void> {
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

/** What had come to a person goes on by itself, since its failures were of an outage. */
function goesOnAfterOutage({ row, state, evidence }: DecidedStep): boolean {
  return (
    row.stage === 'needs-action' &&
    state.stage !== 'needs-action' &&
    !isEnd(state.stage) &&
    evidence.some(({ code }) => code === 'ATTEMPT_VOIDED')
  )
}

/** The date moved, the policy changed, or the clock got its first date: the register keeps what it was. */
function moved(step: DecidedStep): boolean {
  const { duty } = step.state
  return (
    duty.dueOn !== step.row.due_on ||
    duty.policyId !== step.row.duty_policy ||
    duty.startsOn !== step.row.clock_starts_on
  )
}

function lastPerJourney<T extends { readonly step: DecidedStep }>(effects: readonly T[]): readonly T[] {
  return [...new Map(effects.map((each) => [each.step.row.journey_id, each])).values()]
}

interface Standings {
  readonly standings: ReadonlyMap<number, string | null>
  readonly neighbours: readonly { readonly journey_id: number; readonly standing: string | null }[]
  readonly installations: readonly Readonly<Record<string, string | number | boolean | null>>[]
  readonly landed: readonly string[]
}

/** Works out anew where each touched installation and all its meters stand in their lane. */
function standings(loaded: Loaded, steps: readonly DecidedStep[]): Standings {
  const decided = new Map(steps.map((step) => [step.row.journey_id, step]))
  const standings = new Map<number, string | null>()
  const neighbours: { journey_id: number; standing: string | null }[] = []
  const installations: Readonly<Record<string, string | number | boolean | null>>[] = []
  const landed: string[] = []
  for (const id of new Set(steps.map((step) => step.row.installation_id))) {
    const rows = loaded.byInstallation.get(id) ?? []
    const members = rows.map((row) => memberAfter(row, decided.get(row.journey_id)))
    const standing = standingOf(members)
    installations.push({
      installation_id: id,
      state: standing.state,
      held_by: standing.heldBy,
      due_on: standing.dueOn,
      supplier_id: standing.supplierId,
      prepayment: standing.prepayment,
    })
    const submission = submissionOf(loaded.installations.get(id))
    if (submission !== null && standing.state !== 'in-flight') landed.push(submission)
    members.forEach((member, index) => {
      const after = memberStanding(member, standing)
      standings.set(member.journeyId, after)
      if (!decided.has(member.journeyId) && rows[index]?.standing !== after)
        neighbours.push({ journey_id: member.journeyId, standing: after })
    })
  }
  return { standings, neighbours, installations, landed }
}

function submissionOf(row: InstallationRow | undefined): string | null {
  return row?.submission_id ?? null
}

function memberAfter(row: MemberRow, step: DecidedStep | undefined): Member {
  const landed =
    step?.effects.some((effect) => effect.kind === 'land-attempt' && effect.submissionId === row.open_submission_id) ??
    false
  return {
    journeyId: row.journey_id,
    stage: step?.state.stage ?? row.stage,
    inFlight: row.open_submission_id !== null && !landed,
    dueOn: step === undefined ? row.due_on : step.state.duty.dueOn,
    supplierId: gainingSupplier(step) ?? row.supplier_id,
    fuel: row.fuel,
    paymentMode: row.payment_mode,
  }
}

function gainingSupplier(step: DecidedStep | undefined): string | null {
  const gains =
    step?.effects.flatMap((effect) =>
      effect.kind === 'apply-changes' ? [effect.changes.supplier_id?.[1] ?? null] : [],
    ) ?? []
  return gains.at(-1) ?? null
}

function insertEvidence(tx: Queryable, steps: readonly DecidedStep[], now: string, version: number) {
  const rows = steps.flatMap((step) =>
    step.evidence.map((line, part) => ({
      journey_id: step.row.journey_id,
      kind: line.kind,
      from_stage: line.fromStage,
      to_stage: line.toStage,
      code: line.code,
      cause: line.cause,
      actor: line.actor,
      policy: step.state.duty.policyId,
      detail: line.detail,
      epoch: step.epoch,
      seq: step.seq,
      part,
    })),
  )
  if (rows.length === 0) return null
  return tx`
    insert into evidence (journey_id, at, kind, from_stage, to_stage, code, cause, actor, policy, programme_version, detail, epoch, seq, part)
    select journey_id, ${now}::timestamptz, kind, from_stage, to_stage, code, cause, actor, policy, ${version}, detail, epoch, seq, part
    from jsonb_to_recordset(${tx.json(toJson(rows))})
      as x(journey_id bigint, kind text, from_stage text, to_stage text, code text, cause text, actor text, policy text,
           detail jsonb, epoch integer, seq integer, part integer)`
}

async function writeWaits(
  tx: Queryable,
  waits: readonly { readonly step: DecidedStep; readonly effect: Of<'wait'> }[],
  at: { readonly now: EpochMs; readonly programmeVersion: number },
): Promise<void> {
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

async function writeExceptions(
  tx: Queryable,
  found: readonly { readonly step: DecidedStep; readonly effect: Of<'exceptions'> }[],
  now: string,
): Promise<void> {
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
