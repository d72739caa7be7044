import type { EpochMs, JourneyId } from '../../domain/brands.js'
import type { Stage } from '../../domain/stage.js'
import type { Queryable } from '../database.js'
import { orEmpty, scopeConditions, type FleetScope } from './scope.js'

/** Open meters that stand still for one reason, and the one that has done so longest. */
export interface OldestWait {
  readonly stage: Stage
  readonly code: string | null
  readonly meters: number
  readonly oldestSince: EpochMs
  readonly journeyId: JourneyId
}

/**
 * Why open meters stand still, longest first. The reasons come from the counters; for each one the index
 * journey_standing_still gives its oldest meter.
 */
export async function readOldestWaits(db: Queryable, scope: FleetScope, limit: number): Promise<readonly OldestWait[]> {
  return db<OldestWait[]>`
    select c.stage, nullif(c.code, '') as code, c.meters, oldest.stage_since as "oldestSince", oldest.journey_id as "journeyId"
    from (
      select c.stage, c.code, sum(c.n)::bigint as meters from stage_count c
      where c.stage in ('blocked', 'waiting', 'needs-action', 'replacement') ${scopeConditions(db, 'c', scope)}
      group by c.stage, c.code having sum(c.n) > 0
    ) c
    cross join lateral (
      select j.stage_since, j.journey_id from journey j
      where j.stage = c.stage and ${orEmpty(db, 'j.code')} = c.code
        and j.stage in ('blocked', 'waiting', 'needs-action', 'replacement') ${scopeConditions(db, 'j', scope)}
      order by j.stage_since limit 1
    ) oldest
    order by oldest.stage_since, c.meters desc, c.stage, c.code limit ${limit}`
}
