const zone = 'Europe/London'
const exactForm = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
})
const shortForm = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
// A calendar day has no zone: it is written as what it is.
const dayForm = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
const monthForm = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' })
const isoDayForm = new Intl.DateTimeFormat('sv-SE', { timeZone: zone })
const relativeForm = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto', style: 'short' })

/** An instant in full, London time: “25 Nov 2026, 04:03:53 GMT”. */
export const exactTime = (at: Date): string => exactForm.format(at)
/** An instant to the minute, London time: “25 Nov, 04:03”. */
export const shortTime = (at: Date): string => shortForm.format(at)
/** A calendar day: “2026-11-25” as “25 Nov 2026”. */
export const dayText = (day: string): string => dayForm.format(new Date(`${day}T00:00:00Z`))
/** A month: “2026-11” as “November 2026”. */
export const monthText = (month: string): string => monthForm.format(new Date(`${month}-01T00:00:00Z`))
/** London's calendar day of an instant. */
export const londonDay = (at: Date): string => isoDayForm.format(at)

const steps = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 14],
  ['week', 9],
] as const

/** How far an instant is from now: “3 min ago”, “in 2 days”. */
export function relativeTime(at: number, now: number): string {
  let amount = (at - now) / 1000
  for (const [unit, next] of steps) {
    if (Math.abs(amount) < next) return relativeForm.format(Math.round(amount), unit)
    amount /= unit === 'day' ? 7 : next
  }
  const months = (at - now) / (30.44 * 86_400_000)
  return Math.abs(months) < 24
    ? relativeForm.format(Math.round(months), 'month')
    : relativeForm.format(Math.round(months / 12), 'year')
}

/** How far a day is from today, both London's: “today”, “in 12 days”, “3 days ago”. */
export function relativeDay(day: string, today: string): string {
  const days = Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000)
  if (days === 0) return 'today'
  const text = `${Math.abs(days).toLocaleString('en-GB')} ${Math.abs(days) === 1 ? 'day' : 'days'}`
  return days > 0 ? `in ${text}` : `${text} ago`
}

/** How long something took: “12 s”, “4 min”, “3 h 20 min”, “5 days 2 h”. */
export function durationText(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${hours} h ${minutes % 60} min`
  return `${Math.floor(hours / 24).toLocaleString('en-GB')} days ${hours % 24} h`
}

/**
 * The instant at which London's clocks show a time like “2026-11-29T18:00”, as the API takes it; undefined: there is none, as in
 * the hour that is skipped in spring. Of an hour that comes twice in autumn the first is meant.
 */
export function londonInstant(wall: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall)) return undefined
  const asUtc = Date.parse(`${wall}Z`)
  for (const ahead of [60, 0]) {
    const at = new Date(asUtc - ahead * 60_000)
    if (!Number.isNaN(asUtc) && londonWall(at) === wall) return at.toISOString()
  }
  return undefined
}

/** What London's clocks show at an instant: “2026-11-29T18:00”. */
export const londonWall = (at: Date): string => wallForm.format(at).replace(' ', 'T')
const wallForm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})
