import { Link } from '@tanstack/react-router'
import { navigationOf } from '../pages.js'
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
                <Link to={path} activeOptions={{ exact: path === '/', includeSearch: false }} onClick={onGo}>
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
