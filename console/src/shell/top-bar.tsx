import { Button as AriaButton } from 'react-aria-components'
import { LiveIndicator } from '../live/live-indicator.js'
import { useSession } from '../session/session.js'
import { Badge } from '../ui/badge.js'
import { To } from '../ui/link.js'
import { PersonMenu } from './person-menu.js'
import styles from './top-bar.module.css'

interface TopBarProps {
  readonly navId: string
  readonly navOpen: boolean
  readonly onNav: () => void
  readonly onFind: () => void
  readonly onHelp: () => void
}

export function TopBar({ navId, navOpen, onNav, onFind, onHelp }: TopBarProps) {
  const { example } = useSession()
  return (
    <header className={styles.bar} data-part="top-bar">
      <AriaButton
        className={styles.menu}
        onPress={onNav}
        aria-expanded={navOpen}
        aria-controls={navId}
        aria-label="Pages"
      >
        ☰
      </AriaButton>
      <To page="/" className={styles.brand}>
        Meterlift
      </To>
      {example && (
        <span className={styles.example}>
          <Badge tone="warn" title="Invented people and meters on an embedded stack; never for real meters">
            EXAMPLE
          </Badge>
        </span>
      )}
      <AriaButton className={styles.find} onPress={onFind}>
        <span className={styles.findText}>Find a meter or page</span>
        <kbd>Ctrl K</kbd>
      </AriaButton>
      <div className={styles.end}>
        <LiveIndicator />
        <PersonMenu onHelp={onHelp} />
      </div>
    </header>
  )
}
