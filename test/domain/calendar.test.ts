import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, endOfDay, londonDate, startOfDay } from '../../src/domain/calendar.js'
import { dutyDue } from '../../src/domain/duty.js'
import type { DutyPolicy } from '../../src/domain/programme.js'

const six: DutyPolicy = {
  id: 'six',
  title: 'six months',
  source: 'BEIS consultation April 2018',
  effectiveFrom: '2018-04-01',
  windowMonths: 6,
  startRule: 'can-be-enrolled',
  gainRule: 'keep',
  backstop: null,
  decisionPointDays: 42,
  dueSoonDays: 60,
  reminders: [90, 30, 7],
}
const anyDate = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n))

describe('window arithmetic', () => {
  it.each([
    ['2018-08-31', 6, '2019-02-28'],
    ['2019-08-31', 6, '2020-02-29'],
    ['2020-02-29', 12, '2021-02-28'],
    ['2018-12-31', 2, '2019-02-28'],
    ['2018-11-30', 6, '2019-05-30'],
  ])('%s + %i months = %s', (from, months, to) => expect(addMonths(from, months)).toBe(to))

  it('runs to the end of the London day, over both clock changes', () => {
    expect(new Date(endOfDay('2026-03-29')).toISOString()).toBe('2026-03-29T22:59:59.999Z')
    expect(new Date(startOfDay('2026-10-25')).toISOString()).toBe('2026-10-24T23:00:00.000Z')
    expect(endOfDay('2026-10-25') - startOfDay('2026-10-25') + 1).toBe(25 * 3_600_000)
    expect(endOfDay('2026-03-29') - startOfDay('2026-03-29') + 1).toBe(23 * 3_600_000)
    expect(londonDate(Date.parse('2026-06-30T23:30:00Z'))).toBe('2026-07-01')
  })
  it('every instant of a day is in that day', () => {
    fc.assert(
      fc.property(anyDate, fc.double({ min: 0, max: 1, noNaN: true }), (day, part) => {
        const from = startOfDay(day)
        expect(londonDate(from + Math.floor((endOfDay(day) - from) * part))).toBe(day)
      }),
    )
  })
  it('never moves a later start to an earlier due date', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 800 }), (from, more) => {
        const [a, b] = [dutyDue(six, from), dutyDue(six, addDays(from, more))]
        expect(a !== null && b !== null && a <= b).toBe(true)
      }),
    )
  })
})
