import type { EpochMs } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { is, scopeConditions, type FleetScope } from './scope.js'

/** Open inventory exceptions of one kind that the same party must clear. */
export interface ExceptionGroup {
  readonly owner: string
  readonly code: string
  readonly meters: number
  readonly oldestAt: EpochMs
}

/** The inventory exceptions `e` of a scope, with a condition to which others may be added; journeys are not asked for a supplier's. */
export function exceptionsOf(db: Queryable, { supplier, ...rest }: FleetScope) {
  const { cohort, lane } = rest
  const own = is(db, 'e.supplier_id', supplier)
  return cohort === undefined && lane === undefined
    ? db`inventory_exception e where true ${own}`
    : db`inventory_exception e join journey j using (journey_id) where true ${own} ${scopeConditions(db, 'j', rest)}`
}

/** Open inventory exceptions by owner, then by how many meters they block: from their counters, the oldest by its index. */
export async function readExceptionGroups(
  db: Queryable,
  scope: FleetScope,
  owner: string | undefined,
): Promise<readonly ExceptionGroup[]> {
  return db<ExceptionGroup[]>`
    select c.owner, c.code, c.meters, oldest.opened_at as "oldestAt"
    from (
      select owner, code, sum(n)::bigint as meters from exception_count c
      where true ${owner === undefined ? db`` : db`and owner = ${owner}`} ${scopeConditions(db, 'c', scope)}
      group by owner, code having sum(n) > 0
    ) c
    cross join lateral (
      select e.opened_at from ${exceptionsOf(db, scope)} and e.owner = c.owner and e.code = c.code and e.closed_at is null
      order by e.opened_at limit 1
    ) oldest
    order by c.owner, c.meters desc, c.code`
}
