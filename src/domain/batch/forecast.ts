import type { IsoDate, LaneId } from '../brands.js'

/** Installations of a batch that share a lane and a date; meters is how many they have. */
export interface Load {
  readonly prepayment: boolean
  readonly dueOn: IsoDate | null
  readonly installations: number
  readonly meters: number
}

/** What a lane takes on one day, in installations. */
export interface DayCapacity {
  readonly date: IsoDate
  readonly capacity: number
  /** Of these: prepayment, at most. */
  readonly prepayment: number
}

export interface LaneForecast {
  readonly laneId: LaneId
  /** Days on which the lane is open and takes some of it; null: more than were looked at. */
  readonly workingDays: number | null
  readonly lastDay: IsoDate | null
  /** Meters that would go after their date. */
  readonly late: number
}

/** Days that a forecast looks ahead. */
export const forecastDays = 400

/**
 * How long a lane needs for a batch and how many of its meters would miss their date, where it goes by the earliest date and
 * nothing else uses the lane.
 * @param days the lane's days from today, in order
 */
export function forecastLane(laneId: LaneId, loads: readonly Load[], days: readonly DayCapacity[]): LaneForecast {
  const queue = loads.map((load) => ({ ...load })).toSorted((a, b) => order(a.dueOn, b.dueOn))
  let workingDays = 0
  let lastDay: IsoDate | null = null
  let late = 0
  for (const { date, capacity, prepayment } of days) {
    let room = Math.max(0, Math.floor(capacity))
    let prepaymentRoom = Math.max(0, Math.floor(prepayment))
    let took = false
    for (const load of queue) {
      if (room === 0) break
      const taken = Math.min(load.installations, room, load.prepayment ? prepaymentRoom : room)
      if (taken === 0) continue
      const meters = taken === load.installations ? load.meters : Math.round((load.meters * taken) / load.installations)
      if (load.dueOn !== null && date > load.dueOn) late += meters
      load.installations -= taken
      load.meters -= meters
      room -= taken
      if (load.prepayment) prepaymentRoom -= taken
      took = true
    }
    if (took) {
      workingDays += 1
      lastDay = date
    }
    if (queue.every(({ installations }) => installations === 0)) return { laneId, workingDays, lastDay, late }
  }
  const never = queue.reduce((sum, { dueOn, meters }) => (dueOn === null ? sum : sum + meters), 0)
  return { laneId, workingDays: null, lastDay: null, late: late + never }
}

function order(a: IsoDate | null, b: IsoDate | null): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -1 : 1
}
