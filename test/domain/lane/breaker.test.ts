import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codesOfDevices,
  nextMove,
  openForMs,
  passage,
  type Breaker,
  type BreakerCounts,
} from '../../../src/domain/lane/breaker.js'
import { defaultBreaker } from '../../../src/domain/lane/breaker-rules.js'
import { leftOfDay, withOverride } from '../../../src/domain/lane/limits.js'
import { shipped } from '../../programme/support/folder.js'

const now = Date.parse('2026-06-01T10:00:00Z')
const minute = 60_000
const none = { answered: 0, failed: 0 }
const quiet: BreakerCounts = { window: none, norm: none, probes: { ...none, claimed: 0, open: 0 } }
const at = (state: Breaker['state'], more: Partial<Breaker> = {}): Breaker => ({
  state,
  since: now - minute,
  hold: null,
  openings: 1,
  ...more,
})
const window = (failed: number, answered: number, norm = none): BreakerCounts => ({
  ...quiet,
  window: { answered, failed },
  norm,
})

describe('a breaker that is closed', () => {
  it('opens at its share of failures, not below, and not on a small sample', () => {
    expect(nextMove(defaultBreaker, at('closed'), window(60, 100), now)).toEqual({ to: 'open', why: 'share' })
    expect(nextMove(defaultBreaker, at('closed'), window(59, 100), now)).toBeNull()
    expect(nextMove(defaultBreaker, at('closed'), window(99, 99), now)).toBeNull()
  })

  it('opens in a storm: failures far above the lane’s norm, though fewer than its share', () => {
    const usual = { answered: 10_000, failed: 400 }
    expect(nextMove(defaultBreaker, at('closed'), window(20, 100, usual), now)).toEqual({ to: 'open', why: 'storm' })
    expect(nextMove(defaultBreaker, at('closed'), window(19, 100, usual), now)).toBeNull()
    // A lane in which a quarter fails every day has no storm when a third does.
    expect(nextMove(defaultBreaker, at('closed'), window(33, 100, { answered: 10_000, failed: 2_500 }), now)).toBeNull()
  })

  it('takes no norm from a few answers, and none of a spotless lane for a few failures', () => {
    expect(nextMove(defaultBreaker, at('closed'), window(30, 100, { answered: 20, failed: 0 }), now)).toBeNull()
    expect(nextMove(defaultBreaker, at('closed'), window(5, 100, { answered: 10_000, failed: 0 }), now)).toBeNull()
  })
})

describe('a breaker that is open', () => {
  it('tries a few after a while, and waits longer each time in a row, up to eightfold', () => {
    const since = now - 15 * minute
    expect(nextMove(defaultBreaker, at('open', { since }), quiet, now)).toEqual({ to: 'probing' })
    expect(nextMove(defaultBreaker, at('open', { since: since + 1 }), quiet, now)).toBeNull()
    expect([1, 2, 3, 4, 5].map((n) => openForMs(defaultBreaker, n) / minute)).toEqual([15, 30, 60, 120, 120])
  })

  it('goes by its tries once enough are answered', () => {
    const probes = (answered: number, failed: number, claimed = 10, open = 0): BreakerCounts => ({
      ...quiet,
      probes: { answered, failed, claimed, open },
    })
    const move = (counts: BreakerCounts) => nextMove(defaultBreaker, at('probing'), counts, now)
    expect(move(probes(10, 3))).toEqual({ to: 'ramping' })
    expect(move(probes(10, 4))).toEqual({ to: 'open', why: 'probes' })
    expect(move(probes(9, 0, 10, 1))).toBeNull()
    expect(move(probes(0, 0, 3, 3))).toBeNull()
    expect(move(probes(3, 0, 3))).toBeNull()
  })

  it('lets through nothing, then as many as it tries, then a part of the rate that rises to the whole', () => {
    expect(passage(defaultBreaker, at('open'), 0, now)).toEqual({ kind: 'none' })
    expect(passage(defaultBreaker, at('probing'), 4, now)).toEqual({ kind: 'tries', most: 6 })
    expect(passage(defaultBreaker, at('probing'), 12, now)).toEqual({ kind: 'tries', most: 0 })
    expect(passage(defaultBreaker, at('ramping', { since: now }), 0, now)).toEqual({ kind: 'part', share: 0.1 })
    const half = passage(defaultBreaker, at('ramping', { since: now - 15 * minute }), 0, now)
    expect(half).toMatchObject({ kind: 'part', share: expect.closeTo(0.55, 5) as number })
    expect(passage(defaultBreaker, at('ramping', { since: now - 30 * minute }), 0, now)).toEqual({ kind: 'all' })
  })

  it('closes when it has risen, unless it is out again', () => {
    const since = now - 30 * minute
    expect(nextMove(defaultBreaker, at('ramping', { since }), quiet, now)).toEqual({ to: 'closed' })
    expect(nextMove(defaultBreaker, at('ramping', { since }), window(80, 100), now)).toEqual({
      to: 'open',
      why: 'share',
    })
  })
})

describe('a breaker that a person holds', () => {
  it('does not move, whatever the counts say', () => {
    const count = fc.nat({ max: 10_000 })
    fc.assert(
      fc.property(
        fc.constantFrom('closed', 'open', 'probing', 'ramping'),
        fc.constantFrom('open', 'closed'),
        fc.record({
          window: fc.record({ answered: count, failed: count }),
          norm: fc.record({ answered: count, failed: count }),
          probes: fc.record({ answered: count, failed: count, claimed: count, open: count }),
        }),
        (state, hold, counts) => {
          expect(nextMove(defaultBreaker, at(state, { hold, since: 0 }), counts, now)).toBeNull()
          expect(passage(defaultBreaker, at(state, { hold }), 0, now).kind).toBe(hold === 'open' ? 'none' : 'all')
        },
      ),
    )
  })
})

describe('a failure', () => {
  it('tells of an outage unless its code speaks of the device', async () => {
    const { retry } = await shipped('example')
    expect(codesOfDevices(retry)).toEqual(
      expect.arrayContaining(['GT01', 'K401', 'F501', 'P601', 'H701', 'V801', 'X901']),
    )
    for (const code of ['W101', 'W102', 'T201', 'D301']) expect(codesOfDevices(retry)).not.toContain(code)
  })
})

describe('a lane’s limits', () => {
  it('are an operator’s until they end', async () => {
    const [lane] = (await shipped('example')).lanes
    if (lane === undefined) throw new Error('no lane')
    const override = { ratePerMinute: 5, dailyCapacity: null, inFlightLimit: 7, until: now }
    expect(withOverride(lane, override, now - 1)).toEqual({ ...lane, ratePerMinute: 5, inFlightLimit: 7 })
    expect(withOverride(lane, override, now)).toEqual(lane)
    expect(withOverride(lane, null, now)).toEqual(lane)
  })

  it('leave of a day what capacity and rate both allow', () => {
    const lane = { dailyCapacity: 100, ratePerMinute: 2 }
    expect(leftOfDay(lane, { used: 10, openMs: 60 * minute, tokens: 0 })).toBe(90)
    expect(leftOfDay(lane, { used: 10, openMs: 20 * minute, tokens: 3 })).toBe(41)
    expect(leftOfDay(lane, { used: 120, openMs: 60 * minute, tokens: 0 })).toBe(0)
  })
})
