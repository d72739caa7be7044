import type { Stage, Standing } from '../../domain/stage.js'
import type { Queryable } from '../database.js'
import { scopeConditions, type FleetScope } from './scope.js'

/** Meters of one lane at one stage, standing and code. */
export interface StageCount {
  readonly stage: Stage
  readonly standing: Standing | null
  readonly code: string | null
  readonly lane: string | null
  readonly n: number
}

/** The funnel, from the counters: its cost does not depend on the number of meters. */
export async function readStageCounts(db: Queryable, scope: FleetScope): Promise<readonly StageCount[]> {
  return db<StageCount[]>`
    select c.stage, nullif(c.standing, '') as standing, nullif(c.code, '') as code, nullif(c.lane_id, '') as lane, sum(c.n)::bigint as n
    from stage_count c where true ${scopeConditions(db, 'c', scope)}
    group by c.stage, c.standing, c.code, c.lane_id having sum(c.n) <> 0`
}
