import type { EpochMs } from '../domain/brands.js'

/** How long a journey may take to take what it was told, before fewer are told at once, in milliseconds. */
const targetMs = 250
const fewest = 8
const most = 400
/** A message that was not taken for so long holds no place: its journey may be stuck, and must not hold others back. */
const forgetAfterMs = 10_000

/**
 * Places for messages that can wait (wake-ups, starts) at Temporal. Its queue is served in order and knows no urgency, so
 * whatever a person decides stands behind all that was put there before. Hence only so many messages are on their way
 * as the workers take within a moment; the others stay in the outbox, where the urgent ones pass them. The number of
 * places follows what the workers and the server can do: more while messages are taken quickly, fewer when not.
 */
export interface Places {
  /** How many more messages may go now. */
  readonly free: () => number
  /** Messages given to Temporal just now. */
  readonly occupy: (ids: readonly number[], now: EpochMs) => void
  readonly occupied: () => readonly number[]
  /** Tells which of the messages in places the register still holds: the others were taken by their journeys' steps. */
  readonly look: (held: ReadonlySet<number>, now: EpochMs) => void
}

export function createPlaces(): Places {
  let places = 4 * fewest
  let shrunkAt = -Infinity
  const since = new Map<number, EpochMs>()

  const adapt = (longestMs: number, wasFull: boolean, now: EpochMs): void => {
    if (longestMs > targetMs) {
      // What is on its way now was sent before the last change; its slowness is answered once.
      if (now - shrunkAt < targetMs) return
      places = Math.max(fewest, Math.floor(places * 0.7))
      shrunkAt = now
    } else if (wasFull) places = Math.min(most, places + 1)
  }

  return {
    free: () => Math.max(0, places - since.size),
    occupied: () => [...since.keys()],
    occupy(ids, now) {
      for (const id of ids) since.set(id, now)
    },
    look(held, now) {
      const wasFull = since.size >= places
      let longestMs = 0
      let left = 0
      for (const [id, sentAt] of since) {
        const waited = now - sentAt
        longestMs = Math.max(longestMs, waited)
        if (held.has(id) && waited < forgetAfterMs) continue
        since.delete(id)
        left += 1
      }
      if (left > 0 || longestMs > targetMs) adapt(longestMs, wasFull, now)
    },
  }
}
