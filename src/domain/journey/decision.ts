import type { EpochMs } from '../brands.js'
import type { WaitsFor } from '../eligibility.js'
import type { InventoryException } from '../inventory.js'
import type { Stage } from '../stage.js'
import type { FieldChanges } from './happening.js'
import type { JourneyState } from './view.js'

/** One line of a meter's story: what happened, why, by whom, and under which policy and programme. */
export interface Evidence {
  readonly kind:
    'stage' | 'attempt' | 'duty' | 'decision' | 'correction' | 'supplier' | 'replacement' | 'authorisation' | 'note'
  readonly fromStage: Stage | null
  readonly toStage: Stage | null
  readonly code: string | null
  readonly cause: string
  readonly actor: string
  readonly detail: Readonly<Record<string, unknown>> | null
}

/** What the register does besides writing the journey's new state, in the same transaction. */
export type Effect =
  | { readonly kind: 'exceptions'; readonly exceptions: readonly InventoryException[] }
  | { readonly kind: 'wait'; readonly wait: WaitsFor | null }
  | { readonly kind: 'authorise'; readonly actor: string }
  | { readonly kind: 'apply-changes'; readonly correctionId: number | null; readonly changes: FieldChanges }
  | {
      readonly kind: 'land-attempt'
      readonly submissionId: string
      readonly result: 'commissioned' | 'failed'
      readonly code: string | null
      readonly at: EpochMs
    }
  | { readonly kind: 'outcome-verdict'; readonly outcomeId: string; readonly verdict: OutcomeVerdict }
  /** Other meters behind the hub check their inventory again. */
  | { readonly kind: 'recheck-siblings' }
  /** What came of an action for this meter. */
  | {
      readonly kind: 'action-result'
      readonly actionId: number
      readonly state: 'done' | 'refused' | 'moved'
      readonly code: string | null
      readonly message: string | null
      /** Later steps say what came of the attempt. */
      readonly followed: boolean
    }

/** What came of an outcome that arrived. */
export type OutcomeVerdict = 'taken' | 'duplicate' | 'earlier-attempt' | 'after-the-end'

/** A person asked for what is not possible now, and why. Nothing was changed. */
export interface Refusal {
  readonly code: string
  readonly message: string
}

/** The outcome of one step. */
export type Decision =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | {
      readonly kind: 'decided'
      readonly state: JourneyState
      readonly evidence: readonly Evidence[]
      readonly effects: readonly Effect[]
    }
