/**
 * Gathers single requests into groups: while one group is being written, and for a moment after it began, the next one
 * fills. Under load many journeys share a transaction; alone, a request does not wait.
 */
export interface Grouping<Request, Result> {
  readonly submit: (request: Request) => Promise<Result>
}

interface Pending<Request, Result> {
  readonly request: Request
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/**
 * @param run makes one group; answers in the order of the requests
 * @param options.most requests in a group at most
 * @param options.atOnce groups being made at a time
 * @param options.apartMs a group that is not full begins so long after the one before it
 * @param options.urgent whether a request goes before those that wait, in a group that waits for no more
 */
export function createGrouping<Request, Result>(
  run: (requests: readonly Request[]) => Promise<readonly Result[]>,
  options: {
    readonly most: number
    readonly atOnce: number
    readonly apartMs: number
    readonly urgent: (request: Request) => boolean
  },
): Grouping<Request, Result> {
  const urgent: Pending<Request, Result>[] = []
  const waiting: Pending<Request, Result>[] = []
  let running = 0
  let begun = -Infinity
  let later: NodeJS.Timeout | undefined

  const settle = async (group: readonly Pending<Request, Result>[]): Promise<void> => {
    try {
      const results = await run(group.map(({ request }) => request))
      group.forEach((pending, index) => {
        const result = results[index]
        if (result === undefined) pending.reject(new Error('the group answered too few results'))
        else pending.resolve(result)
      })
    } catch (error) {
      // One bad request must not fail its neighbours: each is tried by itself, and only the bad one is told.
      if (group.length === 1) group[0]?.reject(error)
      else for (const pending of group) await settle([pending])
    }
  }

  const start = (): void => {
    while (running < options.atOnce && urgent.length + waiting.length > 0) {
      const early = begun + options.apartMs - performance.now()
      if (early > 0 && waiting.length < options.most && urgent.length === 0) {
        later ??= setTimeout(() => {
          later = undefined
          start()
        }, early)
        return
      }
      begun = performance.now()
      const group = urgent.splice(0, options.most)
      group.push(...waiting.splice(0, options.most - group.length))
      running += 1
      void settle(group).finally(() => {
        running -= 1
        start()
      })
    }
  }

  return {
    submit: (request) =>
      new Promise((resolve, reject) => {
        const queue = options.urgent(request) ? urgent : waiting
        queue.push({ request, resolve, reject })
        // After the current turn, so that requests made together go together.
        setImmediate(start)
      }),
  }
}
