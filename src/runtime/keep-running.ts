/** A server that this program started. */
export interface Server {
  readonly pid: number
  /** What its command line contains, by which it is recognised later. */
  readonly mark: string
  readonly stop: () => Promise<void>
  /** Settles when it has ended, for whatever reason, with its exit code. */
  readonly exited: Promise<number | null>
}

export interface Kept {
  readonly stop: () => Promise<void>
}

/** The first wait before a new attempt; each further one is twice as long, up to the longest. */
const firstWaitMs = 500
const longestWaitMs = 30_000
/** One that ran so long has recovered: the waits begin anew. */
const steadyMs = 60_000

/**
 * Starts a server again whenever it ends by itself, with growing waits, and says so in a line.
 * @param first the server, running
 * @param start starts it again on the same address
 * @param started told of each new one
 */
export function keepRunning<S extends Server>(
  name: string,
  first: S,
  start: () => Promise<S>,
  tell: { readonly say: (line: string) => void; readonly started?: (server: S) => Promise<void> },
): Kept {
  const stopping = new AbortController()
  let current: S | null = first

  const watch = async (): Promise<void> => {
    let waitMs = firstWaitMs
    while (!stopping.signal.aborted) {
      const since = Date.now()
      if (current !== null) {
        const code = await current.exited
        if (stopping.signal.aborted) return
        current = null
        if (Date.now() - since > steadyMs) waitMs = firstWaitMs
        tell.say(`${name} ended${code === null ? '' : ` (code ${code})`}; starting it again in ${waitMs / 1_000} s`)
      }
      await sleep(waitMs, stopping.signal)
      waitMs = Math.min(longestWaitMs, waitMs * 2)
      if (stopping.signal.aborted) return
      try {
        current = await start()
        await tell.started?.(current)
      } catch (error) {
        tell.say(
          `${name} did not come up: ${error instanceof Error ? error.message : String(error)}; trying again in ${waitMs / 1_000} s`,
        )
      }
    }
  }
  const watching = watch()
  return {
    async stop() {
      stopping.abort()
      await current?.stop()
      await watching
      // It may have come up while it was being stopped.
      await current?.stop()
    },
  }
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        resolve()
      },
      { once: true },
    )
  })
}
