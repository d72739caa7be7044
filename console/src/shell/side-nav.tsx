import { Link } from '@tanstack/react-router'
import { groups, isFor, pages, type PageEntry } from '../pages.js'
import { useSession } from '../session/session.js'
import styles from './side-nav.module.css'

/** The pages that this person may see, in their groups. */
export function SideNav({
  id,
  open,
  onGo,
}: {
  readonly id: string
  readonly open: boolean
  readonly onGo: () => void
}) {
  const session = useSession()
  const all: readonly PageEntry[] = pages
  const shown = all.filter((page) => isFor(page, session))
  return (
    <nav id={id} aria-label="Pages" className={styles.nav} data-open={open || undefined}>
      {groups.map((group) => {
        const own = shown.filter((page) => page.group === group)
        if (own.length === 0) return null
        return (
          <div key={group} className={styles.group}>
            <h2>{session.supplier === null ? group : 'Your portfolio'}</h2>
            <ul>
              {own.map(({ path, title }) => (
                <li key={path}>
                  <Link
                    to={path}
                    activeOptions={{ exact: path === '/' || hasOwnPages(path, own), includeSearch: false }}
                    onClick={onGo}
                  >
                    {title}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}

/** Whether the navigation has pages below this one, which are told apart from it. */
function hasOwnPages(path: string, pages: readonly PageEntry[]): boolean {
  return pages.some((page) => page.path.startsWith(`${path}/`))
}
