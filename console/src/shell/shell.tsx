import { Outlet, useLocation, useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useId, useRef, useState } from 'react'
import { useLiveQueries } from '../live/use-live.js'
import { SessionProvider, useSessionQuery } from '../session/session.js'
import { ProblemView } from '../ui/problem-view.js'
import { Skeleton } from '../ui/skeleton.js'
import { LaneAlarms } from './lane-alarms.js'
import { SideNav } from './side-nav.js'
import styles from './shell.module.css'
import { useShortcuts } from './shortcuts.js'
import { TopBar } from './top-bar.js'

const Palette = lazy(() => import('./palette.js').then(({ Palette: it }) => ({ default: it })))
const KeyboardHelp = lazy(() => import('./keyboard-help.js').then(({ KeyboardHelp: it }) => ({ default: it })))

/** Everything around a page, once somebody is signed in. */
export function Shell() {
  const session = useSessionQuery()
  const nobody = session.data === null
  useToSignIn(nobody)
  if (session.data === null) return null
  if (session.data === undefined) {
    return (
      <div className={styles.waiting}>
        {session.isError ? (
          <ProblemView error={session.error} retry={() => void session.refetch()} title="Meterlift cannot be reached" />
        ) : (
          <Skeleton label="Meterlift: loading" />
        )}
      </div>
    )
  }
  return (
    <SessionProvider value={session.data}>
      <SignedIn />
    </SessionProvider>
  )
}

/** Leads who is not signed in to where one signs in, and remembers where they wanted to go. */
function useToSignIn(nobody: boolean): void {
  const router = useRouter()
  useEffect(() => {
    if (!nobody) return
    const { href, pathname } = router.state.location
    if (pathname === '/sign-in') return
    void router.navigate({ to: '/sign-in', search: href === '/' ? {} : { then: href }, replace: true })
  }, [nobody, router])
}

type Open = 'nothing' | 'nav' | 'palette' | 'help'

function SignedIn() {
  const [open, setOpen] = useState<Open>('nothing')
  const navId = useId()
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  const find = useCallback(() => setOpen('palette'), [])
  const help = useCallback(() => setOpen('help'), [])
  const close = useCallback(() => setOpen('nothing'), [])
  useShortcuts({ find, help })
  useLiveQueries()
  useFocusOnPage(main, pathname)
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        Skip to the content
      </a>
      <TopBar
        navId={navId}
        navOpen={open === 'nav'}
        onNav={() => setOpen(open === 'nav' ? 'nothing' : 'nav')}
        onFind={find}
        onHelp={help}
      />
      <SideNav id={navId} open={open === 'nav'} onGo={close} />
      <main id="content" ref={main} tabIndex={-1} className={styles.main}>
        <LaneAlarms />
        <Outlet />
      </main>
      <Suspense>
        {open === 'palette' && <Palette onClose={close} />}
        {open === 'help' && <KeyboardHelp onClose={close} />}
      </Suspense>
    </div>
  )
}

/** How long a page that is opened may take to have its heading, in milliseconds. */
const openedMs = 2_000

/**
 * When another page is opened, its heading gets the focus, so that those who listen hear where they are. It may come late, and
 * a dialog that led here gives the focus back to what opened it, which may be gone with the page before: then it is lost.
 */
function useFocusOnPage(main: React.RefObject<HTMLElement | null>, pathname: string): void {
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    const until = performance.now() + openedMs
    let given = false
    const look = (): void => {
      const heading = main.current?.querySelector<HTMLElement>('h1') ?? null
      if (heading !== null && (!given || document.activeElement === document.body)) {
        heading.focus({ preventScroll: true })
        given = true
      }
      if (performance.now() < until) frame = requestAnimationFrame(look)
    }
    let frame = requestAnimationFrame(look)
    return () => cancelAnimationFrame(frame)
  }, [main, pathname])
}
