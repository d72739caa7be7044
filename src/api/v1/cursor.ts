import { createHash } from 'node:crypto'
import { MeterliftError } from '../../domain/errors.js'

/**
 * A place in a list, as an opaque text. It names the list and its filter, so that it is refused with another one instead
 * of giving pages that fit nowhere.
 */
export function cursorAt(list: unknown, after: number): string {
  return Buffer.from(`${digest(list)}.${after}`).toString('base64url')
}

/** @throws MeterliftError CURSOR_INVALID */
export function readCursor(list: unknown, cursor: string | undefined): number | null {
  if (cursor === undefined) return null
  const [, given, after] =
    /^([0-9a-f]{12})\.(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? []
  if (given === digest(list) && after !== undefined) return Number(after)
  throw new MeterliftError('CURSOR_INVALID', 'this cursor is not of this list', {
    hint: 'leave it out to begin anew; a cursor goes with the filter with which it was given',
  })
}

function digest(list: unknown): string {
  return createHash('sha256').update(JSON.stringify(list)).digest('hex').slice(0, 12)
}

/** Cuts a page that was read with one more than asked for, and says where the next one begins. */
export function paged<T>(
  list: unknown,
  rows: readonly T[],
  limit: number,
  place: (row: T) => number,
): { readonly rows: readonly T[]; readonly next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last !== undefined ? cursorAt(list, place(last)) : null }
}
