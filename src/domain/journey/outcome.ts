import { londonDate } from '../calendar.js'
import { afterFailure } from '../retry.js'
import { assertNever } from '../assert-never.js'
import { wantRecords } from './checks.js'
import type { OutcomeVerdict } from './decision.js'
import type { Draft } from './draft.js'
import type { Happening } from './happening.js'

type Outcome = Extract<Happening, { kind: 'outcome' }>

/**
 * Takes the outcome of one device. *Commissioned* is true whichever attempt it belongs to, and wins over everything but
 * a device already gone; a failure counts only for the attempt in flight, so duplicates and late ones change nothing.
 * An attempt in flight lands by its outcome even where the journey has ended: till then it holds the installation.
 */
export function takeOutcome(draft: Draft, reported: Outcome): void {
  const outcome = { ...reported, occurredAt: credibleTime(draft, reported) }
  const verdict = outcome.result === 'commissioned' ? commissioned(draft, outcome) : failed(draft, outcome)
  draft.effects.push({ kind: 'outcome-verdict', outcomeId: outcome.outcomeId, verdict })
}

/**
 * When it happened, as far as DCC's clock can be believed: not after now, and for the attempt in flight not before its
 * claim. A date of the duty rests on it, and must not lie in the future.
 */
function credibleTime(draft: Draft, outcome: Outcome): number {
  const { inFlight } = draft.view
  const earliest = isInFlight(draft, outcome) && inFlight !== null ? inFlight.claimedAt : outcome.occurredAt
  return Math.min(draft.now, Math.max(outcome.occurredAt, earliest))
}

/** Whether it is the outcome of the attempt in flight. Where DCC names no submission, one that happened since the claim is. */
function isInFlight({ view: { inFlight } }: Draft, { submissionId, occurredAt }: Outcome): boolean {
  if (inFlight === null) return false
  return submissionId === null ? occurredAt >= inFlight.claimedAt : submissionId === inFlight.submissionId
}

function commissioned(draft: Draft, outcome: Outcome): OutcomeVerdict {
  const { stage, replacement } = draft.state
  land(draft, outcome)
  if (stage === 'enrolled') return 'duplicate'
  if (stage === 'replaced' || stage === 'lost') {
    draft.record('note', 'DCC commissioned a device that is gone', { code: 'OUT_AFTER_THE_END', detail: { stage } })
    return 'after-the-end'
  }
  const open = replacement !== null && replacement.state !== 'done'
  draft.change({ failureCode: null, hold: null, exclusion: null })
  draft.end('enrolled', open ? 'ENR_REPLACEMENT_OPEN' : null, 'commissioned by DCC', londonDate(outcome.occurredAt), {
    detail: open ? { outcome: outcome.outcomeId, cancelReplacement: replacement } : { outcome: outcome.outcomeId },
  })
  return 'taken'
}

function failed(draft: Draft, outcome: Outcome): OutcomeVerdict {
  const { inFlight } = draft.view
  const current = isInFlight(draft, outcome)
  if (current) land(draft, outcome)
  if (draft.ended) return 'after-the-end'
  if (!current || inFlight === null) return 'earlier-attempt'
  const code = outcome.code ?? 'NO_CODE'
  draft.change({ failureCode: code, failedAt: outcome.occurredAt })
  draft.record('attempt', 'attempt failed', {
    code,
    detail: { attempt: inFlight.attempt, submission: inFlight.submissionId },
  })
  if (draft.state.replacement !== null && draft.state.replacement.state !== 'done') {
    draft.moveTo('replacement', null, 'attempt failed; the replacement goes on')
  } else {
    decideAfterFailure(draft, code)
  }
  return 'taken'
}

/** Retry by the table, a fix first, or a person's decision (docs/journey.md, After a failure). */
function decideAfterFailure(draft: Draft, code: string): void {
  const { state, view, today } = draft
  const { retry } = draft.circumstances.programme
  const next = afterFailure(
    { ...retry, maxAttempts: retry.maxAttempts + state.attemptsGranted },
    {
      code,
      attemptsUsed: state.attemptsUsed,
      prepayment: view.meter.paymentMode === 'prepayment',
      decisionPointReached: state.duty.decisionOn !== null && state.duty.decisionOn <= today,
    },
  )
  switch (next.kind) {
    case 'retry':
      if (state.recheck) wantRecords(draft, 'corrected while in flight')
      else
        draft.moveTo('retry', code, 'failed; another attempt is planned', {
          nextAttemptAt: draft.now + next.waitMs,
          detail: { attempt: state.attemptsUsed + 1, at: draft.now + next.waitMs },
        })
      return
    case 'fix-first':
      if (state.recheck) wantRecords(draft, 'corrected while in flight')
      else
        draft.moveTo('needs-action', 'FIX_FIRST', 'failed; a fix is needed first', {
          detail: { failure: code, owner: next.owner, fix: next.fix, remedy: next.remedy },
        })
      return
    case 'exhausted':
      draft.moveTo('needs-action', 'ATTEMPTS_EXHAUSTED', 'failed; its attempts are used up', {
        detail: { failure: code, category: next.category },
      })
      return
    case 'exclude':
      hold(draft, 'EXCLUSION_PROPOSED', { failure: code, category: next.category })
      return
    case 'escalate':
      hold(draft, 'PREPAYMENT_FAILED', { failure: code, reason: next.reason })
      return
    case 'decide':
      hold(draft, next.reason === 'decision-point' ? 'DECISION_DUE' : 'CODE_UNKNOWN', {
        failure: code,
        reason: next.reason,
      })
      return
    default:
      assertNever(next, 'decision after a failure')
  }
}

function hold(draft: Draft, code: string, detail: Readonly<Record<string, unknown>>): void {
  draft.change({ hold: code })
  draft.moveTo('needs-action', code, 'failed; a person decides', { detail })
}

/** The outcome is noted on its attempt, even one that no longer changes the journey. */
function land(draft: Draft, outcome: Outcome): void {
  const submissionId = isInFlight(draft, outcome) ? (draft.view.inFlight?.submissionId ?? null) : outcome.submissionId
  if (submissionId === null) return
  draft.effects.push({
    kind: 'land-attempt',
    submissionId,
    result: outcome.result,
    code: outcome.code,
    at: outcome.occurredAt,
  })
}
