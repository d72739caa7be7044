import type { Evidence } from '../journey/decision.js'
import type { JourneyState } from '../journey/view.js'
import { isEnd } from '../stage.js'

/**
 * What came of a retry: under way again, where its failure was of an outage and counts no more; enrolled; failed, with the code of the attempt; held, where the meter came to a person without an
 * attempt; ended otherwise, with the stage. A failure that is tried again by itself is followed on.
 */
export interface RetryOutcome {
  readonly outcome: 'under-way' | 'enrolled' | 'failed' | 'held' | 'ended'
  readonly code: string | null
  readonly followed: boolean
}

/** Whether a line of evidence is a failed attempt, and not the note that one does not count. */
export function isFailure({ kind, code }: Pick<Evidence, 'kind' | 'code'>): boolean {
  return kind === 'attempt' && code !== 'ATTEMPT_VOIDED'
}

/** What a step says of the retry that led to it; null: still under way. */
export function retryOutcome(
  { stage, code }: Pick<JourneyState, 'stage' | 'code'>,
  evidence: readonly Evidence[],
): RetryOutcome | null {
  if (stage === 'enrolled') return { outcome: 'enrolled', code, followed: false }
  if (isEnd(stage)) return { outcome: 'ended', code: stage, followed: false }
  const failed = evidence.findLast(isFailure)
  if (failed !== undefined) return { outcome: 'failed', code: failed.code, followed: stage !== 'needs-action' }
  if (stage === 'needs-action' || stage === 'replacement') return { outcome: 'held', code, followed: false }
  const voided = evidence.some(({ code: of }) => of === 'ATTEMPT_VOIDED')
  return voided ? { outcome: 'under-way', code: null, followed: true } : null
}
