import type { EpochMs, IsoDate } from '../domain/brands.js'
import { addDays, daysBetween, londonDate } from '../domain/calendar.js'
import { healthDays, policyOn } from '../domain/duty.js'
import { MeterliftError } from '../domain/errors.js'
import { groupBy } from '../domain/group-by.js'
import type { Programme } from '../domain/programme.js'
import type { Queryable } from '../register/database.js'
import { readDutyCounts } from '../register/read/duty-counts.js'
import type { FleetScope } from '../register/read/scope.js'
import { totalsOf, type DutyTotals } from './fleet-status.js'

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

/** The duties that fall due on one day. */
export interface DutyDay {
  readonly day: IsoDate
  readonly health: DutyTotals
}

/** Days of a calendar at most: a page of a console shows a month, or a year. */
const mostDays = 400

/**
 * Duties by the day on which they fall due and their health today; only days on which any does.
 * @throws MeterliftError DATE_RANGE_INVALID
 */
export async function readDutyDays(
  db: Queryable,
  programme: Programme,
  now: EpochMs,
  scope: Pick<FleetScope, 'supplier' | 'cohort'>,
  due: { readonly from: IsoDate; readonly to: IsoDate },
): Promise<readonly DutyDay[]> {
  if (due.to < due.from || daysBetween(due.from, due.to) >= mostDays) {
    throw new MeterliftError('DATE_RANGE_INVALID', `from ${due.from} to ${due.to} is not a range of a calendar`, {
      hint: `the later day last, and at most ${mostDays} days`,
    })
  }
  const on = healthDays(programme.policies, londonDate(now))
  const counts = await readDutyCounts(db, scope, { from: due.from, before: addDays(due.to, 1) }, { ...on, due: 'day' })
  return [...groupBy(counts, ({ dueOn }) => dueOn ?? '')].map(([day, own]) => ({
    day,
    health: totalsOf(on, own),
  }))
}

/** Duties by month and health, months ascending, those without a date last. */
export async function readDutyCalendar(
  db: Queryable,
  programme: Programme,
  now: EpochMs,
  scope: Pick<FleetScope, 'supplier' | 'cohort'>,
): Promise<DutyCalendar> {
  const today = londonDate(now)
  const on = healthDays(programme.policies, today)
  const counts = await readDutyCounts(db, scope, {}, { ...on, due: 'month' })
  const byMonth = groupBy(counts, ({ dueOn }) => dueOn?.slice(0, 7) ?? null)
  return {
    today,
    policy: policyOn(programme.policies, today)?.id ?? null,
    total: totalsOf(on, counts),
    months: [...byMonth].map(([month, own]) => ({ month, health: totalsOf(on, own) })),
  }
}
