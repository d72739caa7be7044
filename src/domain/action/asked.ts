import { advance } from '../journey/advance.js'
import type { Effect, Evidence } from '../journey/decision.js'
import { fold } from '../journey/fold.js'
import type { Happening } from '../journey/happening.js'
import type { Circumstances, JourneyView } from '../journey/view.js'
import type { Stage } from '../stage.js'

/** How a meter stood when an action counted it. */
export interface Counted {
  readonly stage: Stage
  readonly code: string | null
  readonly failure: string | null
  readonly attempts: number
  readonly supplier: string
}

/** What an action asks of one journey; it is taken in a step like any other message. */
export interface Asked {
  readonly actionId: number
  readonly counted: Counted
  readonly happenings: readonly Happening[]
  /** Whether the outcome of the attempt is to be followed. */
  readonly followed: boolean
}

/** What came of it. Nothing was changed where it was refused, or the meter had moved. */
export interface AskedResult {
  readonly view: JourneyView
  readonly evidence: readonly Evidence[]
  readonly effects: readonly Effect[]
}

/**
 * Carries out what an action asks, whole or not at all: a meter that has moved since it was counted is left alone, since
 * whoever decided had another meter in mind.
 */
export function carryOutAsked(view: JourneyView, asked: Asked, circumstances: Circumstances): AskedResult {
  const { actionId, followed } = asked
  const unchanged = (state: 'refused' | 'moved', code: string, message: string): AskedResult => ({
    view,
    evidence: [],
    effects: [{ kind: 'action-result', actionId, state, code, message, followed: false }],
  })
  const now = countedNow(view)
  const movement = movedSince(asked.counted, now)
  if (movement !== null) return unchanged('moved', 'MOVED_MEANWHILE', movement)
  const evidence: Evidence[] = []
  const effects: Effect[] = []
  let next = view
  for (const happening of asked.happenings) {
    const decision = advance(next, happening, circumstances)
    if (decision.kind === 'refused') return unchanged('refused', decision.refusal.code, decision.refusal.message)
    evidence.push(...decision.evidence)
    effects.push(...decision.effects)
    next = fold(next, decision)
  }
  effects.push({ kind: 'action-result', actionId, state: 'done', code: null, message: null, followed })
  return { view: next, evidence, effects }
}

function countedNow({ state, meter }: JourneyView): Counted {
  return {
    stage: state.stage,
    code: state.code,
    failure: state.failureCode,
    attempts: state.attemptsUsed,
    supplier: meter.supplierId,
  }
}

/** How a meter has moved since it was counted, in words; null: it has not. */
export function movedSince(counted: Counted, now: Counted): string | null {
  const place = ({ stage, code }: Counted): string => (code === null ? stage : `${stage} (${code})`)
  if (counted.supplier !== now.supplier) return `it changed supplier from ${counted.supplier} to ${now.supplier}`
  if (place(counted) !== place(now)) return `it was ${place(counted)}, and is ${place(now)}`
  if (counted.attempts !== now.attempts || counted.failure !== now.failure)
    return `it has been tried since: attempt ${now.attempts}${now.failure === null ? '' : `, ${now.failure}`}`
  return null
}
