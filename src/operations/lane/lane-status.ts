import type { EpochMs, IsoDate, LaneId } from '../../domain/brands.js'
import { londonDate } from '../../domain/calendar.js'
import { openForMs, passage, type BreakerState } from '../../domain/lane/breaker.js'
import { withOverride } from '../../domain/lane/limits.js'
import type { Lane, Programme } from '../../domain/programme.js'
import { bankHolidayDates, windowAt } from '../../domain/time-window.js'
import type { Queryable } from '../../register/database.js'
import { readControls, type LaneControl, type Stop } from '../../register/lane/control.js'
import {
  countLanes,
  laneEvents,
  supplierDays,
  type LaneCounts,
  type LaneEvent,
  type SupplierDay,
} from '../../register/lane/read-lanes.js'

/** How a lane stands, for people. */
export interface LaneStatus {
  readonly lane: LaneId
  readonly name: string
  /** Whether it may submit now, and if not, why. */
  readonly state: 'working' | 'stopped' | 'breaker-open' | 'closed' | 'day-used'
  readonly inFlight: number
  readonly inFlightLimit: number
  readonly ratePerMinute: number
  readonly today: {
    readonly used: number
    readonly capacity: number
    readonly prepaymentUsed: number
    readonly prepaymentCap: number
  }
  readonly queue: {
    readonly ready: number
    /** Behind a sibling that is not ready. */
    readonly held: number
    /** Ready, but not released. */
    readonly withheld: number
    /** Since when the one that is ready longest has been in the lane. */
    readonly oldestSince: EpochMs | null
    readonly earliestDue: IsoDate | null
  }
  readonly lastHour: {
    readonly answered: number
    readonly commissioned: number
    /** Per cent of the answers; null without any. */
    readonly success: number | null
  }
  readonly window: { readonly open: boolean; readonly closesAt: EpochMs | null; readonly opensAt: EpochMs | null }
  readonly breaker: {
    readonly state: BreakerState
    readonly heldBy: string | null
    readonly hold: 'open' | 'closed' | null
    readonly reason: string | null
    readonly since: EpochMs | null
    /** When an open one tries a few. */
    readonly triesAt: EpochMs | null
  }
  /** An operator's temporary limits, while they hold. */
  readonly override: TemporaryLimits | null
  readonly stopped: (Stop & { readonly all: boolean }) | null
}

export interface TemporaryLimits {
  readonly ratePerMinute: number | null
  readonly dailyCapacity: number | null
  readonly inFlightLimit: number | null
  readonly untilAt: EpochMs
  readonly by: string
  readonly reason: string
}

/** One lane, closer. */
export interface LaneDetail extends LaneStatus {
  /** What the programme says of it, temporary limits apart. */
  readonly programme: Pick<
    Lane,
    | 'ratePerMinute'
    | 'dailyCapacity'
    | 'inFlightLimit'
    | 'supplierMinimum'
    | 'windows'
    | 'prepayment'
    | 'attemptCostPence'
    | 'breaker'
  >
  readonly suppliers: readonly SupplierDay[]
  readonly events: readonly LaneEvent[]
}

/** How some lanes stand. Its cost does not grow with their queues. */
export async function readLanes(
  db: Queryable,
  programme: Programme,
  lanes: readonly Lane[],
  now: EpochMs,
): Promise<readonly LaneStatus[]> {
  const ids = lanes.map(({ id }) => id)
  const at = { now, today: londonDate(now), automaticRelease: programme.switches.automaticRelease }
  const [counts, controls] = await Promise.all([countLanes(db, ids, at), readControls(db, ids)])
  const byId = new Map(counts.map((row) => [row.lane_id, row]))
  return lanes.flatMap((lane) => {
    const count = byId.get(lane.id)
    const control = controls.get(lane.id)
    return count === undefined || control === undefined ? [] : [statusOf(programme, lane, count, control, now)]
  })
}

export async function readLane(
  db: Queryable,
  programme: Programme,
  lane: Lane,
  now: EpochMs,
): Promise<LaneDetail | null> {
  const [[status], suppliers, events] = await Promise.all([
    readLanes(db, programme, [lane], now),
    supplierDays(db, lane.id, londonDate(now)),
    laneEvents(db, lane.id, { before: null, limit: 20 }),
  ])
  return status === undefined ? null : { ...status, programme: lane, suppliers, events }
}

function statusOf(
  { bankHolidays }: Programme,
  programmed: Lane,
  count: LaneCounts,
  control: LaneControl,
  now: EpochMs,
): LaneStatus {
  const lane = withOverride(programmed, control.override, now)
  const window = windowAt(lane.windows, now, bankHolidayDates(bankHolidays, lane.division))
  const { breaker, stop } = control
  const passes = passage(lane.breaker, breaker, 0, now)
  return {
    lane: lane.id,
    name: lane.name,
    state:
      stop !== null
        ? 'stopped'
        : passes.kind === 'none'
          ? 'breaker-open'
          : !window.open
            ? 'closed'
            : count.used >= lane.dailyCapacity
              ? 'day-used'
              : 'working',
    inFlight: count.in_flight,
    inFlightLimit: lane.inFlightLimit,
    ratePerMinute: Math.round(lane.ratePerMinute * (passes.kind === 'part' ? passes.share : 1)),
    today: {
      used: count.used,
      capacity: lane.dailyCapacity,
      prepaymentUsed: count.prepayment_used,
      prepaymentCap: lane.prepayment.dailyCap,
    },
    queue: {
      ready: count.ready,
      held: count.held,
      withheld: count.withheld,
      oldestSince: count.oldest_since,
      earliestDue: count.earliest_due,
    },
    lastHour: {
      answered: count.answered,
      commissioned: count.commissioned,
      success: count.answered === 0 ? null : Math.round((count.commissioned * 1_000) / count.answered) / 10,
    },
    window: {
      open: window.open,
      closesAt: window.open ? window.closesAt : null,
      opensAt: window.open ? null : window.opensAt,
    },
    breaker: {
      state: breaker.state,
      hold: breaker.hold,
      heldBy: breaker.hold === null ? null : breaker.by,
      reason: breaker.reason,
      since: breaker.since,
      triesAt:
        breaker.state === 'open' && breaker.hold === null && breaker.since !== null
          ? breaker.since + openForMs(lane.breaker, breaker.openings)
          : null,
    },
    override: limitsOf(control, now),
    stopped: stop,
  }
}

function limitsOf({ override }: LaneControl, now: EpochMs): TemporaryLimits | null {
  if (override === null || override.until <= now) return null
  const { until, ...limits } = override
  return { ...limits, untilAt: until }
}
