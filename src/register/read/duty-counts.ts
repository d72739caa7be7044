import type { IsoDate } from '../../domain/brands.js'
import { dutyHealth, type DutyHealth, type HealthDays } from '../../domain/duty.js'
import type { Queryable } from '../database.js'
import { is, ofAllSuppliers, type FleetScope } from './scope.js'

/** Duties with the same state and dates. `open` needs a day and the policy to become a health. */
export interface DutyCount {
  readonly state: 'open' | 'no-clock' | 'met-in-time' | 'met-late' | 'ended'
  readonly startsOn: IsoDate | null
  readonly dueOn: IsoDate | null
  readonly n: number
}

/** The health of counted duties, of which those that are open turn with the days. */
export function healthOf({ state, startsOn, dueOn }: DutyCount, on: HealthDays): DutyHealth {
  return state === 'open' ? dutyHealth({ startsOn, dueOn, metOn: null, endedOn: null }, on) : state
}

/** Days on which duties fall due: from one on, and before another. */
export interface DueRange {
  readonly from?: IsoDate | undefined
  readonly before?: IsoDate | undefined
}

/** Counts together what has the same state, the same health on a day, and is due on the same day or in the same month. */
export interface Alike extends HealthDays {
  readonly due: 'day' | 'month'
}

/**
 * Duties from the counters; the cost depends on the number of different dates, not of meters. Lanes are not counted apart.
 * @param due only those that fall due within these days
 * @param alike what need not be told apart: each row has the earliest dates of what it counts together; else each date by itself
 */
export async function readDutyCounts(
  db: Queryable,
  { supplier, cohort }: Pick<FleetScope, 'supplier' | 'cohort'>,
  due: DueRange,
  alike: Alike | null,
): Promise<readonly DutyCount[]> {
  return db<DutyCount[]>`
    select state, nullif(min(starts_on), 'infinity') as "startsOn", nullif(min(due_on), 'infinity') as "dueOn", sum(n)::bigint as n
    from ${
      supplier === undefined && cohort === undefined
        ? ofAllSuppliers(db, 'duty_total', 'duty_count', ['state', 'starts_on', 'due_on', 'n'])
        : db`duty_count`
    } c
    where true ${is(db, 'supplier_id', supplier)} ${is(db, 'cohort_id', cohort)}
      ${due.from === undefined ? db`` : db`and due_on >= ${due.from}`} ${due.before === undefined ? db`` : db`and due_on < ${due.before}`}
    group by state, ${alike === null ? db`starts_on, due_on` : asAlike(db, alike)}
    having sum(n) <> 0 order by min(due_on), min(starts_on), state`
}

function asAlike(db: Queryable, { due, today, soonUntil }: Alike) {
  return db`
    ${due === 'day' ? db`due_on` : db`date_trunc('month', due_on::timestamp)`},
    case when state = 'open' then (due_on < ${today})::int + (due_on <= ${soonUntil})::int end,
    case when state = 'open' then starts_on <= ${today} end`
}
