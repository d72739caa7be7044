/** Edit distance of two words (Levenshtein), case ignored. */
function distance(a: string, b: string): number {
  const from = a.toLowerCase()
  const to = b.toLowerCase()
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= to.length; j += 1) {
      const swap = (previous[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      row.push(Math.min(swap, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    previous = row
  }
  return previous[to.length] ?? 0
}

/** The known word that was probably meant, or null when none is close (at most a third of its letters differ, or two). */
export function nearest(word: string, known: Iterable<string>): string | null {
  let best: string | null = null
  let bestDistance = Infinity
  for (const candidate of known) {
    const found = distance(word, candidate)
    const limit = Math.max(2, Math.floor(candidate.length / 3))
    if (found <= limit && found < bestDistance) {
      best = candidate
      bestDistance = found
    }
  }
  return best
}

/** A hint that names the probable word, if any, and then all that are known. */
export function suggest(word: string, known: readonly string[], what: string): string {
  const close = nearest(word, known)
  const all = known.length === 0 ? `There are no ${what} yet.` : `Known ${what}: ${known.join(', ')}.`
  return close === null ? all : `Did you mean "${close}"? ${all}`
}
