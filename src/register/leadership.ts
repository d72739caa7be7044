import type { Database } from './database.js'

/** Loops of which one may run in the whole deployment; each has a fixed advisory lock. */
export const loops = { relay: 7_305_120 } as const

/** Between tries for the lock, and between looks whether the lock's connection still answers, in milliseconds. */
const tryMs = 1_000
const checkMs = 2_000

export interface Leading {
  /** Opens a connection for the lock alone, which tells when it closes: a pool would connect anew without the lock. */
  readonly open: (onClose: () => void) => Database
  /** Told why the lock could not be asked for, or why the loop ended by itself. */
  readonly failed: (error: unknown) => void
}

/**
 * Runs a loop while this process leads it: several workers may call this, one gets the lock, and when it dies
 * PostgreSQL gives the lock to the next. The lock lives on a connection of its own; losing that ends the leadership.
 * @param body runs until its signal is aborted; it must look at the signal between pieces of work
 */
export async function lead(
  { open, failed }: Leading,
  loop: keyof typeof loops,
  stop: AbortSignal,
  body: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  while (!stop.aborted) {
    const lost = new AbortController()
    const held = open(() => lost.abort())
    try {
      const signal = AbortSignal.any([stop, lost.signal])
      if (await takeLock(held, loop, signal)) await whileAnswering(held, lost, () => body(signal))
    } catch (error) {
      failed(error)
    } finally {
      // Ending the session gives the lock back.
      await held.end({ timeout: 1 })
    }
    await pause(tryMs, stop)
  }
}

async function takeLock(held: Database, loop: keyof typeof loops, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    const [row] = await held<{ led: boolean }[]>`select pg_try_advisory_lock(${loops[loop]}) as led`
    if (row?.led === true) return !signal.aborted
    await pause(tryMs, signal)
  }
  return false
}

/** A connection that neither answers nor closes is lost too: its server may have given the lock to another. */
async function whileAnswering(held: Database, lost: AbortController, body: () => Promise<void>): Promise<void> {
  let answered = true
  const check = setInterval(() => {
    if (!answered) {
      lost.abort()
      return
    }
    answered = false
    held`select 1`.then(
      () => (answered = true),
      () => lost.abort(),
    )
  }, checkMs)
  try {
    await body()
  } finally {
    clearInterval(check)
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
