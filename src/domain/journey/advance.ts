import { assertNever } from '../assert-never.js'
import { isEnd } from '../stage.js'
import { checkAgain, checkFromEligibility, checkFromInventory, wantRecords } from './checks.js'
import { raiseDecisionPoint, recordBreach, runClock } from './clock.js'
import { carryOut } from './commands.js'
import { takeCorrection } from './corrections.js'
import type { Decision } from './decision.js'
import { Draft } from './draft.js'
import type { Happening } from './happening.js'
import { takeOutcome } from './outcome.js'
import type { Circumstances, JourneyView } from './view.js'
import { takeVoided } from './voided.js'

/**
 * Decides what one happening means for one journey: the whole of the rules, pure. It reads nothing but its arguments and
 * changes nothing; the register carries the decision out in the transaction in which the view was read.
 */
export function advance(view: JourneyView, happening: Happening, circumstances: Circumstances): Decision {
  const draft = new Draft(view, circumstances)
  if (!draft.ended) {
    runClock(draft, causeOf(happening))
    recordBreach(draft)
  }
  if (happening.kind === 'command') {
    const decision = carryOut(draft, happening)
    if (decision.kind === 'refused') return decision
  } else {
    take(draft, happening)
  }
  if (!draft.ended) {
    runClock(draft, causeOf(happening))
    recordBreach(draft)
    raiseDecisionPoint(draft)
  }
  return draft.decided()
}

function take(draft: Draft, happening: Exclude<Happening, { kind: 'command' }>): void {
  const { stage } = draft.state
  switch (happening.kind) {
    case 'opened':
    case 'records':
      if (stage === 'inventory') checkFromInventory(draft, 'records arrived')
      return
    case 'recheck':
      if (!isEnd(stage)) checkAgain(draft, 'data of another device behind the hub changed')
      return
    case 'programme':
      if (stage === 'waiting') checkFromInventory(draft, 'programme changed')
      if (stage === 'migration' && draft.view.inFlight === null) checkFromEligibility(draft, 'programme changed')
      return
    case 'time':
      if (stage === 'retry' && draft.state.nextAttemptAt !== null && draft.state.nextAttemptAt <= draft.now) {
        if (draft.state.recheck) wantRecords(draft, 'checked again before another attempt')
        else checkFromEligibility(draft, 'time for another attempt')
      }
      return
    case 'outcome':
      takeOutcome(draft, happening)
      return
    case 'correction':
      if (!isEnd(stage)) takeCorrection(draft, happening)
      return
    case 'voided':
      takeVoided(draft, happening)
      return
    default:
      assertNever(happening, 'happening')
  }
}

function causeOf(happening: Happening): string {
  switch (happening.kind) {
    case 'opened':
      return 'journey opened'
    case 'records':
      return 'records arrived'
    case 'recheck':
      return 'data of another device behind the hub changed'
    case 'programme':
      return 'programme changed'
    case 'time':
      return 'time passed'
    case 'outcome':
      return 'outcome arrived'
    case 'correction':
      return 'data corrected'
    case 'voided':
      return 'attempts voided'
    case 'command':
      return happening.command.kind
    default:
      return assertNever(happening, 'happening')
  }
}
