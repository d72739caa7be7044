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

/** Reads the attempts that landed within the hour before an instant from their counters, in whole tens of seconds. */
export async function readPace(db: Queryable, now: EpochMs, scope: FleetScope): Promise<Pace> {
  const [row] = await db<Pace[]>`
    select coalesce(sum(n) filter (where result = 'commissioned' and since > ten_seconds_of(${now - 60_000})), 0)::bigint as "enrolledLastMinute",
           coalesce(sum(n) filter (where result = 'commissioned'), 0)::bigint as "enrolledLastHour",
           coalesce(sum(n) filter (where result = 'failed'), 0)::bigint as "failedLastHour",
           coalesce(sum(n), 0)::bigint as "attemptsLastHour"
    from landing_count c
    where since > ten_seconds_of(${now - 3_600_000}) and since <= ${now} ${scopeConditions(db, 'c', scope)}`
  return row ?? { enrolledLastMinute: 0, enrolledLastHour: 0, failedLastHour: 0, attemptsLastHour: 0 }
}
