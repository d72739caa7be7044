import type { ReactNode } from 'react'
import styles from './page-header.module.css'

interface PageHeaderProps {
  readonly title: ReactNode
  /** One line: what is seen here, of whom. */
  readonly lead?: ReactNode
  /** Buttons for the page as a whole. */
  readonly actions?: ReactNode
}

/** The head of a page. Its heading takes the focus when the page is opened (shell.tsx). */
export function PageHeader({ title, lead, actions }: PageHeaderProps) {
  return (
    <div className={styles.header}>
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {lead !== undefined && <p className="quiet">{lead}</p>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
