import type { EpochMs, JourneyId } from '../domain/brands.js'
import type { Command } from '../domain/journey/happening.js'
import type { Stage } from '../domain/stage.js'

/** Input of a journey's workflow; everything else is in the register. */
export interface JourneyInput {
  readonly journeyId: JourneyId
}

/** What a person decided, with name and reason. */
export interface GivenCommand {
  readonly command: Command
  readonly actor: string
  readonly reason: string | null
  /** The step that the person looked at when deciding: refused where the meter has moved on since. */
  readonly ifStep?: StepPlace
}

/** A step of a journey by its place in the register. */
export interface StepPlace {
  readonly epoch: number
  readonly seq: number
}

/** Why a step is made. */
export type StepCause =
  | { readonly kind: 'open'; readonly run: string }
  | { readonly kind: 'messages' }
  | { readonly kind: 'time' }
  | { readonly kind: 'command'; readonly id: string; readonly given: GivenCommand }

export interface StepRequest {
  readonly journeyId: JourneyId
  /** The fence that the register gave this run; 0 before the first answer. */
  readonly epoch: number
  /** Number of this step: one more than the last one adopted. */
  readonly seq: number
  readonly cause: StepCause
}

/** Where the journey stands, as the register holds it. */
export interface Standing {
  readonly epoch: number
  readonly seq: number
  readonly stage: Stage
  readonly code: string | null
  /** When the journey must wake by itself; null: only when told. */
  readonly wakeAt: EpochMs | null
  readonly ended: boolean
  /** The step had been made before, by a run whose answer was lost; messages that came since wait for another one. */
  readonly more?: true
}

export type StepResult =
  /** The step was made, now or by an earlier try of it. */
  | { readonly kind: 'made'; readonly standing: Standing }
  /** A person's command was refused; nothing changed. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** The register is ahead of this run (it was reset or restored): adopt what it holds, then step again. */
  | { readonly kind: 'behind'; readonly standing: Standing }

/** Answer to a person's command: where the meter stands now. */
export interface CommandResult {
  readonly stage: Stage
  readonly code: string | null
}

/** Name of the workflow id of a journey. */
export function journeyWorkflowId(journeyId: JourneyId): string {
  return `meter/${journeyId}`
}

export const journeySignal = 'nudge'
export const journeyUpdate = 'decide'
export const journeyQueue = 'journeys'
