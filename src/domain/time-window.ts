import { Temporal } from 'temporal-polyfill'
import type { EpochMs, IsoDate } from './brands.js'
import { addDays, london, londonDate, startOfDay, weekdayOf } from './calendar.js'
import type { BankHoliday, TimeWindow } from './programme.js'

/**
 * Whether a lane may submit. `closesAt` is the first instant at which it may not, given for some eight days ahead (a lane that
 * never closes); `opensAt` is the next opening, null if there is none within a year.
 */
export type WindowState =
  { readonly open: true; readonly closesAt: EpochMs } | { readonly open: false; readonly opensAt: EpochMs | null }

interface Span {
  readonly from: EpochMs
  readonly to: EpochMs
}

const minuteMs = 60_000
const lookAheadDays = 366
const openAheadDays = 8

/** Of a programme's bank holidays, those of each division that was asked for. */
const datesOf = new WeakMap<readonly BankHoliday[], Map<BankHoliday['division'], ReadonlySet<IsoDate>>>()

/** The bank holidays of a division, as `windowAt` wants them; the same set for the same list. */
export function bankHolidayDates(
  bankHolidays: readonly BankHoliday[],
  division: BankHoliday['division'],
): ReadonlySet<IsoDate> {
  const ofList = datesOf.get(bankHolidays) ?? new Map<BankHoliday['division'], ReadonlySet<IsoDate>>()
  datesOf.set(bankHolidays, ofList)
  const dates =
    ofList.get(division) ??
    new Set(bankHolidays.filter((holiday) => holiday.division === division).map((holiday) => holiday.date))
  ofList.set(division, dates)
  return dates
}

/** What was found for some windows last, and from when until when it stays so. */
interface Found extends Span {
  readonly state: WindowState
  readonly bankHolidays: ReadonlySet<IsoDate>
}

/** Lanes ask several times a second and the answer changes a few times a day. */
const lastFound = new WeakMap<readonly TimeWindow[], Found>()

/**
 * Whether any of the windows is open at an instant. A window is open while the clock on the wall in London shows a time
 * from `from` up to `to`: an hour that the clocks skip is not there, one that they repeat counts twice. A window whose
 * `to` is not after its `from` runs on into the next day and belongs to the day on which it begins.
 */
export function windowAt(windows: readonly TimeWindow[], at: EpochMs, bankHolidays: ReadonlySet<IsoDate>): WindowState {
  const last = lastFound.get(windows)
  if (last !== undefined && last.bankHolidays === bankHolidays && at >= last.from && at < last.to) return last.state
  const state = findWindow(windows, at, bankHolidays)
  // How far it looks ahead depends on the day.
  const tomorrow = startOfDay(addDays(londonDate(at), 1))
  const change = (state.open ? state.closesAt : state.opensAt) ?? tomorrow
  lastFound.set(windows, { state, bankHolidays, from: at, to: Math.min(change, tomorrow) })
  return state
}

function findWindow(windows: readonly TimeWindow[], at: EpochMs, bankHolidays: ReadonlySet<IsoDate>): WindowState {
  const today = londonDate(at)
  let closesAt: EpochMs | null = null
  for (let ahead = 0; ahead <= lookAheadDays; ahead++) {
    const date = addDays(today, ahead)
    for (const span of spansOn(windows, date, bankHolidays)) {
      if (closesAt !== null) {
        if (span.from > closesAt) return { open: true, closesAt }
        closesAt = Math.max(closesAt, span.to)
      } else if (span.from <= at && at < span.to) closesAt = span.to
      else if (span.from > at) return { open: false, opensAt: span.from }
    }
    if (closesAt !== null && (closesAt < startOfDay(addDays(date, 1)) || ahead === openAheadDays)) {
      return { open: true, closesAt }
    }
  }
  return { open: false, opensAt: null }
}

/** For how long the windows are still open on the London day of an instant, in milliseconds. */
export function openMsLeftOfDay(
  windows: readonly TimeWindow[],
  at: EpochMs,
  bankHolidays: ReadonlySet<IsoDate>,
): EpochMs {
  let counted = at
  let left = 0
  // Windows may overlap: what was counted is not counted again.
  for (const { from, to } of spansOn(windows, londonDate(at), bankHolidays)) {
    left += Math.max(0, to - Math.max(from, counted))
    counted = Math.max(counted, to)
  }
  return left
}

/** What is open on one London day, in order of its beginning. */
function spansOn(windows: readonly TimeWindow[], date: IsoDate, bankHolidays: ReadonlySet<IsoDate>): readonly Span[] {
  const yesterday = addDays(date, -1)
  const hours = windows.flatMap((window) => {
    const from = minutesOf(window.from)
    const to = minutesOf(window.to)
    const overnight = to <= from
    return [
      ...(appliesOn(window, date, bankHolidays) ? [{ from, to: overnight ? 24 * 60 : to }] : []),
      ...(overnight && appliesOn(window, yesterday, bankHolidays) ? [{ from: 0, to }] : []),
    ]
  })
  if (hours.length === 0) return []
  return stretchesOf(date)
    .flatMap(({ from, to, offsetMs }) => {
      const midnight = Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds - offsetMs
      return hours.map((hour) => ({
        from: Math.max(from, midnight + hour.from * minuteMs),
        to: Math.min(to, midnight + hour.to * minuteMs),
      }))
    })
    .filter((span) => span.from < span.to)
    .toSorted((a, b) => a.from - b.from)
}

/** The day cut where the clocks change: stretches of one offset from UTC each. */
function stretchesOf(date: IsoDate): readonly (Span & { readonly offsetMs: number })[] {
  const start = Temporal.PlainDate.from(date).toZonedDateTime(london)
  const from = start.epochMilliseconds
  const to = startOfDay(addDays(date, 1))
  const offsetMs = start.offsetNanoseconds / 1e6
  const change = start.getTimeZoneTransition('next')
  if (change === null || change.epochMilliseconds >= to) return [{ from, to, offsetMs }]
  const cut = change.epochMilliseconds
  return [
    { from, to: cut, offsetMs },
    { from: cut, to, offsetMs: change.offsetNanoseconds / 1e6 },
  ]
}

function appliesOn(window: TimeWindow, date: IsoDate, bankHolidays: ReadonlySet<IsoDate>): boolean {
  return window.days.includes(weekdayOf(date)) && (window.onBankHolidays || !bankHolidays.has(date))
}

/** Minutes since midnight of `HH:MM`; `24:00` is the end of the day. */
function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return (hours ?? 0) * 60 + (minutes ?? 0)
}
