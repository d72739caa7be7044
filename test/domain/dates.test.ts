import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonths, daysBetween, endOfDay, londonDate, startOfDay } from '../../src/domain/calendar.js'
import { decisionPointOn, dutyDue, dutyHealth, dutyStart, policyOn, redate, remindersDue } from '../../src/domain/duty.js'
import type { DutyPolicy } from '../../src/domain/programme.js'

const six: DutyPolicy = {
  id: 'six', title: 'six months', source: 'BEIS consultation April 2018', effectiveFrom: '2018-04-01', windowMonths: 6,
  startRule: 'can-be-enrolled', gainRule: 'keep', backstop: null, decisionPointDays: 42, dueSoonDays: 60, reminders: [90, 30, 7],
}
const twelve: DutyPolicy = { ...six, id: 'twelve', effectiveFrom: '2018-10-15', windowMonths: 12, gainRule: 'restart', backstop: '2020-12-31' }
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

describe('the clock', () => {
  const facts = { liveOn: '2019-05-26', combinationAddedOn: '2019-07-01', suppliedSince: '2020-01-10', gained: true }
  it('starts at the latest of live date and EPCL date, and at a gain only where the policy says so', () => {
    expect(dutyStart(six, facts)).toBe('2019-07-01')
    expect(dutyStart(twelve, facts)).toBe('2020-01-10')
    expect(dutyStart(six, { ...facts, combinationAddedOn: null })).toBeNull()
    expect(dutyStart({ ...six, startRule: 'cohort-live' }, { ...facts, combinationAddedOn: null })).toBe('2019-05-26')
  })
  it('is cut by the backstop, which counts alone while no clock runs', () => {
    expect(dutyDue(twelve, '2020-06-01')).toBe('2020-12-31')
    expect(dutyDue(twelve, null)).toBe('2020-12-31')
    expect(dutyDue(six, null)).toBeNull()
  })
  it('keeps a started date when its ground goes, and drops one that had not started', () => {
    const gone = { ...facts, combinationAddedOn: null }
    const open = { dueOn: '2020-01-01', metOn: null, endedOn: null, facts: gone }
    expect(redate({ ...open, startsOn: '2019-07-01' }, six, '2019-08-01')).toMatchObject({ startsOn: '2019-07-01', standing: true })
    expect(redate({ ...open, startsOn: '2019-09-01' }, six, '2019-08-01')).toMatchObject({ startsOn: null, dueOn: null, standing: false })
  })
  it('the policy in force is the last that took effect', () => {
    expect(policyOn([six, twelve], '2018-10-14')?.id).toBe('six')
    expect(policyOn([six, twelve], '2018-10-15')?.id).toBe('twelve')
    expect(policyOn([six, twelve], '2018-03-31')).toBeNull()
  })
})

describe('the health of a duty', () => {
  const open = { startsOn: '2026-01-10', dueOn: '2026-07-10', metOn: null, endedOn: null }
  it.each([
    ['2026-01-11', 'on-track'],
    ['2026-05-10', 'on-track'],
    ['2026-05-11', 'due-soon'],
    ['2026-07-10', 'due-soon'],
    ['2026-07-11', 'overdue'],
  ])('on %s it is %s', (today, health) => expect(dutyHealth(open, today, six)).toBe(health))
  it('is met in time on the due date itself, late the day after', () => {
    expect(dutyHealth({ ...open, metOn: '2026-07-10' }, '2026-12-01', six)).toBe('met-in-time')
    expect(dutyHealth({ ...open, metOn: '2026-07-11' }, '2026-12-01', six)).toBe('met-late')
    expect(dutyHealth({ ...open, endedOn: '2026-07-11' }, '2026-12-01', six)).toBe('ended')
  })
  it('reminds once its days have come', () => {
    expect(remindersDue(six, '2026-07-10', '2026-06-15')).toEqual([90, 30])
    expect(remindersDue(six, '2026-07-10', '2026-07-11')).toEqual([])
    expect(decisionPointOn(six, '2026-07-10')).toBe(addDays('2026-07-10', -42))
    expect(daysBetween('2026-07-10', '2026-07-11')).toBe(1)
  })
})
