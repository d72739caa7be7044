import { Navigate } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { homeOf, isFor, type PageEntry } from '../pages.js'
import { PermissionGate } from '../session/permission-gate.js'
import { useSession } from '../session/session.js'
import { Notice } from '../ui/notice.js'

/** Sets the title of the window; a page that knows more than its name calls it itself. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Meterlift`
  }, [title])
}

/** Around every page: its title, and whether this person may see it. */
export function PageFrame({ page, children }: { readonly page: PageEntry; readonly children: ReactNode }) {
  usePageTitle(page.title)
  const session = useSession()
  const home = page.path === '/' && !isFor(page, session) ? homeOf(session) : undefined
  if (home !== undefined) return <Navigate to={home.path} replace />
  if (session.permissions.includes(page.needs) && !isFor(page, session)) {
    return (
      <Notice tone="warn" title="This page is not for your role">
        {page.audience === 'supplier'
          ? 'It shows one supplier’s portfolio, and you see the whole fleet.'
          : 'It concerns the whole fleet, and you see your own portfolio.'}
      </Notice>
    )
  }
  return <PermissionGate needs={page.needs}>{children}</PermissionGate>
}
