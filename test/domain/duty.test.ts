import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar.js'
import {
  type DutyDates,
  dutyDue,
  type DutyFacts,
  dutyHealth,
  dutyStart,
  healthDays,
  policyOn,
  redate,
} from '../../src/domain/duty.js'
import type { DutyPolicy } from '../../src/domain/programme.js'

const six: DutyPolicy = {
  id: 'six',
  title: 'Six months',
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
const twelve: DutyPolicy = {
  ...six,
  id: 'twelve',
  effectiveFrom: '2018-10-15',
  windowMonths: 12,
  gainRule: 'restart',
  backstop: '2020-12-31',
}
const later: DutyPolicy = { ...twelve, id: 'later', effectiveFrom: '2020-06-01', backstop: '2021-12-31' }
const facts: DutyFacts = {
  liveOn: '2019-05-26',
  combinationAddedOn: '2019-07-01',
  suppliedSince: '2019-12-10',
  gained: false,
}
const nothing: DutyDates = { startsOn: null, dueOn: null, metOn: null, endedOn: null }

describe('a duty dated anew', () => {
  it('gets its dates from the policy in force, the clock starting in the past if need be', () => {
    expect(redate({ ...nothing, facts }, six, '2024-01-01')).toEqual({
      kind: 'dated',
      startsOn: '2019-07-01',
      dueOn: '2020-01-01',
      policyId: 'six',
      changed: true,
      earlier: true,
      standing: false,
    })
  })
  it('is told apart as moved later, moved earlier and not moved', () => {
    const duty = { ...nothing, startsOn: '2019-07-01', dueOn: '2020-01-01', facts }
    expect(redate(duty, six, '2019-08-01')).toMatchObject({ changed: false, earlier: false })
    expect(redate(duty, twelve, '2019-08-01')).toMatchObject({ dueOn: '2020-07-01', changed: true, earlier: false })
    expect(redate({ ...duty, dueOn: '2020-07-01' }, six, '2019-08-01')).toMatchObject({ changed: true, earlier: true })
  })
  it('moves with the backstop, also where no clock runs', () => {
    const unlisted = { ...facts, combinationAddedOn: null }
    expect(redate({ ...nothing, facts: unlisted }, twelve, '2020-01-01')).toMatchObject({
      startsOn: null,
      dueOn: '2020-12-31',
      earlier: true,
    })
    const duty = { ...nothing, dueOn: '2020-12-31', facts: unlisted }
    expect(redate(duty, later, '2020-06-01')).toMatchObject({ startsOn: null, dueOn: '2021-12-31', earlier: false })
  })
  it('restarts on a gain only where the policy says so, and never before the meter could be enrolled', () => {
    const gained = { ...facts, gained: true }
    expect(dutyStart(six, gained)).toBe('2019-07-01')
    expect(dutyStart(twelve, gained)).toBe('2019-12-10')
    expect(dutyStart(twelve, facts)).toBe('2019-07-01')
    expect(dutyStart(twelve, { ...gained, suppliedSince: '2018-01-01' })).toBe('2019-07-01')
    expect(dutyStart(twelve, { ...gained, liveOn: null })).toBeNull()
  })
  it('is left alone once met or ended', () => {
    const duty = { ...nothing, startsOn: '2019-07-01', dueOn: '2020-01-01', facts }
    expect(redate({ ...duty, metOn: '2019-10-01' }, twelve, '2020-01-01')).toEqual({ kind: 'closed' })
    expect(redate({ ...duty, endedOn: '2019-10-01' }, twelve, '2020-01-01')).toEqual({ kind: 'closed' })
  })
  it('whose ground went: stands if started, under the new window and gain all the same', () => {
    const gone = { ...facts, liveOn: null }
    const duty = { ...nothing, startsOn: '2019-07-01', dueOn: '2020-01-01', facts: gone }
    expect(redate(duty, six, '2019-07-01')).toMatchObject({
      startsOn: '2019-07-01',
      dueOn: '2020-01-01',
      changed: false,
      standing: true,
    })
    expect(redate(duty, six, '2019-06-30')).toMatchObject({
      startsOn: null,
      dueOn: null,
      changed: true,
      standing: false,
    })
    expect(redate({ ...duty, facts: { ...gone, gained: true } }, twelve, '2020-01-05')).toMatchObject({
      startsOn: '2019-12-10',
      dueOn: '2020-12-10',
      standing: true,
    })
  })
  it('a second time changes nothing more', () => {
    const day = fc.integer({ min: 0, max: 1500 }).map((n) => addDays('2018-01-01', n))
    const any = fc.record({
      liveOn: fc.option(day),
      combinationAddedOn: fc.option(day),
      suppliedSince: fc.option(day),
      gained: fc.boolean(),
    })
    fc.assert(
      fc.property(any, fc.option(day), fc.constantFrom(six, twelve, later), day, (of, startsOn, policy, today) => {
        const once = redate({ ...nothing, startsOn, facts: of }, policy, today)
        if (once.kind === 'closed') throw new Error('open duty taken for closed')
        const { startsOn: start, dueOn } = once
        expect(redate({ ...nothing, startsOn: start, dueOn, facts: of }, policy, today)).toMatchObject({
          startsOn: start,
          dueOn,
          changed: false,
        })
        if (dueOn !== null && policy.backstop !== null) expect(dueOn <= policy.backstop).toBe(true)
        expect(dutyDue(policy, start)).toBe(dueOn)
      }),
    )
  })
})

describe('the health of a duty', () => {
  it.each<[Partial<DutyDates>, string]>([
    [{}, 'no-clock'],
    [{ startsOn: '2026-06-02', dueOn: '2026-12-02' }, 'not-started'],
    [{ startsOn: '2026-06-01', dueOn: '2026-12-01' }, 'on-track'],
    [{ dueOn: '2026-12-31' }, 'not-started'],
    [{ dueOn: '2026-07-31' }, 'due-soon'],
    [{ dueOn: '2026-05-31' }, 'overdue'],
    [{ metOn: '2026-05-01' }, 'met-in-time'],
    [{ dueOn: '2026-04-30', metOn: '2026-05-01', endedOn: '2026-05-02' }, 'met-late'],
    [{ dueOn: '2026-05-31', endedOn: '2026-06-01' }, 'ended'],
  ])('of %o on 1 June 2026 is %s', (dates, health) => {
    expect(dutyHealth({ ...nothing, ...dates }, healthDays([six], '2026-06-01'))).toBe(health)
  })
})

it('the policy in force does not hang on the order of the list', () => {
  for (const list of [
    [six, twelve, later],
    [later, six, twelve],
  ]) {
    expect(['2018-10-14', '2020-05-31', '2020-06-01'].map((day) => policyOn(list, day)?.id)).toEqual([
      'six',
      'twelve',
      'later',
    ])
  }
})
