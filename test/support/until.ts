export function sleep(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms))
}

/**
 * Waits until something is so.
 * @param every milliseconds between two looks
 * @throws where it is not within so many milliseconds
 */
export async function until(what: string, ms: number, met: () => Promise<boolean>, every = 250): Promise<void> {
  const end = Date.now() + ms
  while (!(await met())) {
    if (Date.now() > end) throw new Error(`not within ${ms / 1_000} s: ${what}`)
    await sleep(every)
  }
}
