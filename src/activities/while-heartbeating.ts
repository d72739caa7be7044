import { Context, heartbeat } from '@temporalio/activity'

/** Milliseconds between heartbeats; the workflow misses them after eight seconds (supervised-loops.ts). */
const beatMs = 1_000

/** Runs a long activity that loops until it is cancelled, telling the server all the while that it lives. */
export async function whileHeartbeating<T>(body: (cancelled: AbortSignal) => Promise<T>): Promise<T> {
  const beat = setInterval(() => heartbeat(), beatMs)
  try {
    return await body(Context.current().cancellationSignal)
  } finally {
    clearInterval(beat)
  }
}
