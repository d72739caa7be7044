/**
 * Where a journey stands. The journey is the only writer of its meter's stage.
 * `inventory` to `replacement` are open; the last four are ends (docs/journey.md).
 */
export const stages = [
  'inventory',
  'blocked',
  'waiting',
  'migration',
  'retry',
  'needs-action',
  'replacement',
  'enrolled',
  'replaced',
  'excluded',
  'lost',
] as const
export type Stage = (typeof stages)[number]

/** Ways a journey ends. An exclusion can be reopened; the others are final for the device. */
export type EndStage = 'enrolled' | 'replaced' | 'excluded' | 'lost'
export type OpenStage = Exclude<Stage, EndStage>

/** Where a meter in migration stands in its lane: set with the installation's claim, not by the journey. */
export type Standing = 'ready' | 'held' | 'in-flight'

export function isEnd(stage: Stage): stage is EndStage {
  return stage === 'enrolled' || stage === 'replaced' || stage === 'excluded' || stage === 'lost'
}
