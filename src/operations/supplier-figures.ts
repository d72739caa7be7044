import type { EpochMs, SupplierId } from '../domain/brands.js'
import { addMonths, londonDate } from '../domain/calendar.js'
import type { Programme } from '../domain/programme.js'
import type { Queryable } from '../register/database.js'
import { readMonthCounts, type MonthCounts } from '../register/read/supplier-figures.js'
import { readDutyCalendar } from './duty-calendar.js'

/** A month of a supplier's portfolio, or of all. */
export interface MonthFigures extends MonthCounts {
  /** Duties that fell due in it, and those of them that were not met by their date. */
  readonly due: number
  readonly breached: number
}

/** Columns of the figures as a file, in order. */
export const figureColumns = [
  'month',
  'enrolled',
  'replaced',
  'excluded',
  'lost',
  'failed',
  'decided',
  'due',
  'breached',
  'attempts',
  'costPence',
  'gained',
  'switchedAway',
] as const satisfies readonly (keyof MonthFigures)[]

const nothing = {
  ...{ attempts: 0, costPence: 0, failed: 0, enrolled: 0, replaced: 0, excluded: 0, lost: 0, decided: 0 },
  ...{ gained: 0, switchedAway: 0 },
}

/** Figures of the last months, this one first; from the counters, so that the cost does not depend on the number of meters. */
export async function readFigures(
  db: Queryable,
  programme: Programme,
  now: EpochMs,
  { supplier, months }: { readonly supplier: SupplierId | undefined; readonly months: number },
): Promise<readonly MonthFigures[]> {
  const first = `${londonDate(now).slice(0, 7)}-01`
  const wanted = Array.from({ length: months }, (_, back) => addMonths(first, -back).slice(0, 7))
  const [counts, calendar] = await Promise.all([
    readMonthCounts(db, { supplier, from: wanted.at(-1) ?? first }),
    readDutyCalendar(db, programme, now, { supplier }),
  ])
  return wanted.map((month) => {
    const duties = calendar.months.find((each) => each.month === month)?.health
    const sum = Object.values(duties ?? {}).reduce((total, n) => total + n, 0)
    return {
      ...(counts.find((each) => each.month === month) ?? { month, ...nothing }),
      due: sum - (duties?.ended ?? 0),
      breached: (duties?.overdue ?? 0) + (duties?.['met-late'] ?? 0),
    }
  })
}
