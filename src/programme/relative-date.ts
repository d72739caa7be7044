import { Temporal } from 'temporal-polyfill'
import type { IsoDate } from '../domain/brands.js'

/** How a date in a programme file is to be read. */
export interface DateContext {
  /** The day on which the programme is loaded, in London. */
  readonly today: IsoDate
  /** Whether dates such as `today-7m` are accepted; only where programme.yaml says `dates: relative`. */
  readonly relative: boolean
}

export type DateReading =
  | { readonly ok: true; readonly date: IsoDate }
  | { readonly ok: false; readonly reason: 'not-a-date' | 'impossible' | 'relative-not-allowed' | 'out-of-range' }

const relativePattern = /^today(?:([+-])(\d{1,4})([dm]))?$/
const isoPattern = /^\d{4}-\d{2}-\d{2}$/
const firstYear = 2000
const lastYear = 2100

/** A programme date as an absolute one. Months are calendar months, cut to the end of a shorter month. */
export function readDate(text: string, context: DateContext): DateReading {
  const match = relativePattern.exec(text)
  if (match !== null) {
    if (!context.relative) return { ok: false, reason: 'relative-not-allowed' }
    const [, sign, count, unit] = match
    const amount = Number(count ?? 0) * (sign === '-' ? -1 : 1)
    const today = Temporal.PlainDate.from(context.today)
    return { ok: true, date: today.add(unit === 'm' ? { months: amount } : { days: amount }).toString() }
  }
  if (!isoPattern.test(text)) return { ok: false, reason: 'not-a-date' }
  try {
    const date = Temporal.PlainDate.from(text, { overflow: 'reject' })
    if (date.year < firstYear || date.year > lastYear) return { ok: false, reason: 'out-of-range' }
    return { ok: true, date: date.toString() }
  } catch {
    return { ok: false, reason: 'impossible' }
  }
}
