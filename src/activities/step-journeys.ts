import { carryOutAsked, type Asked, type AskedResult } from '../domain/action/asked.js'
import { advance } from '../domain/journey/advance.js'
import { wakeAt } from '../domain/journey/clock.js'
import { fold } from '../domain/journey/fold.js'
import type { Effect, Evidence } from '../domain/journey/decision.js'
import type { Happening } from '../domain/journey/happening.js'
import type { Circumstances, JourneyState, JourneyView } from '../domain/journey/view.js'
import { londonDate } from '../domain/calendar.js'
import { MeterliftError } from '../domain/errors.js'
import { isEnd } from '../domain/stage.js'
import type { Database, Queryable } from '../register/database.js'
import { assignCombinations } from '../register/combinations.js'
import { inTransaction } from '../register/in-transaction.js'
import { loadSteps, viewOf, type Loaded } from '../register/journey/load-steps.js'
import { readCorrection } from '../register/journey/read-correction.js'
import { stateOf, type MemberRow } from '../register/journey/rows.js'
import type { DecidedStep } from '../register/journey/decided-step.js'
import { writeSteps } from '../register/journey/write-steps.js'
import { holdProgramme, type ProgrammeStore } from '../register/programme/store.js'
import type { Standing, StepRequest, StepResult } from '../workflows/journey-messages.js'

export interface StepDeps {
  readonly db: Database
  readonly programmes: ProgrammeStore
  /** The time, in epoch milliseconds. */
  readonly clock: () => number
}

/**
 * Makes the steps of many journeys in one transaction: reads, decides by the pure rule and writes. Each step is keyed
 * by (journey, epoch, number), so that a step made twice gives the same answer, and a run that was reset adopts what
 * the register holds instead of writing over it.
 * @returns one result for each request, in the same order
 */
export async function stepJourneys(deps: StepDeps, requests: readonly StepRequest[]): Promise<readonly StepResult[]> {
  return inTransaction(deps.db, async (tx) => {
    await holdProgramme(tx, 'shared')
    const inForce = await deps.programmes.current(tx)
    const circumstances = { programme: inForce.programme, programmeVersion: inForce.version, now: deps.clock() }
    const loaded = await loadSteps(
      tx,
      requests.map(({ journeyId }) => journeyId),
    )
    const steps: DecidedStep[] = []
    const results: StepResult[] = []
    for (const request of requests) {
      const row = loaded.members.get(request.journeyId)
      if (row === undefined)
        throw new MeterliftError('JOURNEY_UNKNOWN', `journey ${request.journeyId} is not in the register`)
      const more = loaded.messages.has(request.journeyId)
      const fenced = request.cause.kind === 'open' ? openedBefore(row, request, more) : outOfTurn(row, request, more)
      const outcome = fenced ?? (await decide(tx, loaded, row, request, circumstances))
      if ('evidence' in outcome) {
        steps.push(outcome)
        const standing = standingAfter(outcome)
        results.push({
          kind: 'made',
          standing: loaded.more.has(row.journey_id) ? { ...standing, more: true } : standing,
        })
      } else results.push(outcome)
    }
    await writeSteps(tx, loaded, steps, circumstances)
    if (steps.some(({ effects }) => effects.some(({ kind }) => kind === 'apply-changes'))) {
      await assignCombinations(tx, inForce.programme, inForce.version, londonDate(circumstances.now))
    }
    return results
  })
}

/** A run whose opening step was already made gets the same answer again, and hears of what has come since. */
function openedBefore(row: MemberRow, request: StepRequest, more: boolean): StepResult | null {
  return row.step_key === keyOf(request) ? { kind: 'made', standing: repeatedStanding(row, more) } : null
}

function outOfTurn(row: MemberRow, request: StepRequest, more: boolean): StepResult | null {
  if (request.epoch === row.epoch && request.seq === row.seq + 1) return null
  const repeated = request.epoch === row.epoch && request.seq === row.seq && row.step_key === keyOf(request)
  return repeated
    ? { kind: 'made', standing: repeatedStanding(row, more) }
    : { kind: 'behind', standing: standingOfRow(row) }
}

