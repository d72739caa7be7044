import type { EpochMs, IsoDate } from '../../domain/brands.js'
import { london } from '../../domain/calendar.js'

const dayForm = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
const instantForm = new Intl.DateTimeFormat('en-GB', {
  timeZone: london,
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
})

/** A day in words: 24 November 2026. */
export function dayText(day: IsoDate): string {
  return dayForm.format(Date.parse(`${day}T00:00:00Z`))
}

/** An instant in London time: 24 Nov 2026, 14:05 GMT. */
export function instantText(at: EpochMs): string {
  return instantForm.format(at)
}

/** `supplied_since` as `supplied since`; ids of columns lose their ending. */
export function fieldText(field: string): string {
  return field.replace(/_id$/, '').replaceAll('_', ' ')
}

/** A sentence: its first letter in upper case, a full stop at its end. */
export function sentence(text: string): string {
  const trimmed = text.trim().replace(/\.+$/, '')
  return trimmed === '' ? '' : `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}.`
}
