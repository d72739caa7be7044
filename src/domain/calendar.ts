import { Temporal } from 'temporal-polyfill'
import type { EpochMs, IsoDate } from './brands.js'
import { type Weekday, weekdays } from './programme.js'

/** The time zone of every calendar day and time window: dates of the duty are London dates (project rule). */
export const london = 'Europe/London'

/** The day that was asked for last: nearly every instant asked about is of today. */
let lastDay: { readonly from: EpochMs; readonly to: EpochMs; readonly date: IsoDate } = { from: 0, to: 0, date: '' }

/** The calendar day in London at an instant. */
export function londonDate(at: EpochMs): IsoDate {
  if (!(at >= lastDay.from && at < lastDay.to)) {
    const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(london).toPlainDate()
    const startOf = (each: Temporal.PlainDate): EpochMs => each.toZonedDateTime(london).epochMilliseconds
    lastDay = { from: startOf(day), to: startOf(day.add({ days: 1 })), date: day.toString() }
  }
  return lastDay.date
}

/** The first millisecond of a London day. */
export function startOfDay(date: IsoDate): EpochMs {
  return Temporal.PlainDate.from(date).toZonedDateTime(london).epochMilliseconds
}

/** The last millisecond of a London day: 23, 24 or 25 hours after its first. */
export function endOfDay(date: IsoDate): EpochMs {
  return startOfDay(addDays(date, 1)) - 1
}

/** Calendar months later (or earlier), kept inside the month: 31 August + 6 = 28 or 29 February (project rule). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  return Temporal.PlainDate.from(date).add({ months }).toString()
}

/** Calendar days later, or earlier where negative. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** Calendar days from `from` to `to`; negative if `to` comes first. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days
}

/** Whether the text is a day that exists, written `YYYY-MM-DD`. */
export function isIsoDate(text: string): text is IsoDate {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (parts === null) return false
  const [year, month, day] = parts.slice(1).map(Number)
  if (year === undefined || month === undefined || day === undefined) return false
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

/** Day of the week. */
export function weekdayOf(date: IsoDate): Weekday {
  const weekday = weekdays[Temporal.PlainDate.from(date).dayOfWeek - 1]
  if (weekday === undefined) throw new RangeError(`no day of the week for ${date}`)
  return weekday
}

/** The last of the days given, nulls left out; null if none is left. */
export function latest(...dates: readonly (IsoDate | null)[]): IsoDate | null {
  return dates.reduce((best, date) => (best === null || (date !== null && date > best) ? date : best), null)
}

/** The first of the days given, nulls left out; null if none is left. */
export function earliest(...dates: readonly (IsoDate | null)[]): IsoDate | null {
  return dates.reduce((best, date) => (best === null || (date !== null && date < best) ? date : best), null)
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
