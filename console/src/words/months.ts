/** A month some months later, or earlier where negative: “2026-11” and 2 is “2027-01”. */
export function laterMonth(month: string, ahead: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + ahead, 1)).toISOString().slice(0, 7)
}

/** A day some days later. */
export function laterDay(day: string, ahead: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + ahead * 86_400_000).toISOString().slice(0, 10)
}

/** The days of a month in weeks from Monday to Sunday; null where a week has days of another month. */
export function weeksOf(month: string): readonly (readonly (string | null)[])[] {
  const first = `${month}-01`
  const before = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7
  const end = `${laterMonth(month, 1)}-01`
  const cells: (string | null)[] = Array.from({ length: before }, () => null)
  for (let day = first; day < end; day = laterDay(day, 1)) cells.push(day)
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}
