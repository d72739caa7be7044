import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import type { Filters } from './filters.js'

export interface Paging {
  /** Cursor of this page; undefined on the first. */
  readonly cursor: string | undefined
  /** What a request says of it. */
  readonly query: { readonly cursor?: string }
  /** Number of this page from 1; null where it was opened by a link and nobody knows. */
  readonly page: number | null
  readonly toNext: (next: string) => void
  /** Null on the first page. */
  readonly toPrevious: (() => void) | null
  readonly toFirst: () => void
}

/**
 * Pages of a keyset list. The cursor stands in the address; the way here is kept with the history entry, since a list can
 * only be read forwards.
 */
export function usePaging(): Paging {
  const search: Filters = useSearch({ strict: false })
  const navigate = useNavigate()
  const state: unknown = useLocation().state
  const trail = trailOf(state)
  const { cursor, ...filters } = search
  const go = (to: string | undefined, way: readonly string[]): void => {
    void navigate({
      to: '.',
      search: to === undefined || to === '' ? filters : { ...filters, cursor: to },
      state: { trail: way } as object,
      resetScroll: true,
    })
  }
  const last = trail.at(-1)
  return {
    cursor,
    query: cursor === undefined ? {} : { cursor },
    page: cursor === undefined ? 1 : trail.length === 0 ? null : trail.length + 1,
    toNext: (next) => go(next, [...(cursor === undefined ? [] : trail), cursor ?? '']),
    toPrevious: cursor === undefined || last === undefined ? null : () => go(last, trail.slice(0, -1)),
    toFirst: () => go(undefined, []),
  }
}

function trailOf(state: unknown): readonly string[] {
  if (typeof state !== 'object' || state === null || !('trail' in state) || !Array.isArray(state.trail)) return []
  return state.trail.filter((each): each is string => typeof each === 'string')
}
