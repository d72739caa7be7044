import type { EpochMs, IsoDate, JourneyId } from '../brands.js'
import { addDays, startOfDay } from '../calendar.js'
import { decisionPointOn, policyOn, redate } from '../duty.js'
import { checkCombination, enrolableSince } from '../eligibility.js'
import type { Draft } from './draft.js'
import type { JourneyState } from './view.js'

/**
 * Brings the duty up to date with the programme, the policy in force and the meter as it is now. A clock that has
 * started stands when its ground goes (EPCL entry removed, go reverted) and is flagged with the reason.
 */
export function runClock(draft: Draft, cause: string): void {
  const { duty, gainedOn } = draft.state
  const { programme } = draft.circumstances
  const { meter, installation } = draft.view
  const policy = policyOn(programme.policies, draft.today)
  if (policy === null) return
  const suppliedSince = gainedOn ?? meter.suppliedSince
  const gained =
    gainedOn !== null || (suppliedSince !== null && meter.installedOn !== null && suppliedSince > meter.installedOn)
  const facts = { ...enrolableSince(programme, installation.combination, draft.today), suppliedSince, gained }
  const redating = redate({ ...duty, facts }, policy, draft.today)
  if (redating.kind === 'closed') return
  const { startsOn, dueOn, policyId } = redating
  const flag = redating.standing ? flagOf(draft) : null
  const decisionOn = dueOn === null ? null : decisionPointOn(policy, dueOn)
  draft.changeDuty({
    startsOn,
    dueOn,
    policyId,
    flag,
    decisionOn,
    decisionRaised: duty.decisionRaised && decisionOn === duty.decisionOn,
  })
  if (!redating.changed && flag === duty.flag) return
  draft.record('duty', cause, {
    code: flag === null ? 'DUTY_DATED' : 'DUTY_STANDS',
    detail: { startsOn, dueOn, dueBefore: duty.dueOn, flag },
  })
}

/** Why a started clock stands although nothing can be enrolled today. */
function flagOf(draft: Draft): string {
  const decision = checkCombination(draft.circumstances.programme, draft.view.installation.combination, draft.today)
  return decision.kind === 'wait' && decision.waitsFor.kind === 'cohort' ? 'go-reverted' : 'epcl-removed'
}

/** Records once that the due date has passed. A breach is a fact on the record, never an end: the journey goes on. */
export function recordBreach(draft: Draft): void {
  const { duty } = draft.state
  if (duty.dueOn === null || duty.breachedOn !== null || duty.metOn !== null || duty.endedOn !== null) return
  if (duty.dueOn >= draft.today) return
  draft.changeDuty({ breachedOn: addDays(duty.dueOn, 1) })
  draft.record('duty', 'the due date passed', { code: 'DUTY_BREACHED', detail: { dueOn: duty.dueOn } })
}

const dayMs = 86_400_000

/**
 * The instant of a journey's decision point: spread over the day by the journey's number, since millions of meters
 * may share a date.
 */
export function decisionInstant(journeyId: JourneyId, decisionOn: IsoDate): EpochMs {
  return startOfDay(decisionOn) + ((journeyId * 7919) % (dayMs / 1000)) * 1000
}

/** Raises the decision point once its instant has come: from now on the supplier chooses between attempt and replacement. */
export function raiseDecisionPoint(draft: Draft): void {
  const { duty, stage } = draft.state
  if (draft.ended || duty.decisionRaised || duty.decisionOn === null) return
  if (decisionInstant(draft.view.journeyId, duty.decisionOn) > draft.now) return
  draft.changeDuty({ decisionRaised: true })
  draft.record('decision', 'decision point reached', { code: 'DECISION_POINT', detail: { dueOn: duty.dueOn } })
  if (stage === 'retry') {
    draft.change({ hold: 'DECISION_DUE' })
    draft.moveTo('needs-action', 'DECISION_DUE', 'decision point reached while waiting for another attempt')
  }
}

/** When the journey must wake by itself: its next attempt or its decision point, whichever is earlier; null: never. */
export function wakeAt(journeyId: JourneyId, state: JourneyState): EpochMs | null {
  const times: EpochMs[] = []
  if (state.stage === 'retry' && state.nextAttemptAt !== null) times.push(state.nextAttemptAt)
  const { duty } = state
  if (duty.decisionOn !== null && !duty.decisionRaised) times.push(decisionInstant(journeyId, duty.decisionOn))
  return times.length === 0 ? null : Math.min(...times)
}
