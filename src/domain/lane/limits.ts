import type { EpochMs } from '../brands.js'
import type { Lane } from '../programme.js'

/** Temporary limits that an operator set for a lane; null: the programme's. */
export interface LaneOverride {
  readonly ratePerMinute: number | null
  readonly dailyCapacity: number | null
  readonly inFlightLimit: number | null
  /** Until when they hold. */
  readonly until: EpochMs
}

/** The lane with an operator's temporary limits, as long as they hold. */
export function withOverride(lane: Lane, override: LaneOverride | null, now: EpochMs): Lane {
  if (override === null || override.until <= now) return lane
  return {
    ...lane,
    ratePerMinute: override.ratePerMinute ?? lane.ratePerMinute,
    dailyCapacity: override.dailyCapacity ?? lane.dailyCapacity,
    inFlightLimit: override.inFlightLimit ?? lane.inFlightLimit,
  }
}

/**
 * What the lane can still take today: what is left of its capacity, or what its rate allows in the time for which it is
 * still open, whichever is less. Shares are cut from this, so that a slow lane too keeps each supplier's minimum.
 */
export function leftOfDay(
  lane: Pick<Lane, 'dailyCapacity' | 'ratePerMinute'>,
  day: { readonly used: number; readonly openMs: number; readonly tokens: number },
): number {
  const byRate = Math.floor(day.tokens + (lane.ratePerMinute / 60_000) * day.openMs)
  return Math.max(0, Math.min(lane.dailyCapacity - day.used, byRate))
}
