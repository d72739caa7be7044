import { InvalidArgumentError } from 'commander'
import { Temporal } from 'temporal-polyfill'
import type { EpochMs } from '../domain/brands.js'
import { london } from '../domain/calendar.js'

const form = new Intl.DateTimeFormat('en-GB', {
  timeZone: london,
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

/** An instant in London time: 24 Nov 2026, 14:05. */
export function showInstant(at: EpochMs | null): string {
  return at === null ? '-' : form.format(at)
}

/** How long ago, or in how long. */
export function showDistance(at: EpochMs, now: EpochMs): string {
  const text = showDuration(Math.abs(at - now))
  return at <= now ? `${text} ago` : `in ${text}`
}

/** A length of time in the unit in which a person would say it. */
export function showDuration(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  if (seconds < 90) return `${seconds} s`
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`
  return `${Math.round(seconds / 86_400)} days`
}

/** Relative and exact: 2 h ago (24 Nov 2026, 14:05). */
export function showBoth(at: EpochMs, now: EpochMs): string {
  return `${showDistance(at, now)} (${showInstant(at)})`
}

/**
 * Reads a time that a person gives: with its offset (2026-11-24T18:00:00Z), in London's time without one
 * (2026-11-24T18:00), or from now on (+90m, +2h, +3d).
 * @throws InvalidArgumentError, which commander prints as wrong usage
 */
export function instantGiven(text: string, now: EpochMs = Date.now()): EpochMs {
  const ahead = /^\+(\d{1,4})([mhd])$/.exec(text.trim())
  if (ahead !== null) {
    const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 }[ahead[2] ?? ''] ?? 0
    return now + Number(ahead[1]) * unit
  }
  const iso = text.trim().replace(' ', 'T')
  try {
    return /(Z|[+-]\d{2}:?\d{2})$/i.test(iso.slice(10))
      ? Temporal.Instant.from(iso).epochMilliseconds
      : Temporal.PlainDateTime.from(iso).toZonedDateTime(london).epochMilliseconds
  } catch {
    throw new InvalidArgumentError('Give a time like 2026-11-24T18:00 (London), 2026-11-24T18:00:00Z, or +2h.')
  }
}