function repeatedStanding(row: MemberRow, more: boolean): Standing {
  return more ? { ...standingOfRow(row), more: true } : standingOfRow(row)
}

function keyOf({ cause }: StepRequest): string {
  switch (cause.kind) {
    case 'open':
      return `open/${cause.run}`
    case 'messages':
      return 'messages'
    case 'time':
      return 'time'
    case 'command':
      return `command/${cause.id}`
  }
}

/** Decides everything one step has to take: its cause, and whatever messages have arrived for the journey by now. */
async function decide(
  tx: Queryable,
  loaded: Loaded,
  row: MemberRow,
  request: StepRequest,
  circumstances: Circumstances,
): Promise<DecidedStep | StepResult> {
  const messages = loaded.messages.get(row.journey_id) ?? []
  if (request.cause.kind === 'command' && movedOn(row, messages, request.cause.given)) {
    return { kind: 'refused', code: 'METER_MOVED', message: 'the meter has moved on since you looked at it' }
  }
  const happenings: (Happening | Asked)[] = messages.flatMap(({ happening }) => happening ?? [])
  if (request.cause.kind === 'open') happenings.unshift({ kind: 'opened' })
  if (request.cause.kind === 'time') happenings.push({ kind: 'time' })
  if (request.cause.kind === 'command') happenings.push(await commandHappening(tx, row, request.cause.given))
  let view = viewOf(loaded, row)
  const evidence: Evidence[] = []
  const effects: Effect[] = []
  for (const happening of happenings) {
    const decided = decideOne(view, happening, circumstances)
    if ('kind' in decided) return decided
    evidence.push(...decided.evidence)
    effects.push(...decided.effects)
    view = decided.view
  }
  const opening = request.cause.kind === 'open'
  return {
    row,
    epoch: opening ? row.epoch + 1 : row.epoch,
    seq: row.seq + 1,
    stepKey: keyOf(request),
    taken: messages.map(({ outboxId }) => outboxId),
    state: view.state,
    evidence,
    effects,
  }
}

/** A refusal of a person who waits for the answer refuses the step; that of an action is one of its results. */
function decideOne(
  view: JourneyView,
  happening: Happening | Asked,
  circumstances: Circumstances,
): AskedResult | Extract<StepResult, { kind: 'refused' }> {
  if ('actionId' in happening) return carryOutAsked(view, happening, circumstances)
  const decision = advance(view, happening, circumstances)
  if (decision.kind === 'refused') return { kind: 'refused', ...decision.refusal }
  return { view: fold(view, decision), evidence: decision.evidence, effects: decision.effects }
}

type Given = Extract<StepRequest['cause'], { kind: 'command' }>['given']

/** Whether something happened, or has arrived, after the step that a person looked at. */
function movedOn(row: MemberRow, messages: readonly unknown[], { ifStep }: Given): boolean {
  return ifStep !== undefined && (messages.length > 0 || ifStep.epoch !== row.epoch || ifStep.seq !== row.seq)
}

async function commandHappening(tx: Queryable, row: MemberRow, given: Given): Promise<Happening> {
  const { command, actor, reason } = given
  if (command.kind !== 'correct') return { kind: 'command', command, actor, reason }
  return readCorrection(tx, row.journey_id, command.correctionId)
}

function standingAfter(step: DecidedStep): Standing {
  return standing(step.row.journey_id, step.state, step.epoch, step.seq)
}

function standingOfRow(row: MemberRow): Standing {
  return standing(row.journey_id, stateOf(row), row.epoch, row.seq)
}

function standing(journeyId: number, state: JourneyState, epoch: number, seq: number): Standing {
  return {
    epoch,
    seq,
    stage: state.stage,
    code: state.code,
    wakeAt: isEnd(state.stage) ? null : wakeAt(journeyId, state),
    ended: isEnd(state.stage),
  }
}
