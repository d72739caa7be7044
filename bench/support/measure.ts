/** One of the things that are compared. */
export interface Contender {
  readonly name: string
  /** Does the work once. @returns seconds it took, without what had to be laid out before */
  readonly run: () => Promise<number>
}

/**
 * Runs every contender so many times, in turn and each round in the opposite order, so that a warm cache or a tired disk
 * favours none.
 * @returns the seconds of each contender's runs, by name
 */
export async function inTurn(
  contenders: readonly Contender[],
  rounds: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const seconds = new Map<string, number[]>(contenders.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run } of round % 2 === 0 ? contenders : contenders.toReversed()) {
      seconds.get(name)?.push(await run())
    }
  }
  return seconds
}

/** Seconds that the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1_000
}

/** @throws RangeError for no values */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  if (low === undefined || high === undefined) throw new RangeError('no values, no median')
  return (low + high) / 2
}

/** The value that a share of the values does not pass. @throws RangeError for no values */
export function quantile(values: readonly number[], share: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)]
  if (value === undefined) throw new RangeError('no values, no quantile')
  return value
}
