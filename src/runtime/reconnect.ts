/** Seconds before a connection that was lost or refused is made anew, at most. */
const longestWait = 1

/**
 * How long postgres.js waits before it makes a connection anew, in seconds. It counts the tries of all connections of a
 * pool together, and by default waits up to twenty seconds: a PostgreSQL that is back would stand idle so long.
 */
export function reconnectWait(tries: number): number {
  return Math.min(longestWait, tries / 10)
}
