import type { EpochMs, JourneyId, SupplierId } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { exceptionsOf } from './exception-groups.js'
import { is, scopeConditions, type FleetScope } from './scope.js'

/** Which exceptions are meant. */
export interface ExceptionFilter extends FleetScope {
  readonly owner?: string | undefined
  readonly code?: string | undefined
  /** Those that were cleared, and not those that are open. */
  readonly closed?: boolean | undefined
  /** For a supplier: which device the SMSO sees behind the hub may be another's, and is not told. */
  readonly discreet?: boolean | undefined
}

/** A meter with those of its exceptions that are meant. */
export interface ExceptionMeter {
  readonly journeyId: JourneyId
  readonly deviceId: string
  readonly fuel: string
  readonly supplier: SupplierId
  readonly smso: string
  readonly lane: string | null
  readonly exceptions: readonly {
    readonly code: string
    readonly owner: string
    readonly field: string
    readonly registered: string | null
    readonly reported: string | null
    readonly openedAt: EpochMs
    readonly closedAt: EpochMs | null
  }[]
}

/** Meters with exceptions in the order of their journeys: each once, with all of them that are meant. */
export async function listExceptionMeters(
  db: Queryable,
  filter: ExceptionFilter,
  page: { readonly after: JourneyId; readonly limit: number },
): Promise<readonly ExceptionMeter[]> {
  const { owner, code, closed = false, discreet = false } = filter
  const value = (column: 'registered' | 'reported') =>
    discreet ? db`case when e.code <> 'INV_SIBLING_UNKNOWN' then ${db(`e.${column}`)} end` : db`${db(`e.${column}`)}`
  const meant = db`
    e.closed_at is ${closed ? db`not` : db``} null ${owner === undefined ? db`` : db`and e.owner = ${owner}`} ${code === undefined ? db`` : db`and e.code = ${code}`}`
  // Where there is none of a cohort or lane, all others would be looked through for it.
  const counted =
    closed || (filter.cohort === undefined && filter.lane === undefined)
      ? db``
      : db`
      and exists (
        select from exception_count c where true ${scopeConditions(db, 'c', filter)} ${is(db, 'c.owner', owner)} ${is(db, 'c.code', code)}
        having sum(c.n) > 0)`
  return db<ExceptionMeter[]>`
    select j.journey_id as "journeyId", m.device_id as "deviceId", m.fuel, j.supplier_id as supplier, m.smso_id as smso,
           j.lane_id as lane, x.exceptions
    from (
      select distinct e.journey_id from ${exceptionsOf(db, filter)} and ${meant} and e.journey_id > ${page.after} ${counted}
      order by e.journey_id limit ${page.limit}
    ) chosen
    join journey j using (journey_id) join meter m using (journey_id)
    cross join lateral (
      select jsonb_agg(jsonb_build_object('code', e.code, 'owner', e.owner, 'field', e.field, 'registered', ${value('registered')},
               'reported', ${value('reported')}, 'openedAt', (extract(epoch from e.opened_at) * 1000)::bigint,
               'closedAt', (extract(epoch from e.closed_at) * 1000)::bigint)
               order by e.code, e.field, e.opened_at) as exceptions
      from inventory_exception e where e.journey_id = chosen.journey_id and ${meant}
    ) x
    order by j.journey_id`
}
