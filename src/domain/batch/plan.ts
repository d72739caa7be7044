import type { EpochMs } from '../brands.js'

/** How a batch is cut into waves. Sizes are in meters; a wave takes one more where its last installation has two. */
export type WavePlan =
  | { readonly kind: 'one' }
  /** As many as each says; what is over is one wave more. */
  | { readonly kind: 'sizes'; readonly sizes: readonly number[] }
  /** Parts of the whole, in per cent; what is over is one wave more. */
  | { readonly kind: 'shares'; readonly shares: readonly number[] }
  /** A small first wave, and each next one twice as large. */
  | { readonly kind: 'canary'; readonly size: number }

/** When the next wave follows: by itself on a success threshold, or when a person has looked. */
export type NextWave =
  { readonly kind: 'success'; readonly success: number; readonly landed: number } | { readonly kind: 'check' }

/** When a batch pauses by itself: of at least `sample` attempts landed, a share or a number failed. */
export interface ErrorThreshold {
  readonly share: number | null
  readonly count: number | null
  readonly sample: number
  /** Only failures with these codes count; null: all. */
  readonly codes: readonly string[] | null
}

/** What happens at the end time: nothing more is released, or what is not in flight is taken back as well. */
export type AtEnd = 'stop' | 'cancel'

/** What was asked of a batch, beside its meters. */
export interface BatchPlan {
  readonly waves: WavePlan
  readonly next: NextWave
  readonly errors: ErrorThreshold | null
  readonly startsAt: EpochMs | null
  readonly endsAt: EpochMs | null
  readonly atEnd: AtEnd
  /** Members released an hour at most; null: as fast as their lanes go. */
  readonly ratePerHour: number | null
  /**
   * What happens where all that is left waits for what only somebody outside can lift: it stays open and needs attention
   * (where nothing is said), or ends by itself.
   */
  readonly whenStill?: 'wait' | 'end'
}

/** What holds where nothing else is asked: one wave, next on 90 % success of 90 % landed, a pause on half of 20 failing. */
export const defaultPlan: BatchPlan = {
  waves: { kind: 'one' },
  next: { kind: 'success', success: 0.9, landed: 0.9 },
  errors: { share: 0.5, count: null, sample: 20, codes: null },
  startsAt: null,
  endsAt: null,
  atEnd: 'stop',
  ratePerHour: null,
}

/** Version of the form in which a batch's filter is stored. */
export const filterVersion = 1

/** The sizes of the waves of so many meters: none is empty, together they are all. */
export function waveSizes(plan: WavePlan, members: number): readonly number[] {
  const sizes: number[] = []
  let left = members
  const take = (wanted: number): void => {
    const size = Math.min(left, Math.max(0, Math.round(wanted)))
    if (size === 0) return
    sizes.push(size)
    left -= size
  }
  switch (plan.kind) {
    case 'one':
      break
    case 'sizes':
      for (const size of plan.sizes) take(size)
      break
    case 'shares':
      for (const share of plan.shares) take((members * share) / 100)
      break
    case 'canary':
      for (let size = Math.max(1, plan.size); left > 0; size *= 2) take(size)
  }
  take(left)
  return sizes
}
