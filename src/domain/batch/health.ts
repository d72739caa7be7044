import type { EpochMs, IsoDate } from '../brands.js'
import { daysBetween } from '../calendar.js'

export type BatchHealth = 'on-track' | 'lagging' | 'needs-attention'

export interface HealthView {
  readonly health: BatchHealth
  /** Why it is not on track, for a person. */
  readonly reasons: readonly string[]
}

const dayMs = 86_400_000

/**
 * When a batch will be through by its pace of late; null where that is unknown: nothing came to its end of late, or it
 * waits for somebody.
 */
export function completion(remaining: number, perHour: number, moving: boolean, now: EpochMs): EpochMs | null {
  if (!moving || perHour <= 0) return null
  return remaining === 0 ? now : Math.round(now + (remaining / perHour) * 3_600_000)
}

/**
 * How many members would miss their date at this pace, earliest first; null where the pace is unknown.
 * @param dues live members by due date, in order
 */
export function missing(
  dues: readonly { readonly dueOn: IsoDate; readonly n: number }[],
  perHour: number,
  today: IsoDate,
): number | null {
  const overdue = dues.filter(({ dueOn }) => dueOn < today).reduce((sum, { n }) => sum + n, 0)
  if (perHour <= 0) return overdue > 0 ? overdue : null
  let ahead = 0
  let missed = 0
  for (const { dueOn, n } of dues) {
    const days = daysBetween(today, dueOn) + 1
    const possible = days <= 0 ? 0 : Math.floor((perHour * days * dayMs) / 3_600_000)
    const fits = Math.min(n, Math.max(0, possible - ahead))
    missed += n - fits
    ahead += fits
  }
  return missed
}
