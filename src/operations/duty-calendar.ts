import type { EpochMs, IsoDate } from '../domain/brands.js'
import { londonDate } from '../domain/calendar.js'
import { policyOn } from '../domain/duty.js'
import type { Programme } from '../domain/programme.js'
import type { Queryable } from '../register/database.js'
import { readDutyCounts } from '../register/read/duty-counts.js'
import type { FleetScope } from '../register/read/scope.js'
import { dutyTotals, type DutyTotals } from './fleet-status.js'

/** The duties that fall due in one month. */
export interface DutyMonth {
  /** `YYYY-MM`; null: without a date. */
  readonly month: string | null
  readonly health: DutyTotals
}

export interface DutyCalendar {
  readonly today: IsoDate
  /** Policy in force today; null: none. */
  readonly policy: string | null
  readonly total: DutyTotals
  readonly months: readonly DutyMonth[]
}

/** Duties by month and health, months ascending, those without a date last. */
export async function readDutyCalendar(
  db: Queryable,
  programme: Programme,
  now: EpochMs,
  scope: Pick<FleetScope, 'supplier' | 'cohort'>,
): Promise<DutyCalendar> {
  const today = londonDate(now)
  const counts = await readDutyCounts(db, scope)
  const monthOf = (dueOn: IsoDate | null): string | null => dueOn?.slice(0, 7) ?? null
  const months = [...new Set(counts.map(({ dueOn }) => monthOf(dueOn)))]
  return {
    today,
    policy: policyOn(programme.policies, today)?.id ?? null,
    total: dutyTotals(programme, now, counts),
    months: months.map((month) => ({
      month,
      health: dutyTotals(
        programme,
        now,
        counts.filter(({ dueOn }) => monthOf(dueOn) === month),
      ),
    })),
  }
}
