import { createHash } from 'node:crypto'
import { MeterliftError } from '../../domain/errors.js'

/**
 * A place in a list, as an opaque text. It names the list and its filter, so that it is refused with another one instead
 * of giving pages that fit nowhere.
 */
export function cursorAt(list: unknown, after: number | string): string {
  return Buffer.from(`${digest(list)}.${after}`).toString('base64url')
}

/** The place of a list whose order is by one number. @throws MeterliftError CURSOR_INVALID */
export function readCursor(list: unknown, cursor: string | undefined): number | null {
  const [after] = readPlace(list, cursor, /^(\d{1,15})$/) ?? []
  return after === undefined ? null : Number(after)
}

/**
 * The place of a list whose order is by several things, as its form has them; null: from the beginning.
 * @throws MeterliftError CURSOR_INVALID
 */
export function readPlace(list: unknown, cursor: string | undefined, form: RegExp): readonly string[] | null {
  if (cursor === undefined) return null
  const [, given, after = ''] =
    /^([0-9a-f]{12})\.(.{1,100})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? []
  const [, ...parts] = form.exec(after) ?? []
  if (given === digest(list) && parts.length > 0) return parts
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
  place: (row: T) => number | string,
): { readonly rows: readonly T[]; readonly next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last !== undefined ? cursorAt(list, place(last)) : null }
}
