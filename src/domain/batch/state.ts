/** Where a batch stands. `…ing` is requested, or under way; `paused`, `cancelled` and `finished` are reached when nothing is in flight. */
export const batchStates = [
  'draft',
  'awaiting-approval',
  'refused',
  'approved',
  'releasing',
  'pausing',
  'paused',
  'cancelling',
  'cancelled',
  'finishing',
  'finished',
] as const
export type BatchState = (typeof batchStates)[number]

/** Where a meter stands in a batch; from `enrolled` on it is no live member any more. */
export const memberStates = [
  'left',
  'waiting',
  'released',
  'in-flight',
  'retrying',
  'enrolled',
  'failed',
  'ended',
  'given-back',
  'moved',
] as const
export type MemberState = (typeof memberStates)[number]

/** Where a wave stands: `passed`, the next one may follow; `short`, too few of it succeeded. */
export type WaveState = 'pending' | 'open' | 'passed' | 'short' | 'skipped'

export function isLive(state: MemberState): boolean {
  return (
    state === 'left' || state === 'waiting' || state === 'released' || state === 'in-flight' || state === 'retrying'
  )
}

/** A batch of which nothing more comes. */
export function isOver(state: BatchState): boolean {
  return state === 'refused' || state === 'cancelled' || state === 'finished'
}
