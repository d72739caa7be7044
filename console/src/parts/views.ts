import { useMatches } from '@tanstack/react-router'
import { api, newCommandKey, queries, type Answer } from '../api/call.js'
import { readFilters, writeFilters } from '../ui/filters.js'

export type SavedView = Answer<'/v1/views'>['views'][number]
export type Given = Readonly<Partial<Record<string, string>>>

/** The page on the screen, as views call it: `meters`, `programme/versions`; its parameters are left out. */
export function useViewPage(): string {
  const found: unknown = useMatches().at(-1)?.fullPath
  const pattern = typeof found === 'string' ? found : '/'
  const words = pattern.split('/').filter((word) => word !== '' && !word.startsWith('$'))
  return words.length === 0 ? 'overview' : words.join('/')
}

/** The views of a page that the team shares. */
export function useViews(page: string) {
  return queries.useQuery('get', '/v1/views', { params: { query: { page } } }, { staleTime: 60_000 })
}

/** Filters as a view keeps them: as in an address, in one order. */
export function queryOf(filters: Given): string {
  const given = Object.entries(filters).sort(([a], [b]) => a.localeCompare(b))
  return writeFilters(Object.fromEntries(given)).slice(1)
}

export function filtersOf({ query }: SavedView): Given {
  return readFilters(query)
}

/** What goes with a change of a view, so that what somebody else changed meanwhile is not lost. */
function seen({ viewId, version }: SavedView) {
  return {
    path: { view: String(viewId) },
    header: { 'if-match': `"${viewId}.${version}"`, 'idempotency-key': newCommandKey() },
  }
}

export async function saveView(page: string, name: string, query: string): Promise<void> {
  await api.POST('/v1/views', {
    params: { header: { 'idempotency-key': newCommandKey() } },
    body: { page, name, query },
  })
}

export async function changeView(view: SavedView, change: Partial<Pick<SavedView, 'name' | 'query'>>): Promise<void> {
  const { name, query } = { ...view, ...change }
  await api.PUT('/v1/views/{view}', { params: seen(view), body: { name, query } })
}

export async function removeView(view: SavedView): Promise<void> {
  await api.DELETE('/v1/views/{view}', { params: seen(view) })
}
