import type { IsoDate } from './brands.js'
import { addDays } from './calendar.js'
import { dueSoonUntil } from './duty.js'
import type { DutyPolicy } from './programme.js'

/** Whether failures of a cause become more or fewer. */
export const trends = ['rising', 'falling', 'steady'] as const
export type Trend = (typeof trends)[number]

/** Days that a trend looks at, today included. */
export const trendDays = 7
const recentDays = 3
/** A rate must differ by half, and by this many failures a day, so that a handful more is no trend. */
const factor = 1.5
const least = 1

/**
 * The trend of a cause: its failures a day over the last three days (today up to now) against the four days before. It
 * is rising from one and a half times on, falling at two thirds, and steady where the two differ by less than one a day.
 * @param days failures by day, oldest first, today last
 * @param elapsed share of today that has passed, 0 to 1
 */
export function trendOf(days: readonly number[], elapsed: number): Trend {
  const sum = (part: readonly number[]): number => part.reduce((a, b) => a + b, 0)
  const recent = sum(days.slice(-recentDays)) / (recentDays - 1 + Math.max(elapsed, 0.05))
  const before = sum(days.slice(0, -recentDays)) / Math.max(1, days.length - recentDays)
  if (Math.abs(recent - before) < least) return 'steady'
  if (recent >= before * factor) return 'rising'
  return recent <= before / factor ? 'falling' : 'steady'
}

/** What groups of failures are counted for: the last day that counts as due soon, and the days of the trend, oldest first, today last. */
export interface FailureSpan {
  readonly soonUntil: IsoDate
  readonly days: readonly IsoDate[]
}

/** The days for which groups of failures are counted on a day, under the policy in force then. */
export function failureSpan(policies: readonly DutyPolicy[], today: IsoDate): FailureSpan {
  const days = Array.from({ length: trendDays }, (_, place) => addDays(today, place + 1 - trendDays))
  return { soonUntil: dueSoonUntil(policies, today), days }
}
