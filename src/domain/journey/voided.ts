import { isEnd } from '../stage.js'
import { checkFromEligibility } from './checks.js'
import type { Draft } from './draft.js'
import type { Happening } from './happening.js'

/**
 * Attempts that failed in an outage of the lane do not count against the five. Whose attempts were used up by them goes on
 * by itself. What a person was to decide stays with the person: a prepayment household may be off supply, whatever was
 * the cause.
 */
export function takeVoided(draft: Draft, { attempts, laneId, since }: Extract<Happening, { kind: 'voided' }>): void {
  draft.record('attempt', 'failed in an outage of its lane; it does not count', {
    code: 'ATTEMPT_VOIDED',
    detail: { attempts, lane: laneId, since },
  })
  const { state } = draft
  const allowed = draft.circumstances.programme.retry.maxAttempts + state.attemptsGranted
  if (isEnd(state.stage) || state.code !== 'ATTEMPTS_EXHAUSTED' || state.attemptsUsed >= allowed) return
  checkFromEligibility(draft, 'attempts lost in an outage do not count')
}
