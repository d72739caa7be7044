import { Link } from '@tanstack/react-router'
import { navigationOf, type PageEntry } from '../pages.js'
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
  return (
    <nav id={id} aria-label="Pages" className={styles.nav} data-open={open || undefined}>
      {navigationOf(session).map(({ group, pages }) => (
        <div key={group} className={styles.group}>
          <h2>{session.supplier !== null && group === 'Suppliers' ? 'My portfolio' : group}</h2>
          <ul>
            {pages.map(({ path, title }) => (
              <li key={path}>
                <Link
                  to={path}
                  activeOptions={{ exact: path === '/' || hasOwnPages(path, pages), includeSearch: false }}
                  onClick={onGo}
                >
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** Whether the navigation has pages below this one, which are told apart from it. */
function hasOwnPages(path: string, pages: readonly PageEntry[]): boolean {
  return pages.some((page) => page.path.startsWith(`${path}/`))
}
