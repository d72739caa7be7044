import type { EpochMs } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { scopeConditions, type FleetScope } from './scope.js'

/** Open inventory exceptions of one kind that the same party must clear. */
export interface ExceptionGroup {
  readonly owner: string
  readonly code: string
  readonly meters: number
  readonly oldestAt: EpochMs
}

/** Open inventory exceptions by owner, then by how many meters they block. */
export async function readExceptionGroups(
  db: Queryable,
  scope: FleetScope,
  owner: string | undefined,
): Promise<readonly ExceptionGroup[]> {
  return db<ExceptionGroup[]>`
    select e.owner, e.code, count(distinct e.journey_id) as meters, min(e.opened_at) as "oldestAt"
    from inventory_exception e join journey j using (journey_id)
    where e.closed_at is null ${owner === undefined ? db`` : db`and e.owner = ${owner}`} ${scopeConditions(db, 'j', scope)}
    group by e.owner, e.code order by e.owner, meters desc, e.code`
}
