import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate, type SupplierDemand } from '../../src/domain/allocation.js'

const of = (
  demands: Readonly<Record<string, readonly [usedToday: number, demand: number]>>,
): readonly SupplierDemand[] =>
  Object.entries(demands).map(([supplierId, [usedToday, demand]]) => ({ supplierId, usedToday, demand }))
const share = (
  demands: Parameters<typeof of>[0],
  over: { capacityLeft?: number; supplierMinimum?: number; room?: number } = {},
) =>
  Object.fromEntries(
    allocate({ capacityLeft: 1_000, supplierMinimum: 100, room: 1_000, suppliers: of(demands), ...over }),
  )

describe('the allocation of a day', () => {
  it('gives each its minimum first, then the rest by demand', () => {
    // 300 of minimums; the other 700 by what is still wanted: 900, 400 and 100 of 1,400.
    expect(share({ a: [0, 1_000], b: [0, 500], c: [0, 200] })).toEqual({ a: 550, b: 300, c: 150 })
  })
  it('counts what was taken today towards the minimum', () => {
    expect(share({ a: [100, 500], b: [20, 500] }, { room: 80 })).toEqual({ a: 0, b: 80 })
    expect(share({ a: [100, 500], b: [20, 30] }, { capacityLeft: 30 })).toEqual({ a: 0, b: 30 })
  })
  it('gives away a minimum that nobody wants', () => {
    expect(share({ a: [0, 5_000], b: [0, 0] })).toEqual({ a: 1_000, b: 0 })
  })
  it('rounds by largest remainder, ties by supplier id, whatever the order', () => {
    expect(share({ b: [0, 5], c: [0, 5], a: [0, 5] }, { supplierMinimum: 0, room: 10 })).toEqual({ a: 4, b: 3, c: 3 })
    expect(share({ a: [0, 70], b: [0, 20], c: [0, 10] }, { supplierMinimum: 0, room: 3 })).toEqual({ a: 2, b: 1, c: 0 })
  })
  it('lifts those with least today when there is too little for the minimums', () => {
    expect(share({ a: [50, 100], b: [10, 100], c: [0, 5] }, { room: 35 })).toEqual({ a: 0, b: 30, c: 5 })
    expect(share({ a: [0, 100], b: [0, 100] }, { room: 1 })).toEqual({ a: 1, b: 0 })
  })
  it('gives nothing for no room, no capacity or less than none, and whole numbers only', () => {
    for (const over of [{ room: 0 }, { capacityLeft: 0 }, { capacityLeft: -5 }, { room: 0.9 }]) {
      expect(share({ a: [0, 10] }, over)).toEqual({ a: 0 })
    }
  })

  const demands = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 6 })
  it('taken in small groups through a day: keeps every minimum, uses all capacity and starves nobody', () => {
    fc.assert(
      fc.property(
        demands,
        fc.integer({ min: 1, max: 40 }),
        fc.nat(60),
        fc.nat(1_200),
        (wanted, room, supplierMinimum, capacity) => {
          const suppliers = wanted.map((demand, i) => ({ supplierId: `s${i}`, usedToday: 0, demand }))
          let capacityLeft = capacity
          for (;;) {
            const given = allocate({ capacityLeft, supplierMinimum, suppliers, room })
            const taken = [...given.values()].reduce((sum, n) => sum + n, 0)
            if (taken === 0) break
            expect(taken).toBeLessThanOrEqual(room)
            for (const supplier of suppliers) {
              const units = given.get(supplier.supplierId) ?? 0
              supplier.usedToday += units
              supplier.demand -= units
            }
            capacityLeft -= taken
          }
          const all = wanted.reduce((sum, n) => sum + n, 0)
          expect(capacity - capacityLeft).toBe(Math.min(all, capacity))
          const minimums = wanted.map((demand) => Math.min(demand, supplierMinimum))
          const needed = minimums.reduce((sum, n) => sum + n, 0)
          suppliers.forEach(({ usedToday }, i) => {
            const sure = minimums[i] ?? 0
            if (needed <= capacity) expect(usedToday).toBeGreaterThanOrEqual(sure)
            else expect(usedToday).toBeLessThanOrEqual(sure)
          })
          if (needed > capacity) {
            const unmet = suppliers
              .filter(({ usedToday }, i) => usedToday < (minimums[i] ?? 0))
              .map(({ usedToday }) => usedToday)
            const most = Math.max(...suppliers.map(({ usedToday }) => usedToday))
            for (const used of unmet) expect(most - used).toBeLessThanOrEqual(1)
          }
        },
      ),
    )
  })
  it('taken one by one comes close to taken at once', () => {
    const whole = share({ a: [0, 900], b: [0, 60], c: [0, 40] }, { supplierMinimum: 0, room: 500 })
    const used: Record<string, number> = { a: 0, b: 0, c: 0 }
    const left: Record<string, number> = { a: 900, b: 60, c: 40 }
    for (let i = 0; i < 500; i++) {
      const demandsNow = Object.fromEntries(Object.keys(used).map((s) => [s, [used[s] ?? 0, left[s] ?? 0] as const]))
      for (const [s, n] of Object.entries(share(demandsNow, { supplierMinimum: 0, room: 1, capacityLeft: 500 - i }))) {
        used[s] = (used[s] ?? 0) + n
        left[s] = (left[s] ?? 0) - n
      }
    }
    for (const s of Object.keys(used)) expect(Math.abs((used[s] ?? 0) - (whole[s] ?? 0))).toBeLessThanOrEqual(2)
  })
})
