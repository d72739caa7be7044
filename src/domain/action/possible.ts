import { assertNever } from '../assert-never.js'
import type { Refusal } from '../journey/decision.js'
import { refusalAt } from '../journey/permitted.js'
import type { RetryTable } from '../programme.js'
import { ruleOf } from '../retry.js'
import { isEnd, type Stage, type Standing } from '../stage.js'
import { commandOf, type ActionRequest } from './request.js'

/** What decides whether an action can be carried out for a meter. Few meters differ in all of it, so it is decided once for many. */
export interface MemberFacts {
  readonly stage: Stage
  readonly code: string | null
  readonly standing: Standing | null
  readonly failure: string | null
  /** The attempts that it is allowed are used up. */
  readonly exhausted: boolean
  /** What the failure asks for has been recorded as done. */
  readonly fixed: boolean
  readonly referral: 'proposed' | 'referred' | 'answered' | null
  readonly replacementOpen: boolean
  /** Its journey has begun. */
  readonly started: boolean
  /** Another action that has not yet come to this meter. */
  readonly otherAction: number | null
}

export interface ActionRules {
  readonly table: RetryTable
  readonly reason: string | null
}

/** Why an action cannot be carried out for a meter, with what to do first; null: it can. */
export function memberRefusal(request: ActionRequest, facts: MemberFacts, rules: ActionRules): Refusal | null {
  if (!facts.started)
    return refuse('JOURNEY_NOT_STARTED', 'the journey has not begun: wait until its first records are fetched')
  if (facts.otherAction !== null) return inAnotherAction(facts.otherAction)
  const command = commandOf(request)
  const atStage = command === null ? null : refusalAt(facts.stage, command)
  if (atStage !== null) return atStage
  switch (request.kind) {
    case 'retry':
      return cannotSucceed(facts, rules.table) ?? fixFirst(facts, rules.table) ?? reasonNeeded(facts, rules)
    case 'correct':
      // The correction may be the very fix.
      return cannotSucceed(facts, rules.table) ?? reasonNeeded(facts, rules)
    case 'exclude':
      return facts.standing === 'in-flight'
        ? refuse('ALREADY_IN_FLIGHT', 'its attempt is already with DCC; wait for its outcome, then decide')
        : null
    case 'replace':
      return facts.replacementOpen ? refuse('REPLACEMENT_OPEN', 'a replacement is already on its way') : null
    case 'fixed':
      return fixRefusal(facts, rules.table)
    case 'hand':
      return isEnd(facts.stage)
        ? refuse('JOURNEY_ENDED', `the journey has ended: the meter is ${facts.stage}; nothing is left to hand over`)
        : null
    case 'refer':
      return referRefusal(facts)
    case 'answer':
      return facts.referral === 'referred'
        ? null
        : refuse('NOT_REFERRED', 'its failure is not with anybody who could answer; refer it first (action refer)')
    default:
      return assertNever(request, 'request of an action')
  }
}

/** A meter is in one action at a time. */
export function inAnotherAction(actionId: number | null): Refusal {
  return refuse(
    'IN_ANOTHER_ACTION',
    actionId === null
      ? 'another action came to this meter at the same moment: count it anew'
      : `action ${actionId} has not come to this meter yet: wait for it, or stop it (action stop ${actionId})`,
  )
}

/** Whether the meter stands where its last failure put it. */
function openFailure({ stage, failure }: MemberFacts): string | null {
  return stage === 'retry' || stage === 'needs-action' ? failure : null
}

/** A failure whose code ends in exclusion fails again, however often it is tried. */
function cannotSucceed(facts: MemberFacts, table: RetryTable): Refusal | null {
  const failure = openFailure(facts)
  if (failure === null || ruleOf(table, failure)?.class !== 'exclude') return null
  return refuse(
    'RETRY_IN_VAIN',
    `${failure} says that the device cannot be migrated: exclude it with evidence (action exclude), or replace it (action replace)`,
  )
}

function fixFirst(facts: MemberFacts, table: RetryTable): Refusal | null {
  const failure = openFailure(facts)
  const rule = failure === null ? null : ruleOf(table, failure)
  if (rule?.class !== 'fix-first' || facts.fixed) return null
  return refuse(
    'FIX_NOT_DONE',
    `${failure} needs a fix first, by ${rule.owner}: ${rule.remedy.replace(/\.$/, '')}. Once done, record it (action fixed)`,
  )
}

/** What only a person may lift needs that person's reason. */
function reasonNeeded(facts: MemberFacts, { reason }: ActionRules): Refusal | null {
  if (reason !== null) return null
  if (facts.code === 'PREPAYMENT_FAILED') {
    return refuse('REASON_NEEDED', 'make sure that the household has supply, and say so (--reason)')
  }
  return facts.exhausted
    ? refuse(
        'REASON_NEEDED',
        'its attempts are used up: another one needs a reason (--reason), or exclude or replace it',
      )
    : null
}

function fixRefusal(facts: MemberFacts, table: RetryTable): Refusal | null {
  const failure = openFailure(facts)
  if (failure === null) return noFailure
  if (ruleOf(table, failure)?.class !== 'fix-first')
    return refuse('NOTHING_TO_FIX', `the retry table asks for no fix of ${failure}; decide as it says (failures)`)
  return facts.fixed ? refuse('ALREADY_FIXED', 'the fix is on record; retry it (action retry)') : null
}

function referRefusal(facts: MemberFacts): Refusal | null {
  if (openFailure(facts) === null) return noFailure
  return facts.referral === 'referred' || facts.referral === 'answered'
    ? refuse('ALREADY_REFERRED', `the failure is ${facts.referral} already; a later failure can be referred anew`)
    : null
}

const noFailure: Refusal = refuse('NO_OPEN_FAILURE', 'the meter has no open failure')

function refuse(code: string, message: string): Refusal {
  return { code, message }
}
