import type { Breaker, BreakerState } from '../../domain/lane/breaker.js'
import type { LaneOverride } from '../../domain/lane/limits.js'
import type { EpochMs, LaneId } from '../../domain/brands.js'
import { toJson } from '../json.js'
import type { Queryable } from '../database.js'

/** The row that speaks of all lanes. */
export const allLanes = '*'

/** A stop: nothing more is submitted until somebody lifts it. What is in flight lands. */
export interface Stop {
  readonly at: EpochMs
  readonly by: string
  readonly reason: string
}

/** What governs a lane beside its programme. */
export interface LaneControl {
  readonly laneId: LaneId
  /** Stop of all lanes, or of this one. */
  readonly stop: Stop | null
  readonly ownStop: Stop | null
  readonly override: (LaneOverride & { readonly by: string; readonly reason: string }) | null
  readonly breaker: Breaker & { readonly by: string | null; readonly reason: string | null }
  /** Attempts claimed before this do not count towards the breaker. */
  readonly countedFrom: EpochMs | null
  readonly outage: { readonly from: EpochMs; readonly to: EpochMs | null } | null
  readonly norm: { readonly answered: number; readonly failed: number; readonly at: EpochMs | null }
}

interface ControlRow {
  readonly lane_id: LaneId
  readonly stopped_at: EpochMs | null
  readonly stopped_by: string | null
  readonly stop_reason: string | null
  readonly rate_per_minute: number | null
  readonly daily_capacity: number | null
  readonly in_flight_limit: number | null
  readonly override_until: EpochMs | null
  readonly override_by: string | null
  readonly override_reason: string | null
  readonly breaker: BreakerState
  readonly breaker_since: EpochMs | null
  readonly breaker_hold: 'open' | 'closed' | null
  readonly breaker_by: string | null
  readonly breaker_reason: string | null
  readonly openings: number
  readonly counted_from: EpochMs | null
  readonly outage_from: EpochMs | null
  readonly outage_to: EpochMs | null
  readonly norm_answered: number
  readonly norm_failed: number
  readonly norm_at: EpochMs | null
}

/**
 * Locks a lane's control and reads it with the stop of all lanes, which is held shared: whoever stops a lane, changes its
 * limits or moves its breaker waits for the claims under way, and every later claim sees it.
 */
export async function lockControl(tx: Queryable, laneId: LaneId): Promise<LaneControl> {
  // One after the other on the one connection, without waiting in between; always in this order.
  const [, all, own] = await Promise.all([
    tx`insert into lane_control (lane_id) values (${laneId}) on conflict do nothing`,
    tx<ControlRow[]>`select * from lane_control where lane_id = ${allLanes} for share`,
    tx<ControlRow[]>`select * from lane_control where lane_id = ${laneId} for update`,
  ])
  return controlOf(laneId, own[0], all[0])
}

/** Reads the control of lanes, without a lock; one that nobody ever touched has the defaults. */
export async function readControls(
  db: Queryable,
  laneIds: readonly LaneId[],
): Promise<ReadonlyMap<LaneId, LaneControl>> {
  const rows = await db<ControlRow[]>`select * from lane_control where lane_id = any(${[...laneIds, allLanes]}::text[])`
  const byId = new Map(rows.map((row) => [row.lane_id, row]))
  return new Map(laneIds.map((id) => [id, controlOf(id, byId.get(id), byId.get(allLanes))]))
}

/** Who stopped all lanes, if somebody did. */
export async function readStopOfAll(db: Queryable): Promise<Stop | null> {
  const [row] = await db<ControlRow[]>`select * from lane_control where lane_id = ${allLanes}`
  return stopOf(row)
}

/** Keeps what was decided about a lane, by whom and why. */
export async function recordLaneEvent(
  tx: Queryable,
  event: {
    readonly laneId: LaneId
    readonly at: EpochMs
    readonly kind: string
    readonly actor: string
    readonly reason: string | null
    readonly detail?: Readonly<Record<string, unknown>>
  },
): Promise<void> {
  await tx`
    insert into lane_event (lane_id, at, kind, actor, reason, detail)
    values (${event.laneId}, ${event.at}, ${event.kind}, ${event.actor}, ${event.reason},
            ${event.detail === undefined ? null : tx.json(toJson(event.detail))})`
}

function controlOf(laneId: LaneId, row: ControlRow | undefined, all: ControlRow | undefined): LaneControl {
  return {
    laneId,
    stop: stopOf(all) ?? stopOf(row),
    ownStop: stopOf(row),
    override: overrideOf(row),
    breaker: {
      state: row?.breaker ?? 'closed',
      since: row?.breaker_since ?? null,
      hold: row?.breaker_hold ?? null,
      openings: row?.openings ?? 0,
      by: row?.breaker_by ?? null,
      reason: row?.breaker_reason ?? null,
    },
    countedFrom: row?.counted_from ?? null,
    outage: row === undefined || row.outage_from === null ? null : { from: row.outage_from, to: row.outage_to },
    norm: { answered: row?.norm_answered ?? 0, failed: row?.norm_failed ?? 0, at: row?.norm_at ?? null },
  }
}

function stopOf(row: ControlRow | undefined): Stop | null {
  if (row === undefined || row.stopped_at === null) return null
  return { at: row.stopped_at, by: row.stopped_by ?? 'unknown', reason: row.stop_reason ?? '' }
}

function overrideOf(row: ControlRow | undefined): LaneControl['override'] {
  if (row === undefined || row.override_until === null) return null
  return {
    ratePerMinute: row.rate_per_minute,
    dailyCapacity: row.daily_capacity,
    inFlightLimit: row.in_flight_limit,
    until: row.override_until,
    by: row.override_by ?? 'unknown',
    reason: row.override_reason ?? '',
  }
}
