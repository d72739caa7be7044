import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, londonDate } from '../../../src/domain/calendar.js'
import { dutyHealth, healths, openHealths } from '../../../src/domain/duty.js'
import { resolveFilter } from '../../../src/operations/resolve-filter.js'
import { countMeters } from '../../../src/register/read/count-meters.js'
import { listMeters, type MeterLine, type Page } from '../../../src/register/read/list-meters.js'
import { planOf } from '../../support/explain.js'
import type { Fleet } from '../../support/fleet.js'
import { toldFleet } from '../../support/told-fleet.js'

const dueSoonDays = 60
let fleet: Fleet
let today: string
beforeAll(async () => {
  fleet = await toldFleet()
  today = londonDate(fleet.now)
  // A duty on each side of every day on which a health turns, and met and ended ones.
  const duties = [
    [-1, -100, null, null],
    [0, -100, null, null],
    [dueSoonDays, 1, null, null],
    [dueSoonDays + 1, 0, null, null],
    [dueSoonDays + 1, 1, null, null],
    [dueSoonDays + 1, null, null, null],
    [null, null, null, null],
    [-1, -100, -1, null],
    [-1, -100, 0, null],
    [-1, -100, null, 0],
  ] as const
  const on = (days: number | null) => (days === null ? null : addDays(today, days))
  for (const [index, [due, starts, met, ended]] of duties.entries()) {
    await fleet.db`
      update journey set due_on = ${on(due)}, clock_starts_on = ${on(starts)}, met_on = ${on(met)}, duty_ended_on = ${on(ended)}
      where journey_id = ${index + 1}`
  }
})
afterAll(() => fleet.test.drop())

const policies = () => fleet.programme.policies.map((policy) => ({ ...policy, dueSoonDays }))
const filterOf = (words: object) => resolveFilter({ ...fleet.programme, policies: policies() }, words, fleet.now)

describe('open duties by date', () => {
  it.each(openHealths)('turn over their pages from the earliest: %s', async (health) => {
    const whole = await listMeters(fleet.db, filterOf({ health }), { after: 0, limit: 100 })
    const inOrder = whole.toSorted(
      (a, b) => String(a.dueOn).localeCompare(String(b.dueOn)) || a.journeyId - b.journeyId,
    )
    const seen: MeterLine[] = []
    for (let place: Omit<Page, 'limit'> = { after: 0, afterDay: null }; ;) {
      const [next] = await listMeters(fleet.db, filterOf({ health }), { ...place, limit: 1 })
      if (next === undefined) break
      seen.push(next)
      place = { after: next.journeyId, afterDay: next.dueOn }
    }
    expect(seen).toEqual(inOrder)
  })

  it('are found by their indexes, of all and of one supplier', async () => {
    const page = { after: 3, afterDay: today, limit: 50 }
    for (const [words, index] of [
      [{ health: 'due-soon' }, 'journey_due_open'],
      [{ health: 'due-soon', supplier: 'edf' }, 'journey_supplier_due_open'],
    ] as const) {
      await fleet.db.begin(async (tx) => {
        await tx`select set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)`
        expect(await planOf(tx, (db) => listMeters(db, filterOf(words), page))).toMatch(
          new RegExp(`Index Scan using ${index} on journey j .*\n\\s+Index Cond: .*ROW\\(due_on, journey_id\\) > ROW`),
        )
      })
    }
  })
})

describe('the health of a duty as a filter', () => {
  it.each(healths)('finds and counts those that are %s, just as their pages say', async (health) => {
    const duties = await fleet.db<
      { id: number; starts: string | null; due: string | null; met: string | null; ended: string | null }[]
    >`
      select journey_id as id, clock_starts_on as starts, due_on as due, met_on as met, duty_ended_on as ended from journey order by 1`
    const expected = duties
      .filter(
        ({ starts: startsOn, due: dueOn, met: metOn, ended: endedOn }) =>
          dutyHealth({ startsOn, dueOn, metOn, endedOn }, { today, soonUntil: addDays(today, dueSoonDays) }) === health,
      )
      .map(({ id }) => id)
    expect(expected.length).toBeGreaterThan(0)
    const found = await listMeters(fleet.db, filterOf({ health }), { after: 0, limit: 100 })
    expect(found.map(({ journeyId }) => journeyId)).toEqual(expected)
    // From the counters, and one by one.
    const counted = { meters: expected.length, exact: true }
    expect(await countMeters(fleet.db, filterOf({ health }))).toEqual(counted)
    expect(await countMeters(fleet.db, filterOf({ health, fuel: 'electricity' }))).toEqual(counted)
  })
  it('counts the days of a calendar from the counters too', async () => {
    const filter = filterOf({ dueFrom: today, dueBefore: addDays(today, 1) })
    expect(await countMeters(fleet.db, filter)).toEqual({ meters: 1, exact: true })
  })
  it('is refused where it is no health', () => {
    expect(() => filterOf({ health: 'poorly' })).toThrow('there is no health “poorly”')
  })
})
