import type { LaneLine } from '../../live/use-lanes.js'
import { laterDay } from '../../words/months.js'
import { londonDay, londonInstant } from '../../words/times.js'

/** What today asks of the lanes, and how far it is. */
export interface DayPlan {
  /** Installations that went today. */
  readonly done: number
  /** Done, and what is ready and has room in the lane's day. */
  readonly planned: number
  /** What is ready and finds no room in the day. */
  readonly beyond: number
  /** Lanes whose rate is too low to take the rest before they close. */
  readonly behind: readonly string[]
}

/**
 * Today against plan: what is ready goes today as far as the lanes' days have room. A lane is behind where it stands still
 * with work, or where its rate does not suffice until it closes, or the day ends.
 */
export function planOfDay(lanes: readonly LaneLine[], now: number): DayPlan {
  const midnight = Date.parse(londonInstant(`${laterDay(londonDay(new Date(now)), 1)}T00:00`) ?? '')
  const each = lanes.map((lane) => {
    const room = Math.max(0, lane.today.capacity - lane.today.used)
    const rest = Math.min(lane.queue.ready, room)
    const closes = lane.window.closesAt === null ? now : Math.min(Date.parse(lane.window.closesAt), midnight)
    const minutes = Math.max(0, (closes - now) / 60_000)
    const still = lane.state === 'stopped' || lane.state === 'breaker-open'
    const tooSlow = lane.state === 'working' && rest > lane.ratePerMinute * minutes
    return { lane, rest, beyond: lane.queue.ready - rest, behind: rest > 0 && (still || tooSlow) }
  })
  const sum = (of: (part: (typeof each)[number]) => number): number => each.reduce((total, part) => total + of(part), 0)
  const done = sum(({ lane }) => lane.today.used)
  return {
    done,
    planned: done + sum(({ rest }) => rest),
    beyond: sum(({ beyond }) => beyond),
    behind: each.filter(({ behind }) => behind).map(({ lane }) => lane.name),
  }
}
