import type { IsoDate } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { is, ofAllSuppliers, type FleetScope } from './scope.js'

/** Duties with the same state and dates. `open` needs a day and the policy to become a health. */
export interface DutyCount {
  readonly state: 'open' | 'no-clock' | 'met-in-time' | 'met-late' | 'ended'
  readonly startsOn: IsoDate | null
  readonly dueOn: IsoDate | null
  readonly n: number
}

/** Days on which duties fall due: from one on, and before another. */
export interface DueRange {
  readonly from?: IsoDate | undefined
  readonly before?: IsoDate | undefined
}

/**
 * Duties from the counters; the cost depends on the number of different dates, not of meters. Lanes are not counted apart.
 * @param due only those that fall due within these days
 */
export async function readDutyCounts(
  db: Queryable,
  { supplier, cohort }: Pick<FleetScope, 'supplier' | 'cohort'>,
  due: DueRange = {},
): Promise<readonly DutyCount[]> {
  return db<DutyCount[]>`
    select state, nullif(starts_on, 'infinity') as "startsOn", nullif(due_on, 'infinity') as "dueOn", sum(n)::bigint as n
    from ${
      supplier === undefined && cohort === undefined
        ? ofAllSuppliers(db, 'duty_total', 'duty_count', ['state', 'starts_on', 'due_on', 'n'])
        : db`duty_count`
    } c
    where true ${is(db, 'supplier_id', supplier)} ${is(db, 'cohort_id', cohort)}
      ${due.from === undefined ? db`` : db`and due_on >= ${due.from}`} ${due.before === undefined ? db`` : db`and due_on < ${due.before}`}
    group by state, starts_on, due_on having sum(n) <> 0 order by due_on, starts_on, state`
}
