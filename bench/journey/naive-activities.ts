import { randomUUID } from 'node:crypto'
import type { DeviceId, EpochMs } from '../../src/domain/brands.js'
import { londonDate } from '../../src/domain/calendar.js'
import { checkInventory } from '../../src/domain/inventory.js'
import { advance } from '../../src/domain/journey/advance.js'
import { wakeAt } from '../../src/domain/journey/clock.js'
import { fold } from '../../src/domain/journey/fold.js'
import type { Evidence } from '../../src/domain/journey/decision.js'
import type { Happening } from '../../src/domain/journey/happening.js'
import type { JourneyState, JourneyView } from '../../src/domain/journey/view.js'
import type { DeviceOutcome } from '../../src/domain/outcome.js'
import type { DccGateway } from '../../src/gateways/dcc.js'
import type { Database, Queryable } from '../../src/register/database.js'
import { inTransaction } from '../../src/register/in-transaction.js'
import { toJson } from '../../src/register/json.js'
import { loadSteps, viewOf } from '../../src/register/journey/load-steps.js'
import { columnsOf } from '../../src/register/journey/rows.js'
import type { ProgrammeStore } from '../../src/register/programme/store.js'

export interface NaiveActivities {
  readonly checkInventory: (journeyId: number) => Promise<void>
  readonly checkEligibility: (journeyId: number) => Promise<{ readonly decideInMs: number }>
  readonly submit: (journeyId: number) => Promise<void>
  readonly enrol: (journeyId: number, outcome: DeviceOutcome) => Promise<void>
}

export interface NaiveDeps {
  readonly db: Database
  readonly programmes: ProgrammeStore
  readonly dcc: DccGateway
  readonly clock: () => EpochMs
}

/**
 * The stages of a clean journey as remote activities of one meter each, each of which writes its own transaction by plain
 * statements. They decide by the program's rules and leave the register as the program's steps leave it.
 */
export function createNaiveActivities(deps: NaiveDeps): NaiveActivities {
  const { db, dcc, clock } = deps
  return {
    async checkInventory(journeyId) {
      const { view } = await readView(db, journeyId, { lock: false })
      const { meter, installation, smso, smi } = view
      const found = checkInventory({
        meter,
        hub: installation.hub,
        siblings: [],
        smso: smso?.record ?? null,
        smi: smi?.record ?? null,
      })
      if (found.kind !== 'agrees') throw new Error(`meter ${journeyId} is not clean`)
    },
    checkEligibility: (journeyId) =>
      inTransaction(db, async (tx) => {
        const state = await decideAndWrite(deps, tx, journeyId, [{ kind: 'opened' }, { kind: 'records' }], 'open')
        await tx`
          update installation i set state = 'ready', due_on = ${state.duty.dueOn}, supplier_id = m.supplier_id, prepayment = m.payment_mode = 'prepayment'
          from meter m where m.journey_id = ${journeyId} and i.installation_id = m.installation_id`
        await tx`update journey set standing = 'ready' where journey_id = ${journeyId}`
        const { startsOn, dueOn, policyId } = state.duty
        await tx`
          insert into duty_date (journey_id, recorded_at, clock_starts_on, due_on, policy, cause, programme_version)
          values (${journeyId}, ${clock()}, ${startsOn}, ${dueOn}, ${policyId}, 'policy in force', 1)`
        return { decideInMs: (wakeAt(journeyId, state) ?? clock()) - clock() }
      }),
    async submit(journeyId) {
      const submission = await claim(deps, journeyId)
      await dcc.submit([submission])
      await db`update submission set state = 'submitted', sent_at = ${clock()} where submission_id = ${submission.submissionId} and state = 'claimed'`
    },
    enrol: (journeyId, outcome) =>
      inTransaction(db, async (tx) => {
        await decideAndWrite(deps, tx, journeyId, [{ kind: 'outcome', ...outcome }], 'messages')
        await tx`
          update attempt set landed_at = ${outcome.occurredAt}, result = ${outcome.result}, code = ${outcome.code}
          where journey_id = ${journeyId} and submission_id = ${outcome.submissionId}`
        await tx`update submission set state = 'landed', landed_at = ${clock()} where submission_id = ${outcome.submissionId}`
        await tx`update outcome set verdict = 'taken' where outcome_id = ${outcome.outcomeId}`
        await tx`
          update installation set state = 'idle', due_on = null, supplier_id = null, prepayment = false, submission_id = null
          where submission_id = ${outcome.submissionId}`
        await tx`update journey set standing = null where journey_id = ${journeyId}`
      }),
  }
}

