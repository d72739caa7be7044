import Table from 'cli-table3'

/** Writes to standard output; a reader that closes the pipe ends the program quietly. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

export function sayJson(value: unknown): void {
  say(JSON.stringify(value, null, process.stdout.isTTY ? 2 : undefined))
}

/** A table no wider than the terminal: a row that does not fit is cut, never wrapped into its neighbours. */
export function sayTable(head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): void {
  const none = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '', left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' }
  const table = new Table({ head: [...head], chars: none, style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] } })
  for (const row of rows) table.push(row.map((cell) => (cell === null ? '-' : String(cell))))
  const width = process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY
  for (const line of table.toString().split('\n')) say(line.length > width ? `${line.slice(0, width - 1)}…` : line.trimEnd())
}

const dateTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', day: '2-digit', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })

/** An instant in London time. */
export function showInstant(at: number | null): string {
  return at === null ? '-' : dateTime.format(at)
}

/** How long ago, or in how long. */
export function showDistance(at: number, now: number): string {
  const seconds = Math.round(Math.abs(at - now) / 1_000)
  const text = seconds < 90 ? `${seconds} s` : seconds < 5_400 ? `${Math.round(seconds / 60)} min` : seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`
  return at <= now ? `${text} ago` : `in ${text}`
}

/** Instants as ISO 8601 for machines. */
export function isoInstants<T extends object>(row: T): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === 'number' && (key.endsWith('_at') || key.endsWith('_since')) ? new Date(value).toISOString() : value]))
}
