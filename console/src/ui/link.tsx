import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { PagePath } from '../pages.js'
import type { Filters } from './filters.js'

interface ToProps {
  readonly page: PagePath
  readonly params?: Readonly<Record<string, string>>
  /** Filters of the page: the words of its address. */
  readonly filters?: Filters
  readonly className?: string | undefined
  /** It is what is shown now, in a choice of several. */
  readonly current?: boolean
  readonly children: ReactNode
}

/** A link to a page of the console; the page is fetched as soon as somebody points at it. */
export function To({ page, params = {}, filters = {}, className, current = false, children }: ToProps) {
  return (
    <Link
      to={page}
      params={params}
      search={filters}
      className={className}
      {...(current ? { 'aria-current': 'true' as const } : {})}
    >
      {children}
    </Link>
  )
}

/** A meter by its device id, with its story behind it. */
export function MeterLink({ journey, device }: { readonly journey: number; readonly device: string }) {
  return (
    <To page="/meters/$meter" params={{ meter: String(journey) }} className="exact">
      {device}
    </To>
  )
}
