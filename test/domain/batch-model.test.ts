import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { waveSizes, type WavePlan } from '../../src/domain/batch/plan.js'
import { isOver, type BatchState } from '../../src/domain/batch/state.js'
import {
  batchCommands,
  edges,
  possibleCommands,
  tabled,
  transition,
  type BatchTrigger,
} from '../../src/domain/batch/transitions.js'
import { tripped } from '../../src/domain/batch/waves.js'

/** A batch as a person knows it: so many members, each left, out, in flight or at its end. */
interface Model {
  state: BatchState
  left: number
  released: number
  inFlight: number
  done: number
  givenBack: number
}

const members = 6
const triggers = Object.keys(edges) as BatchTrigger[]
type Move = BatchTrigger | 'release' | 'claim' | 'land'

const live = (model: Model): number => model.left + model.released + model.inFlight

/** What the register does with each move; false: it is not possible. */
function make(model: Model, move: Move): boolean {
  switch (move) {
    case 'release':
      if (model.state !== 'releasing' || model.left === 0) return false
      model.left -= 1
      model.released += 1
      return true
    case 'claim':
      if (model.released === 0) return false
      model.released -= 1
      model.inFlight += 1
      return true
    case 'land':
      if (model.inFlight === 0) return false
      model.inFlight -= 1
      model.done += 1
      return true
    default: {
      const facts = { inFlight: model.inFlight, released: model.released, live: live(model) }
      const next = transition(model.state, move, facts)
      if (next.kind === 'refused') return false
      model.state = next.to
      if (next.to === 'pausing' || next.to === 'cancelling') {
        model.left += model.released
        model.released = 0
      }
      if (next.to === 'cancelled' || next.to === 'refused' || next.to === 'cancelling' || next.to === 'finishing') {
        model.givenBack += model.left
        model.left = 0
      }
      return true
    }
  }
}

describe('the transition table of batches', () => {
  it('holds over any sequence of moves: members add up, nothing is released but while releasing, a halt means nothing is in flight', () => {
    const moves = fc.array(fc.constantFrom<Move>(...triggers, 'release', 'claim', 'land'), { maxLength: 60 })
    let overs = 0
    fc.assert(
      fc.property(moves, (sequence) => {
        const model: Model = { state: 'draft', left: members, released: 0, inFlight: 0, done: 0, givenBack: 0 }
        let approved = false
        for (const move of sequence) {
          const before = { ...model }
          const possible = make(model, move)
          if (!possible) expect(model).toEqual(before)
          approved ||= move === 'approve' && possible
          expect(live(model) + model.done + model.givenBack).toBe(members)
          if (model.released > 0) expect(['releasing', 'finishing']).toContain(model.state)
          if (model.released + model.inFlight + model.done > 0) expect(approved).toBe(true)
          if (model.state === 'paused') expect(model.inFlight + model.released).toBe(0)
          if (isOver(model.state)) {
            expect(live(model)).toBe(0)
            expect(possibleCommands(model.state)).toEqual([])
          }
          if (isOver(before.state)) expect(model.state).toBe(before.state)
        }
        if (isOver(model.state)) overs += 1
      }),
      { numRuns: 3_000 },
    )
    expect(overs).toBeGreaterThan(100)
  })

  it('leads from every state that is not over to one that is', () => {
    const facts = { inFlight: 0, released: 0, live: 0 }
    const open = tabled.filter((state) => !isOver(state))
    for (const state of open) {
      const reached = new Set<BatchState>([state])
      for (const from of reached) {
        for (const trigger of triggers) {
          const next = transition(from, trigger, facts)
          if (next.kind === 'to') reached.add(next.to)
        }
      }
      expect([...reached].some(isOver)).toBe(true)
    }
  })

  it('says to what a command would be possible, where it is not', () => {
    const facts = { inFlight: 1, released: 0, live: 1 }
    for (const command of batchCommands) {
      expect(transition('finished', command, facts)).toMatchObject({
        kind: 'refused',
        message: expect.stringContaining('this one is finished') as string,
      })
    }
    expect(transition('pausing', 'halt', facts)).toMatchObject({ kind: 'refused' })
  })

  it('pauses once, however many waves trip: a batch that is pausing cannot trip again', () => {
    const facts = { inFlight: 4, released: 2, live: 6 }
    expect(transition('releasing', 'trip', facts)).toEqual({ kind: 'to', to: 'pausing' })
    expect(transition('pausing', 'trip', facts)).toMatchObject({ kind: 'refused' })
  })
})

describe('waves', () => {
  const plans: fc.Arbitrary<WavePlan> = fc.oneof(
    fc.constant<WavePlan>({ kind: 'one' }),
    fc.record({ kind: fc.constant('sizes' as const), sizes: fc.array(fc.nat(5_000)) }),
    fc.record({ kind: fc.constant('shares' as const), shares: fc.array(fc.integer({ min: 0, max: 100 })) }),
    fc.record({ kind: fc.constant('canary' as const), size: fc.nat(500) }),
  )
  it('are all of the members, and none is empty', () => {
    fc.assert(
      fc.property(plans, fc.nat(100_000), (plan, n) => {
        const sizes = waveSizes(plan, n)
        expect(sizes.every((size) => size > 0)).toBe(true)
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(n)
      }),
    )
  })
})

describe('an error threshold', () => {
  const threshold = { share: 0.5, count: null, sample: 10, codes: null }
  it('needs its sample, and looks at what came since the last resumption alone', () => {
    expect(tripped(threshold, { landed: 9, failed: 9 }, { landed: 0, failed: 0 })).toBe(false)
    expect(tripped(threshold, { landed: 10, failed: 5 }, { landed: 0, failed: 0 })).toBe(true)
    expect(tripped(threshold, { landed: 19, failed: 10 }, { landed: 10, failed: 5 })).toBe(false)
    expect(tripped(threshold, { landed: 20, failed: 9 }, { landed: 10, failed: 5 })).toBe(false)
    expect(tripped(threshold, { landed: 20, failed: 10 }, { landed: 10, failed: 5 })).toBe(true)
    expect(tripped(null, { landed: 20, failed: 20 }, { landed: 0, failed: 0 })).toBe(false)
  })
})
