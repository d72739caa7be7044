import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, londonDate, startOfDay } from '../../src/domain/calendar.js'
import { type TimeWindow, weekdays } from '../../src/domain/programme.js'
import { bankHolidayDates, openMsLeftOfDay, windowAt } from '../../src/domain/time-window.js'

const daily = (from: string, to: string): TimeWindow => ({ days: weekdays, from, to, onBankHolidays: true })
const none = new Set<string>()
const at = (windows: readonly TimeWindow[], text: string, holidays: ReadonlySet<string> = none) => {
  const state = windowAt(windows, Date.parse(text), holidays)
  const until = state.open ? state.closesAt : state.opensAt
  return [state.open ? 'open' : 'closed', until === null ? null : new Date(until).toISOString().replace('.000Z', 'Z')]
}

describe('a time window', () => {
  it('opens at its first minute and is closed at its last', () => {
    const day = [daily('08:00', '18:00')]
    expect(at(day, '2026-01-05T07:59:59Z')).toEqual(['closed', '2026-01-05T08:00:00Z'])
    expect(at(day, '2026-01-05T08:00:00Z')).toEqual(['open', '2026-01-05T18:00:00Z'])
    expect(at(day, '2026-01-05T18:00:00Z')).toEqual(['closed', '2026-01-06T08:00:00Z'])
  })

  it('joins windows that touch or overlap, in any order, and runs on through midnight', () => {
    expect(at([daily('12:00', '18:00'), daily('08:00', '12:00')], '2026-01-05T09:00:00Z')[1]).toBe(
      '2026-01-05T18:00:00Z',
    )
    const weekend: TimeWindow = { days: ['sat', 'sun'], from: '00:00', to: '24:00', onBankHolidays: true }
    expect(at([weekend], '2026-01-03T09:00:00Z')).toEqual(['open', '2026-01-05T00:00:00Z'])
  })

  it('whose end is not after its beginning belongs to the day on which it begins', () => {
    const friday: TimeWindow = { days: ['fri'], from: '22:00', to: '04:00', onBankHolidays: false }
    expect(at([friday], '2026-01-02T23:00:00Z')).toEqual(['open', '2026-01-03T04:00:00Z'])
    expect(at([friday], '2026-01-03T03:59:00Z')).toEqual(['open', '2026-01-03T04:00:00Z'])
    expect(at([friday], '2026-01-02T03:00:00Z')[0]).toBe('closed')
    expect(at([friday], '2026-01-03T03:00:00Z', new Set(['2026-01-02']))).toEqual(['closed', '2026-01-09T22:00:00Z'])
    expect(at([friday], '2026-01-03T03:00:00Z', new Set(['2026-01-03']))[0]).toBe('open')
  })

  it('never opens without windows; one that never closes says so for about a week', () => {
    expect(at([], '2026-01-05T09:00:00Z')).toEqual(['closed', null])
    const [state, until] = at([daily('00:00', '24:00')], '2026-01-05T09:00:00Z')
    expect(state).toBe('open')
    expect(until).toBe('2026-01-14T00:00:00Z')
  })

  it('finds the next opening beyond a run of bank holidays of its division', () => {
    const monday: TimeWindow = { days: ['mon'], from: '09:00', to: '10:00', onBankHolidays: false }
    const holiday = (date: string, division: 'scotland' | 'england-and-wales') => ({ date, division, name: 'Day' })
    const list = [
      holiday('2026-01-05', 'scotland'),
      holiday('2026-01-12', 'scotland'),
      holiday('2026-01-19', 'england-and-wales'),
    ]
    expect(at([monday], '2026-01-05T09:30:00Z', bankHolidayDates(list, 'scotland'))[1]).toBe('2026-01-19T09:00:00Z')
    expect(at([monday], '2026-01-05T09:30:00Z', bankHolidayDates(list, 'england-and-wales'))[0]).toBe('open')
  })
})

