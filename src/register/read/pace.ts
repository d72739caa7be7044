import type { EpochMs } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { scopeConditions, type FleetScope } from './scope.js'

/** How fast attempts landed of late. */
export interface Pace {
  readonly enrolledLastMinute: number
  readonly enrolledLastHour: number
  readonly failedLastHour: number
  readonly attemptsLastHour: number
}

/** Counts the attempts that landed within the hour before an instant. */
export async function readPace(db: Queryable, now: EpochMs, scope: FleetScope): Promise<Pace> {
  const all = scope.supplier === undefined && scope.cohort === undefined && scope.lane === undefined
  const [row] = await db<Pace[]>`
    select count(*) filter (where a.result = 'commissioned' and a.landed_at > ${now - 60_000}) as "enrolledLastMinute",
           count(*) filter (where a.result = 'commissioned') as "enrolledLastHour",
           count(*) filter (where a.result = 'failed') as "failedLastHour", count(*) as "attemptsLastHour"
    from attempt a ${all ? db`` : db`join journey j using (journey_id)`}
    where a.landed_at > ${now - 3_600_000} and a.landed_at <= ${now} ${all ? db`` : scopeConditions(db, 'j', scope)}`
  return row ?? { enrolledLastMinute: 0, enrolledLastHour: 0, failedLastHour: 0, attemptsLastHour: 0 }
}
