import type { EpochMs, IsoDate, LaneId } from '../../domain/brands.js'
import type { Queryable } from '../database.js'

/** What the register counts of a lane. */
export interface LaneCounts {
  readonly lane_id: LaneId
  readonly in_flight: number
  readonly ready: number
  readonly held: number
  readonly withheld: number
  readonly used: number
  readonly prepayment_used: number
  readonly answered: number
  readonly commissioned: number
  readonly oldest_since: EpochMs | null
  readonly earliest_due: IsoDate | null
}

/**
 * Counts for some lanes, from counters and indexes: how long the queue is makes no difference.
 * @param automaticRelease false: installations of no batch count as withheld
 */
export async function countLanes(
  db: Queryable,
  laneIds: readonly LaneId[],
  at: { readonly now: EpochMs; readonly today: IsoDate; readonly automaticRelease: boolean },
): Promise<readonly LaneCounts[]> {
  const hourAgo = at.now - 3_600_000
  const released = at.automaticRelease ? ['released', 'free'] : ['released']
  return db<LaneCounts[]>`
    with queue as (
      select lane_id,
             coalesce(sum(n) filter (where state = 'ready' and release = any(${released}::text[])), 0)::bigint as ready,
             coalesce(sum(n) filter (where state = 'ready' and release <> all(${released}::text[])), 0)::bigint as withheld,
             coalesce(sum(n) filter (where state = 'held'), 0)::bigint as held
      from lane_queue where lane_id = any(${[...laneIds]}::text[]) group by lane_id
    ), parts as (
      select distinct lane_id, supplier_id, prepayment, release from lane_queue
      where lane_id = any(${[...laneIds]}::text[]) and state = 'ready' and release = any(${released}::text[])
    ), due as (
      select lane_id, min(first.due_on) as earliest_due
      from parts p cross join lateral (
        select due_on from installation i
        where i.lane_id = p.lane_id and i.state = 'ready' and i.supplier_id = p.supplier_id and i.prepayment = p.prepayment and i.release = p.release
        order by due_on nulls last, installation_id limit 1
      ) first group by lane_id
    ), landed as (
      select lane_id, sum(n)::bigint as answered, (sum(n) filter (where result = 'commissioned'))::bigint as commissioned
      from landing_count where since > ten_seconds_of(${hourAgo}) and since <= ${at.now} group by lane_id
    )
    select l.lane_id, (select coalesce(sum(f.n), 0)::bigint from lane_flight f where f.lane_id = l.lane_id) as in_flight,
           coalesce(q.ready, 0) as ready, coalesce(q.held, 0) as held, coalesce(q.withheld, 0) as withheld,
           coalesce(d.used, 0) as used, coalesce(d.prepayment_used, 0) as prepayment_used,
           coalesce(a.answered, 0) as answered, coalesce(a.commissioned, 0) as commissioned, due.earliest_due, oldest.oldest_since
    from unnest(${[...laneIds]}::text[]) with ordinality as l(lane_id, place)
    left join queue q using (lane_id)
    left join landed a using (lane_id)
    left join due using (lane_id)
    left join lane_day d on d.lane_id = l.lane_id and d.day = ${at.today}
    left join lateral (
      select j.stage_since as oldest_since from journey j
      where j.stage = 'migration' and j.lane_id = l.lane_id and j.standing = 'ready' and coalesce(q.ready, 0) > 0
      order by j.stage_since limit 1
    ) oldest on true
    order by l.place`
}

/** One of the things that were decided about a lane, or about all of them. */
export interface LaneEvent {
  readonly eventId: number
  readonly at: EpochMs
  /** Null: all lanes. */
  readonly lane: LaneId | null
  readonly kind: string
  readonly actor: string
  readonly reason: string | null
  readonly detail: Readonly<Record<string, unknown>> | null
}

/**
 * Decisions about a lane and about all lanes, newest first.
 * @param laneId null: of every lane
 * @param before number of the event below which to go on; null: from the newest
 */
export async function laneEvents(
  db: Queryable,
  laneId: LaneId | null,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<readonly LaneEvent[]> {
  return db<LaneEvent[]>`
    select event_id as "eventId", at, nullif(lane_id, '*') as lane, kind, actor, reason, detail from lane_event
    where ${laneId === null ? db`true` : db`lane_id in (${laneId}, '*')`} ${before === null ? db`` : db`and event_id < ${before}`}
    order by event_id desc limit ${limit}`
}

/** Number of the last decision about a lane or about all lanes; 0: there was none. */
export async function lastLaneEvent(db: Queryable, laneId: LaneId): Promise<number> {
  const [last] = await laneEvents(db, laneId, { before: null, limit: 1 })
  return last?.eventId ?? 0
}

export interface SupplierDay {
  readonly supplier: string
  readonly usedToday: number
  readonly ready: number
}

/** What each supplier had of a lane's day, and what it has ready. */
export async function supplierDays(db: Queryable, laneId: LaneId, today: IsoDate): Promise<readonly SupplierDay[]> {
  return db<SupplierDay[]>`
    select supplier_id as supplier, sum(used)::bigint as "usedToday", sum(ready)::bigint as ready
    from (select supplier_id, used, 0 as ready from lane_day_supplier where lane_id = ${laneId} and day = ${today}
          union all
          select supplier_id, 0, n from lane_queue where lane_id = ${laneId} and state = 'ready') parts
    group by supplier_id having sum(used) > 0 or sum(ready) > 0 order by supplier_id`
}
