import type { FunctionComponent } from 'react'
import type { Permission } from '../../src/domain/access.js'

/** A section of the navigation, in this order. */
export const groups = ['Operations', 'Suppliers', 'Programme', 'Administration'] as const
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
    audience: 'fleet',
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
    path: '/portfolio',
    title: 'Portfolio',
    group: 'Suppliers',
    needs: 'fleet:read',
    audience: 'everyone',
    also: 'supplier glance start mine',
    load: () => import('./pages/portfolio/portfolio-page.js'),
  },
  {
    path: '/calendar',
    title: 'Calendar of dates',
    group: 'Suppliers',
    needs: 'fleet:read',
    audience: 'everyone',
    also: 'due months days duties',
    load: () => import('./pages/calendar/calendar-page.js'),
  },
  {
    path: '/due',
    title: 'Due soon and overdue',
    group: 'Suppliers',
    needs: 'fleet:read',
    audience: 'everyone',
    also: 'health deadline breach',
    load: () => import('./pages/due/due-page.js'),
  },
  {
    path: '/decisions',
    title: 'Decisions',
    group: 'Suppliers',
    needs: 'fleet:read',
    audience: 'everyone',
    also: 'needs action retry replace bulk',
    load: () => import('./pages/decisions/decisions-page.js'),
  },
  {
    path: '/authorisations',
    title: 'Authorisations',
    group: 'Suppliers',
    needs: 'fleet:read',
    audience: 'everyone',
    also: 'word batch standing file',
    load: () => import('./pages/authorisations/authorisations-page.js'),
  },
  {
    path: '/changes',
    title: 'Gains and losses',
    group: 'Suppliers',
    needs: 'fleet:read',
    audience: 'everyone',
    also: 'change of supplier switch',
    load: () => import('./pages/changes/changes-page.js'),
  },
  {
    path: '/replacements',
    title: 'Replacements',
    group: 'Suppliers',
    needs: 'fleet:read',
    audience: 'everyone',
    also: 'SMETS2 visit appointed installed',
    load: () => import('./pages/replacements/replacements-page.js'),
  },
  {
    path: '/figures',
    title: 'Monthly figures',
    group: 'Suppliers',
    needs: 'fleet:read',
    audience: 'everyone',
    also: 'report month cost breached',
    load: () => import('./pages/figures/figures-page.js'),
  },
  {
    path: '/meters/$meter',
    title: 'Meter',
    group: null,
    needs: 'fleet:read',
    audience: 'everyone',
    load: () => import('./pages/meter/meter-page.js'),
  },
  {
    path: '/failures',
    title: 'Failures',
    group: 'Operations',
    needs: 'fleet:read',
    audience: 'everyone',
    also: 'causes codes groups trend remedy retry exclude refer',
    load: () => import('./pages/failures/failures-page.js'),
  },
  {
    path: '/actions',
    title: 'Actions',
    group: 'Operations',
    needs: 'actions:read',
    audience: 'everyone',
    also: 'bulk retry outcome history',
    load: () => import('./pages/actions/actions-page.js'),
  },
  {
    path: '/actions/$action',
    title: 'Action',
    group: null,
    needs: 'actions:read',
    audience: 'everyone',
    load: () => import('./pages/actions/action-page.js'),
  },
  {
    path: '/exceptions',
    title: 'Exceptions',
    group: 'Operations',
    needs: 'fleet:read',
    audience: 'everyone',
    also: 'inventory mismatch blocked owner smso registered reported',
    load: () => import('./pages/exceptions/exceptions-page.js'),
  },
  {
    path: '/imports',
    title: 'Imports',
    group: 'Operations',
    needs: 'imports:read',
    audience: 'fleet',
    also: 'portfolio file csv upload quarantine',
    load: () => import('./pages/imports/imports-page.js'),
  },
  {
    path: '/imports/$import',
    title: 'Import',
    group: null,
    needs: 'imports:read',
    audience: 'fleet',
    load: () => import('./pages/imports/import-page.js'),
  },
  {
    path: '/log',
    title: 'Operations log',
    group: 'Operations',
    needs: 'batches:read',
    audience: 'fleet',
    also: 'decisions audit history who',
    load: () => import('./pages/log/log-page.js'),
  },
  {
    path: '/programme',
    title: 'Programme in force',
    group: 'Programme',
    needs: 'programme:read',
    audience: 'fleet',
    also: 'cohorts epcl cpl policies retry lanes suppliers smsos bank holidays rules',
    load: () => import('./pages/programme/programme-page.js'),
  },
  {
    path: '/programme/versions',
    title: 'Versions and proposals',
    group: 'Programme',
    needs: 'programme:read',
    audience: 'fleet',
    also: 'programme history differences undo apply',
    load: () => import('./pages/programme-versions/versions-page.js'),
  },
  {
    path: '/programme/propose',
    title: 'Propose a change',
    group: 'Programme',
    needs: 'programme:propose',
    audience: 'fleet',
    also: 'programme upload files check dry run',
    load: () => import('./pages/programme-propose/propose-page.js'),
  },
  {
    path: '/programme/versions/$version',
    title: 'Version',
    group: null,
    needs: 'programme:read',
    audience: 'fleet',
    load: () => import('./pages/programme-version/version-page.js'),
  },
  {
    path: '/programme/proposals/$proposal',
    title: 'Proposal',
    group: null,
    needs: 'programme:read',
    audience: 'fleet',
    load: () => import('./pages/programme-proposal/proposal-page.js'),
  },
  {
    path: '/access',
    title: 'Access',
    group: 'Administration',
    needs: 'tokens:manage',
    audience: 'fleet',
    also: 'api tokens roles permissions',
    load: () => import('./pages/access/access-page.js'),
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

/** The sections of a person's navigation that have a page: a supplier's own come first. */
export function navigationOf(
  person: Person,
): readonly { readonly group: Group; readonly pages: readonly PageEntry[] }[] {
  const all: readonly PageEntry[] = pages
  const order = person.supplier === null ? groups : groups.toSorted((a, b) => Number(b === own) - Number(a === own))
  return order
    .map((group) => ({ group, pages: all.filter((page) => page.group === group && isFor(page, person)) }))
    .filter((section) => section.pages.length > 0)
}
const own: Group = 'Suppliers'

/** The page that opens first for a person: the first of its navigation. */
export function homeOf(person: Person): PageEntry | undefined {
  return navigationOf(person)[0]?.pages[0]
}
