/** Milliseconds of each unit of a wait: `30s 5m 4h 1d` (m is minutes here). */
const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A list of waits such as `1h 4h 1d` in milliseconds; null if any part cannot be read. */
export function readWaits(text: string): readonly number[] | null {
  const waits: number[] = []
  for (const part of text.split(/\s+/)) {
    const match = /^(\d{1,4})([smhd])$/.exec(part)
    const unit = units[match?.[2] ?? '']
    const count = Number(match?.[1] ?? 0)
    if (unit === undefined || count === 0) return null
    waits.push(count * unit)
  }
  return waits
}

/** A wait for people: `90000` is `90s`, `3600000` is `1h`. */
export function showWait(milliseconds: number): string {
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    const size = units[unit]
    if (size !== undefined && milliseconds % size === 0 && milliseconds >= size) return `${milliseconds / size}${unit}`
  }
  return `${milliseconds}ms`
}
