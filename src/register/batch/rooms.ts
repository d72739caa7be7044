import type { EpochMs, IsoDate } from '../../domain/brands.js'
import { londonDate } from '../../domain/calendar.js'
import { withOverride } from '../../domain/lane/limits.js'
import type { Lane, Programme } from '../../domain/programme.js'
import { bankHolidayDates, windowAt } from '../../domain/time-window.js'
import type { Queryable } from '../database.js'
import { readControls } from '../lane/control.js'
import type { ReleaseRoom } from './release.js'

/** How far ahead of its lanes a batch releases: minutes of a lane's rate, within these bounds (installations). */
const aheadMinutes = 2
const leastAhead = 50
const mostAhead = 4_000
/** Meters that belong to no lane wait for their combination whatever is released. */
const laneless = 1_000

/** A lane that may take something now: neither closed nor stopped, its breaker not open. */
export interface OpenLane {
  readonly lane: Lane
  readonly day: IsoDate
  /** What its day has left, prepayment included; and how much of that may be prepayment. */
  readonly left: number
  readonly prepaymentLeft: number
}

export async function readOpenLanes(tx: Queryable, programme: Programme, now: EpochMs): Promise<readonly OpenLane[]> {
  const day = londonDate(now)
  const [controls, days] = await Promise.all([
    readControls(
      tx,
      programme.lanes.map(({ id }) => id),
    ),
    tx<{ lane_id: string; used: number; prepayment_used: number }[]>`
      select lane_id, used, prepayment_used from lane_day where day = ${day}`,
  ])
  return programme.lanes.flatMap((programmed): readonly OpenLane[] => {
    const control = controls.get(programmed.id)
    if (control === undefined || control.stop !== null || control.breaker.state === 'open') return []
    const holidays = bankHolidayDates(programme.bankHolidays, programmed.division)
    if (!windowAt(programmed.windows, now, holidays).open) return []
    const lane = withOverride(programmed, control.override, now)
    const used = days.find(({ lane_id }) => lane_id === lane.id)
    const left = lane.dailyCapacity - (used?.used ?? 0)
    const prepaymentOpen = windowAt(lane.prepayment.windows, now, holidays).open
    const prepaymentLeft = prepaymentOpen ? Math.min(left, lane.prepayment.dailyCap - (used?.prepayment_used ?? 0)) : 0
    return [{ lane, day, left, prepaymentLeft }]
  })
}

/**
 * What each lane could take in the next minutes beyond what batches have released to it already. Little is released ahead, so
 * that a pause withdraws little, and a lane that stands still gathers nothing.
 */
export async function readRooms(tx: Queryable, lanes: readonly OpenLane[]): Promise<readonly ReleaseRoom[]> {
  const queued = await tx<{ lane_id: string; prepayment: boolean; n: number }[]>`
    select lane_id, prepayment, sum(n)::bigint as n from lane_queue
    where lane_id = any(${lanes.map(({ lane }) => lane.id)}::text[]) and state = 'ready' and release = 'released'
    group by lane_id, prepayment`
  const rooms = lanes.flatMap(({ lane, left, prepaymentLeft }): readonly ReleaseRoom[] => {
    const ahead = Math.min(mostAhead, Math.max(leastAhead, lane.groupSize * 2, lane.ratePerMinute * aheadMinutes))
    const waiting = (prepayment: boolean): number =>
      queued.find((row) => row.lane_id === lane.id && row.prepayment === prepayment)?.n ?? 0
    const room = (prepayment: boolean, most: number): ReleaseRoom => ({
      laneId: lane.id,
      prepayment,
      room: Math.floor(Math.min(ahead, most) - waiting(prepayment)),
    })
    return [room(false, left), room(true, prepaymentLeft)]
  })
  const none: readonly ReleaseRoom[] = [false, true].map((prepayment) => ({ laneId: '', prepayment, room: laneless }))
  return [...rooms.filter(({ room }) => room > 0), ...none]
}
