import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar.js'
import { cohortOfHub, decisionOn, isLive, liveSince } from '../../src/domain/cohort.js'
import type { Cohort, CohortDecision } from '../../src/domain/programme.js'

const cohort = (...decisions: readonly CohortDecision[]): Cohort => ({
  id: 'landis-gyr',
  name: 'Landis+Gyr',
  makers: ['Landis+Gyr', 'Ampy'],
  laneId: 'lane',
  decisions,
})
const go = (from: string, liveOn: string | null): CohortDecision => ({ from, decision: 'go', liveOn })
const noGo = (from: string): CohortDecision => ({ from, decision: 'no-go', liveOn: null })
const pending = (from: string): CohortDecision => ({ from, decision: 'pending', liveOn: null })

describe('the cohort of a hub', () => {
  it('is found by its maker in any case, or not at all', () => {
    const programme = { cohorts: [cohort()] }
    expect(cohortOfHub(programme, ' LANDIS+gyr ')?.id).toBe('landis-gyr')
    expect(cohortOfHub(programme, 'ampy')?.id).toBe('landis-gyr')
    expect(cohortOfHub(programme, 'Landis')).toBeNull()
  })
})

describe('the decision on a cohort', () => {
  const three = cohort(pending('2018-04-01'), go('2018-10-01', '2019-05-26'), noGo('2020-01-01'))
  it.each([
    ['2018-03-31', undefined],
    ['2018-04-01', 'pending'],
    ['2018-10-01', 'go'],
    ['2020-01-01', 'no-go'],
  ])('on %s is %s', (date, decision) => expect(decisionOn(three, date)?.decision).toBe(decision))

  it('is live from the service date of a go decision until the decision changes', () => {
    expect(['2019-05-25', '2019-05-26', '2019-12-31', '2020-01-01'].map((date) => isLive(three, date))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(isLive(cohort(go('2018-10-01', null)), '2024-01-01')).toBe(false)
  })
})

describe('since when a cohort has been live', () => {
  it.each<[string, Cohort, string | null]>([
    ['not live', cohort(pending('2018-01-01')), null],
    ['no decision yet', cohort(go('2024-06-02', '2019-01-01')), null],
    ['the service date', cohort(go('2018-10-01', '2019-05-26')), '2019-05-26'],
    ['a first decision with a live date in its past', cohort(go('2019-06-10', '2019-05-26')), '2019-05-26'],
    ['a go repeated later', cohort(go('2018-10-01', '2019-05-26'), go('2019-09-30', '2019-05-26')), '2019-05-26'],
    [
      'a go that follows a no-go',
      cohort(go('2018-10-01', '2019-05-26'), noGo('2020-01-01'), go('2020-03-01', '2019-05-26')),
      '2020-03-01',
    ],
    ['a go announced before its service', cohort(pending('2018-01-01'), go('2018-10-01', '2019-09-30')), '2019-09-30'],
  ])('%s', (_what, of, since) => expect(liveSince(of, '2024-06-01')).toBe(since))

  it('is a day since which it was live without a break, and not before, in any history', () => {
    const day = fc.integer({ min: 0, max: 200 }).map((n) => addDays('2024-01-01', n))
    const decision = fc.record({
      from: day,
      decision: fc.constantFrom<CohortDecision['decision']>('go', 'no-go', 'pending'),
      liveOn: fc.option(day),
    })
    const history = fc.uniqueArray(decision, { selector: ({ from }) => from, minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(history, day, (decisions, date) => {
        const of = cohort(...decisions.toSorted((a, b) => (a.from < b.from ? -1 : 1)))
        const since = liveSince(of, date)
        expect(since !== null).toBe(isLive(of, date))
        if (since === null) return
        const first = of.decisions[0]?.from ?? since
        for (let d = since < first ? first : since; d <= date; d = addDays(d, 1)) expect(isLive(of, d)).toBe(true)
        expect(isLive(of, addDays(since, -1))).toBe(false)
      }),
    )
  })
})
