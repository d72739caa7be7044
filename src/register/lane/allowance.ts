import { openMsLeftOfDay, windowAt } from '../../domain/time-window.js'
import { passage, type Passage } from '../../domain/lane/breaker.js'
import { leftOfDay, withOverride } from '../../domain/lane/limits.js'
import { londonDate } from '../../domain/calendar.js'
import type { EpochMs, IsoDate } from '../../domain/brands.js'
import type { Lane } from '../../domain/programme.js'
import type { Queryable } from '../database.js'
import type { LaneControl } from './control.js'

/** How many installations a lane may take now, and what its day has left. */
export interface Allowance {
  readonly day: IsoDate
  /** The day's capacity that holds now. */
  readonly dayCapacity: number
  readonly room: number
  /** What the lane can still take today: shares are cut from this. */
  readonly leftOfDay: number
  readonly prepaymentRoom: number
  readonly tokens: number
}

/** Why a lane may take nothing now. */
export type Nothing =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'broken' }
  /** Closed by its time windows until then; null: no window within a year. */
  | { readonly kind: 'closed'; readonly opensAt: EpochMs | null }
  | { readonly kind: 'full'; readonly why: 'rate' | 'capacity' | 'in-flight' }

interface Used {
  readonly used: number
  readonly prepayment_used: number
  readonly open: number
  readonly tried: number
}

/**
 * Works out how many a lane may take now, in the claim's transaction: stop, breaker, window, rate, capacity and what is in
 * flight. The lane's control is locked by the caller, so that a lane's claims are one after the other.
 */
export async function readAllowance(
  tx: Queryable,
  programmed: Lane,
  control: LaneControl,
  holidays: ReadonlySet<IsoDate>,
  now: EpochMs,
  most: number,
): Promise<Nothing | { readonly kind: 'some'; readonly value: Allowance }> {
  if (control.stop !== null) return { kind: 'stopped' }
  const window = windowAt(programmed.windows, now, holidays)
  if (!window.open) return { kind: 'closed', opensAt: window.opensAt }
  const day = londonDate(now)
  const [rates, [used]] = await Promise.all([
    tx<
      { tokens: number; filled_at: EpochMs }[]
    >`select tokens, filled_at from lane_rate where lane_id = ${programmed.id}`,
    tx<Used[]>`
      select coalesce(max(used), 0) as used, coalesce(max(prepayment_used), 0) as prepayment_used,
             (select coalesce(sum(n), 0)::bigint from lane_flight where lane_id = ${programmed.id}) as open,
             ${
               control.breaker.state === 'probing'
                 ? tx`(select count(*) from submission where lane_id = ${programmed.id} and claimed_at >= ${control.breaker.since ?? now})`
                 : tx`0::bigint`
             } as tried
      from lane_day where lane_id = ${programmed.id} and day = ${day}`,
  ])
  const passes = passage(programmed.breaker, control.breaker, used?.tried ?? 0, now)
  if (passes.kind === 'none' || (passes.kind === 'tries' && passes.most === 0)) return { kind: 'broken' }
  const lane = throttled(withOverride(programmed, control.override, now), passes)
  const perMs = lane.ratePerMinute / 60_000
  const [rate] = rates
  // A lane that slept may catch up on at most a second's worth or one group, whichever is more.
  const burst = Math.max(lane.groupSize, perMs * 1_000)
  const filled = rate === undefined ? lane.groupSize : rate.tokens + Math.max(0, now - rate.filled_at) * perMs
  const tokens = Math.min(burst, filled)
  const capacityLeft = lane.dailyCapacity - (used?.used ?? 0)
  const inFlightRoom = lane.inFlightLimit - (used?.open ?? 0)
  const tries = passes.kind === 'tries' ? passes.most : most
  const room = Math.min(Math.floor(tokens), capacityLeft, inFlightRoom, most, tries)
  if (room <= 0) {
    return { kind: 'full', why: capacityLeft <= 0 ? 'capacity' : inFlightRoom <= 0 ? 'in-flight' : 'rate' }
  }
  const openMs = openMsLeftOfDay(programmed.windows, now, holidays)
  const prepaymentOpen = windowAt(lane.prepayment.windows, now, holidays).open
  return {
    kind: 'some',
    value: {
      day,
      dayCapacity: lane.dailyCapacity,
      room,
      leftOfDay: Math.max(room, leftOfDay(lane, { used: used?.used ?? 0, openMs, tokens })),
      prepaymentRoom: prepaymentOpen ? Math.max(0, lane.prepayment.dailyCap - (used?.prepayment_used ?? 0)) : 0,
      tokens,
    },
  }
}

/** After an outage the rate rises from a tenth to the whole. */
function throttled(lane: Lane, passes: Passage): Lane {
  return passes.kind === 'part' ? { ...lane, ratePerMinute: lane.ratePerMinute * passes.share } : lane
}