async function readView(tx: Queryable, journeyId: number, options: { readonly lock: boolean }) {
  const loaded = await loadSteps(tx, [journeyId], options)
  const row = loaded.members.get(journeyId)
  if (row === undefined) throw new Error(`no meter ${journeyId}`)
  return { row, view: viewOf(loaded, row) }
}

/** Locks, reads, decides by the program's rules, and writes the journey's row and its evidence. */
async function decideAndWrite(
  deps: NaiveDeps,
  tx: Queryable,
  journeyId: number,
  happenings: readonly Happening[],
  stepKey: string,
): Promise<JourneyState> {
  const { programme, version } = await deps.programmes.current(tx)
  const { row, view } = await readView(tx, journeyId, { lock: true })
  const now = deps.clock()
  let after: JourneyView = view
  const evidence: Evidence[] = []
  for (const happening of happenings) {
    const decision = advance(after, happening, { programme, programmeVersion: version, now })
    if (decision.kind === 'refused') throw new Error(decision.refusal.message)
    evidence.push(...decision.evidence)
    after = fold(after, decision)
  }
  const { state } = after
  const seq = row.seq + 1
  const { replacement: _replacement, exclusion: _exclusion, ...columns } = columnsOf(state)
  await tx`
    update journey j set ${tx({ ...columns, epoch: 1, seq, step_key: stepKey, programme_version: version })}, records_from = m.smso_id,
           cohort_id = c.cohort_id, lane_id = i.lane_id
    from meter m join installation i using (installation_id) left join combination c using (combination_id)
    where j.journey_id = ${journeyId} and m.journey_id = ${journeyId}`
  await tx`
    insert into evidence ${tx(
      evidence.map((line, part) => ({
        journey_id: journeyId,
        at: now,
        kind: line.kind,
        from_stage: line.fromStage,
        to_stage: line.toStage,
        code: line.code,
        cause: line.cause,
        actor: line.actor,
        policy: state.duty.policyId,
        programme_version: version,
        detail: tx.json(toJson(line.detail)),
        epoch: 1,
        seq,
        part,
      })),
    )}`
  return state
}

/** Writes the attempt and the day's capacity of one meter, before DCC is told of it. */
function claim({ db, programmes, clock }: NaiveDeps, journeyId: number) {
  return inTransaction(db, async (tx) => {
    const now = clock()
    const { programme } = await programmes.current(tx)
    const [m] = await tx<
      {
        installation_id: number
        hub_id: DeviceId
        device_id: DeviceId
        supplier_id: string
        lane_id: string
        cohort_id: string
        due_on: string | null
      }[]
    >`
      select i.installation_id, i.hub_id, m.device_id, m.supplier_id, j.lane_id, j.cohort_id, j.due_on
      from journey j join meter m using (journey_id) join installation i on i.installation_id = j.installation_id
      where journey_id = ${journeyId} for update of i`
    if (m === undefined) throw new Error(`no meter ${journeyId}`)
    const costPence = programme.lanes.find(({ id }) => id === m.lane_id)?.attemptCostPence ?? 0
    const submissionId = randomUUID()
    const device = { journeyId, deviceId: m.device_id, fuel: 'electricity', paymentMode: 'credit', attempt: 1 } as const
    const content = { cohortId: m.cohort_id, hubId: m.hub_id, requiredBy: m.due_on, devices: [device] }
    const day = londonDate(now)
    await tx`
      insert into submission (submission_id, installation_id, lane_id, day, supplier_id, request, state, claimed_at, lease_until)
      values (${submissionId}, ${m.installation_id}, ${m.lane_id}, ${day}, ${m.supplier_id}, ${tx.json(content)}, 'claimed', ${now}, ${now + 60_000})`
    await tx`
      insert into attempt (journey_id, number, submission_id, claimed_at, cost_pence, supplier_id, lane_id)
      values (${journeyId}, 1, ${submissionId}, ${now}, ${costPence}, ${m.supplier_id}, ${m.lane_id})`
    await tx`update journey set standing = 'in-flight', attempts_used = attempts_used + 1 where journey_id = ${journeyId}`
    await tx`update installation set state = 'in-flight', submission_id = ${submissionId} where installation_id = ${m.installation_id}`
    // Last, since all meters of a lane queue for these two rows.
    await tx`
      insert into lane_day as d (lane_id, day, used) values (${m.lane_id}, ${day}, 1)
      on conflict (lane_id, day) do update set used = d.used + 1`
    await tx`
      insert into lane_day_supplier as d (lane_id, day, supplier_id, used) values (${m.lane_id}, ${day}, ${m.supplier_id}, 1)
      on conflict (lane_id, day, supplier_id) do update set used = d.used + 1`
    return { submissionId, laneId: m.lane_id, ...content }
  })
}
