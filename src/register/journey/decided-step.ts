import type { EpochMs } from '../../domain/brands.js'
import type { Effect, Evidence } from '../../domain/journey/decision.js'
import type { JourneyState } from '../../domain/journey/view.js'
import type { MemberRow } from './rows.js'

/** One step, decided and ready to be written. */
export interface DecidedStep {
  readonly row: MemberRow
  readonly epoch: number
  readonly seq: number
  readonly stepKey: string
  /** Outbox rows that the step decided on: these go, and no other, since one with a lower number may appear later. */
  readonly taken: readonly number[]
  readonly state: JourneyState
  readonly evidence: readonly Evidence[]
  readonly effects: readonly Effect[]
}

/** When steps are made, and by which programme. */
export interface SteppedAt {
  readonly now: EpochMs
  readonly programmeVersion: number
}

/** An effect of one kind, with the step that has it. */
export interface StepEffect<K extends Effect['kind']> {
  readonly step: DecidedStep
  readonly effect: Extract<Effect, { readonly kind: K }>
}

/** The effects of one kind of some steps, in their order. */
export function effectsOf<K extends Effect['kind']>(steps: readonly DecidedStep[], kind: K): readonly StepEffect<K>[] {
  return steps.flatMap((step) =>
    step.effects.flatMap((effect) =>
      effect.kind === kind ? [{ step, effect: effect as StepEffect<K>['effect'] }] : [],
    ),
  )
}

/** The last of each journey: what a later effect says holds. */
export function lastPerJourney<T extends { readonly step: DecidedStep }>(effects: readonly T[]): readonly T[] {
  return [...new Map(effects.map((each) => [each.step.row.journey_id, each])).values()]
}

/**
 * Attempts that land, each once: where two outcomes of one attempt come in one step, success holds, and else what
 * happened first.
 */
export function landingsOf(steps: readonly DecidedStep[]): readonly StepEffect<'land-attempt'>[] {
  const landings = new Map<string, StepEffect<'land-attempt'>>()
  for (const each of effectsOf(steps, 'land-attempt')) {
    const attempt = `${each.step.row.journey_id}/${each.effect.submissionId}`
    const other = landings.get(attempt)
    if (other === undefined || holdsOver(each.effect, other.effect)) landings.set(attempt, each)
  }
  return [...landings.values()]
}

type Landing = StepEffect<'land-attempt'>['effect']

function holdsOver(one: Landing, other: Landing): boolean {
  return one.result === other.result ? one.at < other.at : one.result === 'commissioned'
}
