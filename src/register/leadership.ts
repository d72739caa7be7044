import type { Database } from './database.js'

/** Loops of which one may run in the whole deployment; each has a fixed advisory lock. */
export const loops = { relay: 7_305_120 } as const

/**
 * Runs a loop while this process leads it: several workers may call this, one gets the lock, and when it dies
 * PostgreSQL gives the lock to the next. The lock lives on a connection of its own; losing that ends the leadership.
 * @param body runs until its signal is aborted; it must look at the signal between pieces of work
 */
export async function lead(
  db: Database,
  loop: keyof typeof loops,
  stop: AbortSignal,
  body: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  while (!stop.aborted) {
    const held = await db.reserve()
    try {
      const [row] = await held<{ led: boolean }[]>`select pg_try_advisory_lock(${loops[loop]}) as led`
      if (row?.led !== true) continue
      const lost = new AbortController()
      const check = setInterval(() => {
        held`select 1`.catch(() => lost.abort())
      }, 2_000)
      try {
        await body(AbortSignal.any([stop, lost.signal]))
      } finally {
        clearInterval(check)
        await held`select pg_advisory_unlock(${loops[loop]})`.catch(() => undefined)
      }
    } finally {
      held.release()
      if (!stop.aborted) await pause(1_000, stop)
    }
  }
}

/** Waits, but not beyond the signal. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve()
      return
    }
    const done = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
