import { useNavigate, useSearch } from '@tanstack/react-router'

/** The filters of an address: plain words by name, as the API and the command line call them. */
export type Filters = Readonly<Record<string, string>>

export function readFilters(search: string): Record<string, string> {
  return Object.fromEntries([...new URLSearchParams(search)].filter(([, value]) => value !== ''))
}

export function writeFilters(filters: Record<string, unknown>): string {
  const given = Object.entries(filters).filter((entry): entry is [string, string] => {
    return typeof entry[1] === 'string' && entry[1] !== ''
  })
  const text = new URLSearchParams(given).toString()
  return text === '' ? '' : `?${text}`
}

type Change<N extends string> = Readonly<Partial<Record<N, string | undefined>>>

/**
 * Reads and writes the filters of this page in its address, so that a link, the back button and a saved view all mean the
 * same. A change begins the list anew.
 * @param names the filters that the page knows; others are left alone
 */
export function useFilters<N extends string>(
  names: readonly N[],
): readonly [filters: Partial<Record<N, string>>, change: (change: Change<N>) => void] {
  const search: Filters = useSearch({ strict: false })
  const navigate = useNavigate()
  const filters: Partial<Record<N, string>> = {}
  for (const name of names) {
    const value = search[name]
    if (value !== undefined) filters[name] = value
  }
  const change = (wanted: Change<N>): void => {
    const { cursor: _, ...rest } = search
    const next = Object.fromEntries(Object.entries({ ...rest, ...wanted }).filter(([, value]) => value !== undefined))
    void navigate({ to: '.', search: next })
  }
  return [filters, change]
}
