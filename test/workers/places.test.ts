import { describe, expect, it } from 'vitest'
import { createPlaces } from '../../src/workers/places.js'

/** Fills all places and lets the messages be taken after so many milliseconds each, for some rounds; answers the places there are then. */
function placesAfter(rounds: number, takenAfterMs: number, places = createPlaces(), from = 0): number {
  let now = from
  let id = from * 1_000
  for (let round = 0; round < rounds; round += 1) {
    const ids = Array.from({ length: places.free() }, () => (id += 1))
    places.occupy(ids, now)
    now += takenAfterMs
    places.look(new Set(), now)
  }
  return places.free()
}

describe('places for messages that can wait', () => {
  it('are held until the register holds the message no more', () => {
    const places = createPlaces()
    const free = places.free()
    places.occupy([1, 2, 3], 0)
    expect(places.free()).toBe(free - 3)
    places.look(new Set([2]), 20)
    expect(places.occupied()).toEqual([2])
    expect(places.free()).toBe(free - 1)
  })

  it('become more while messages are taken at once, to a limit', () => {
    expect(placesAfter(10, 100)).toBe(42)
    expect(placesAfter(1_000, 100)).toBe(400)
  })

  it('become fewer while messages are taken slowly, and never none', () => {
    expect(placesAfter(2, 1_000)).toBeLessThan(32)
    expect(placesAfter(100, 1_000)).toBe(8)
  })

  it('become fewer also where nothing is taken at all', () => {
    const places = createPlaces()
    places.occupy([1, 2], 0)
    for (let now = 0; now < 5_000; now += 40) places.look(new Set([1, 2]), now)
    expect(places.free()).toBe(6)
  })

  it('are not more for messages that did not need them all', () => {
    const places = createPlaces()
    places.occupy([1], 0)
    places.look(new Set(), 50)
    expect(places.free()).toBe(32)
  })

  it('are not held for ever by a journey that takes nothing', () => {
    const places = createPlaces()
    places.occupy([1], 0)
    places.look(new Set([1]), 9_999)
    expect(places.occupied()).toEqual([1])
    places.look(new Set([1]), 10_000)
    expect(places.occupied()).toEqual([])
  })
})