describe('when the clocks change in London', () => {
  it('keeps the time on the wall', () => {
    const day = [daily('08:00', '18:00')]
    expect(at(day, '2026-03-28T19:00:00Z')[1]).toBe('2026-03-29T07:00:00Z')
    expect(at(day, '2026-10-24T19:00:00Z')[1]).toBe('2026-10-25T08:00:00Z')
    expect(at([daily('00:00', '06:00')], '2026-03-29T00:30:00Z')).toEqual(['open', '2026-03-29T05:00:00Z'])
    expect(at([daily('00:00', '06:00')], '2026-10-24T23:30:00Z')).toEqual(['open', '2026-10-25T06:00:00Z'])
  })
  it('has no window in the hour that is skipped', () => {
    expect(at([daily('01:15', '01:45')], '2026-03-29T00:30:00Z')[1]).toBe('2026-03-30T00:15:00Z')
    expect(at([daily('01:30', '03:00')], '2026-03-29T00:30:00Z')[1]).toBe('2026-03-29T01:00:00Z')
    expect(at([daily('00:30', '01:30')], '2026-03-29T00:30:00Z')).toEqual(['open', '2026-03-29T01:00:00Z'])
  })
  it('opens a window twice in the hour that is repeated', () => {
    const quarter = [daily('01:15', '01:45')]
    expect(at(quarter, '2026-10-25T00:20:00Z')).toEqual(['open', '2026-10-25T00:45:00Z'])
    expect(at(quarter, '2026-10-25T00:50:00Z')).toEqual(['closed', '2026-10-25T01:15:00Z'])
  })

  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const time = fc
    .integer({ min: 0, max: 95 })
    .map((n) => `${String(n >> 2).padStart(2, '0')}:${String((n & 3) * 15).padStart(2, '0')}`)
  const nearChanges = fc
    .tuple(fc.constantFrom('2026-03-29', '2026-10-25', '2026-06-10'), fc.integer({ min: -1500, max: 1500 }))
    .map(([day, minutes]) => Date.parse(`${day}T01:00:00Z`) + minutes * 60_000)
  it('is open exactly while the clock on the wall is inside a window, and says when that ends', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(time, time), { minLength: 1, maxLength: 3 }), nearChanges, (hours, instant) => {
        const windows = hours.map(([from, to]) => daily(from, to))
        const inside = (ms: number): boolean => {
          const now = wall.format(ms)
          return hours.some(([from, to]) => (from < to ? from <= now && now < to : now >= from || now < to))
        }
        const state = windowAt(windows, instant, none)
        expect(state.open).toBe(inside(instant))
        const change = state.open ? state.closesAt : (state.opensAt ?? instant)
        for (let ms = instant; ms < Math.min(change, instant + 36 * 3_600_000); ms += 15 * 60_000) {
          expect(inside(ms)).toBe(state.open)
        }
        if (change < instant + 7 * 86_400_000) expect(inside(change)).toBe(!state.open)
      }),
    )
  })
  it('answers the same however often and in whatever order it is asked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(time, time), { minLength: 1, maxLength: 3 }),
        fc.array(fc.tuple(nearChanges, fc.boolean()), { minLength: 2, maxLength: 12 }),
        (hours, asked) => {
          const windows = hours.map(([from, to]) => ({ ...daily(from, to), onBankHolidays: false }))
          const holiday = new Set(['2026-03-29', '2026-10-26'])
          for (const [instant, off] of asked) {
            const holidays = off ? holiday : none
            // A list that was never asked about: nothing is remembered of it.
            expect(windowAt(windows, instant, holidays)).toEqual(windowAt([...windows], instant, holidays))
          }
        },
      ),
    )
  })
  it('says for how long a day is still open, overlapping windows once', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(time, time), { minLength: 1, maxLength: 3 }), nearChanges, (hours, instant) => {
        const windows = hours.map(([from, to]) => daily(from, to))
        let open = 0
        // Windows and changes of the clock are at whole quarters of an hour; instants are at whole minutes.
        for (let ms = instant; ms < startOfDay(addDays(londonDate(instant), 1)); ms += 60_000) {
          const now = wall.format(ms)
          open += hours.some(([from, to]) => (from < to ? from <= now && now < to : now >= from || now < to))
            ? 60_000
            : 0
        }
        expect(openMsLeftOfDay(windows, instant, none)).toBe(open)
      }),
      { numRuns: 40 },
    )
  })
})
