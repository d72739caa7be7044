import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { trendDays, trendOf } from '../../src/domain/failure-trend.js'

describe('the trend of failures', () => {
  it.each([
    ['as many a day as before', [10, 10, 10, 10, 10, 10, 5], 0.5, 'steady'],
    ['half as many again', [10, 10, 10, 10, 15, 15, 15], 1, 'rising'],
    ['two thirds', [15, 15, 15, 15, 10, 10, 10], 1, 'falling'],
    ['the first ones', [0, 0, 0, 0, 0, 0, 9], 0.25, 'rising'],
    ['none any more', [9, 9, 9, 9, 0, 0, 0], 0.1, 'falling'],
    ['a handful more, which is no trend', [0, 0, 0, 0, 1, 0, 1], 1, 'steady'],
    ['none at all', [0, 0, 0, 0, 0, 0, 0], 0, 'steady'],
  ] as const)('%s', (_, days, elapsed, trend) => {
    expect(trendOf(days, elapsed)).toBe(trend)
  })

  it('of any days rises once far more come than ever before, and falls once they stop', () => {
    const days = fc.array(fc.integer({ min: 2, max: 1_000 }), { minLength: trendDays, maxLength: trendDays })
    const lately = (each: readonly number[], change: (n: number) => number) =>
      each.map((n, index) => (index < trendDays - 3 ? n : change(n)))
    fc.assert(
      fc.property(days, fc.double({ min: 0, max: 1, noNaN: true }), (each, elapsed) => {
        expect(
          trendOf(
            lately(each, (n) => n + 2_000),
            elapsed,
          ),
        ).toBe('rising')
        expect(
          trendOf(
            lately(each, () => 0),
            elapsed,
          ),
        ).toBe('falling')
      }),
    )
  })
})
