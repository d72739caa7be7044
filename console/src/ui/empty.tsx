import type { ReactNode } from 'react'
import styles from './empty.module.css'

/** Nothing is there: what that means, and what one may do. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={styles.empty} role="status">
      <strong>{title}</strong>
      {children !== undefined && <div className="quiet">{children}</div>}
    </div>
  )
}
