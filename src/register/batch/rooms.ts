import type { EpochMs } from '../../domain/brands.js'
import { londonDate } from '../../domain/calendar.js'
import { withOverride } from '../../domain/lane/limits.js'
import type { Programme } from '../../domain/programme.js'
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

/**
 * What each lane could take in the next minutes beyond what batches have released to it already: nothing where it is closed,
 * stopped, broken or used up. Little is released ahead, so that a pause withdraws little, and a lane that stands still
 * gathers nothing.
 */
export async function readRooms(tx: Queryable, programme: Programme, now: EpochMs): Promise<readonly ReleaseRoom[]> {
  const ids = programme.lanes.map(({ id }) => id)
  const [controls, queued, days] = await Promise.all([
    readControls(tx, ids),
    tx<{ lane_id: string; prepayment: boolean; n: number }[]>`
      select lane_id, prepayment, sum(n)::bigint as n from lane_queue
      where lane_id = any(${[...ids]}::text[]) and state = 'ready' and release = 'released' group by lane_id, prepayment`,
    tx<{ lane_id: string; used: number; prepayment_used: number }[]>`
      select lane_id, used, prepayment_used from lane_day where day = ${londonDate(now)}`,
  ])
  const rooms = programme.lanes.flatMap((programmed): readonly ReleaseRoom[] => {
    const control = controls.get(programmed.id)
    if (control === undefined || control.stop !== null || control.breaker.state === 'open') return []
    const holidays = bankHolidayDates(programme.bankHolidays, programmed.division)
    if (!windowAt(programmed.windows, now, holidays).open) return []
    const lane = withOverride(programmed, control.override, now)
    const day = days.find(({ lane_id }) => lane_id === lane.id)
    const ahead = Math.min(mostAhead, Math.max(leastAhead, lane.groupSize * 2, lane.ratePerMinute * aheadMinutes))
    const waiting = (prepayment: boolean): number =>
      queued.find((row) => row.lane_id === lane.id && row.prepayment === prepayment)?.n ?? 0
    const room = (prepayment: boolean, left: number): ReleaseRoom => ({
      laneId: lane.id,
      prepayment,
      room: Math.floor(Math.min(ahead, left) - waiting(prepayment)),
    })
    const left = lane.dailyCapacity - (day?.used ?? 0)
    const prepaymentOpen = windowAt(lane.prepayment.windows, now, holidays).open
    const prepaymentLeft = prepaymentOpen ? Math.min(left, lane.prepayment.dailyCap - (day?.prepayment_used ?? 0)) : 0
    return [room(false, left), room(true, prepaymentLeft)]
  })
  const none: readonly ReleaseRoom[] = [false, true].map((prepayment) => ({ laneId: '', prepayment, room: laneless }))
  return [...rooms.filter(({ room }) => room > 0), ...none]
}
