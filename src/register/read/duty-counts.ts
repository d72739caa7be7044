import type { IsoDate } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import type { FleetScope } from './scope.js'

/** Duties with the same state and dates. `open` needs a day and the policy to become a health. */
export interface DutyCount {
  readonly state: 'open' | 'no-clock' | 'met-in-time' | 'met-late' | 'ended'
  readonly startsOn: IsoDate | null
  readonly dueOn: IsoDate | null
  readonly n: number
}

/** Duties from the counters; the cost depends on the number of different dates, not of meters. Lanes are not counted apart. */
export async function readDutyCounts(
  db: Queryable,
  { supplier, cohort }: Pick<FleetScope, 'supplier' | 'cohort'>,
): Promise<readonly DutyCount[]> {
  return db<DutyCount[]>`
    select state, nullif(starts_on, 'infinity') as "startsOn", nullif(due_on, 'infinity') as "dueOn", sum(n)::bigint as n
    from duty_count
    where true
      ${supplier === undefined ? db`` : db`and supplier_id = ${supplier}`}
      ${cohort === undefined ? db`` : db`and cohort_id = ${cohort}`}
    group by state, starts_on, due_on having sum(n) <> 0 order by due_on, starts_on, state`
}
