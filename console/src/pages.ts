import type { FunctionComponent } from 'react'
import type { Permission } from '../../src/domain/access.js'

/** A section of the navigation, in this order. */
export const groups = ['Operations', 'Suppliers', 'Programme'] as const
export type Group = (typeof groups)[number]

/** One page of the console. */
export interface PageEntry {
  /** Its address; `$name` is a parameter. */
  readonly path: `/${string}`
  readonly title: string
  /** Where the navigation shows it; null: reached from other pages alone. */
  readonly group: Group | null
  /** What one must be allowed to do to see it; others do not find it in their navigation. */
  readonly needs: Permission
  /** Whose work it is: `fleet` people see the whole fleet, `supplier` people their portfolio. */
  readonly audience: 'everyone' | 'fleet' | 'supplier'
  /** More words by which Ctrl-K finds it. */
  readonly also?: string
  /** Its module is loaded when it is first opened; it exports `Page`. */
  readonly load: () => Promise<{ readonly Page: FunctionComponent }>
}

/**
 * Every page there is, in the order of the navigation. A new page is a folder in src/pages and an entry here
 * (console/README.md); one that is not there yet has none.
 */
export const pages = [
  {
    path: '/',
    title: 'Overview',
    group: 'Operations',
    needs: 'fleet:read',
    audience: 'everyone',
    also: 'funnel stages duties status home',
    load: () => import('./pages/overview/overview-page.js'),
  },
  {
    path: '/meters',
    title: 'Meters',
    group: 'Operations',
    needs: 'fleet:read',
    audience: 'everyone',
    also: 'list portfolio export filter',
    load: () => import('./pages/meters/meters-page.js'),
  },
  {
    path: '/batches',
    title: 'Batches',
    group: 'Operations',
    needs: 'batches:read',
    audience: 'fleet',
    also: 'waves progress attention approve pause',
    load: () => import('./pages/batches/batches-page.js'),
  },
  {
    path: '/batches/plan',
    title: 'Plan a batch',
    group: null,
    needs: 'batches:plan',
    audience: 'fleet',
    load: () => import('./pages/batch-plan/batch-plan-page.js'),
  },
  {
    path: '/batches/$batch',
    title: 'Batch',
    group: null,
    needs: 'batches:read',
    audience: 'fleet',
    load: () => import('./pages/batch/batch-page.js'),
  },
  {
    path: '/lanes',
    title: 'Lanes',
    group: 'Operations',
    needs: 'lanes:read',
    audience: 'fleet',
    also: 'breaker stop emergency capacity head end notifications',
    load: () => import('./pages/lanes/lanes-page.js'),
  },
  {
    path: '/lanes/$lane',
    title: 'Lane',
    group: null,
    needs: 'lanes:read',
    audience: 'fleet',
    load: () => import('./pages/lane/lane-page.js'),
  },
  {
    path: '/meters/$meter',
    title: 'Meter',
    group: null,
    needs: 'fleet:read',
    audience: 'everyone',
    load: () => import('./pages/meter/meter-page.js'),
  },
] as const satisfies readonly PageEntry[]

export type PagePath = (typeof pages)[number]['path']

interface Person {
  readonly permissions: readonly string[]
  readonly supplier: string | null
}

/** Whether a page is this person's at all. */
export function isFor(page: PageEntry, { permissions, supplier }: Person): boolean {
  const audience = page.audience === 'everyone' || (page.audience === 'supplier') === (supplier !== null)
  return audience && permissions.includes(page.needs)
}

/** The page that opens first for a person: the first of its navigation. */
export function homeOf(person: Person): PageEntry | undefined {
  const all: readonly PageEntry[] = pages
  return all.find((page) => page.group !== null && isFor(page, person))
}
