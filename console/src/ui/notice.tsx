import type { ReactNode } from 'react'
import styles from './notice.module.css'
import type { Tone } from './tone.js'

interface NoticeProps {
  readonly tone: Tone
  readonly title: string
  readonly children?: ReactNode
  /** What one can do about it: buttons or links. */
  readonly action?: ReactNode
  /** Said at once to those who listen: for what went wrong. */
  readonly urgent?: boolean
}

/** A framed message in the page: a warning, why something is not allowed, what to do next. */
export function Notice({ tone, title, children, action, urgent = false }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} role={urgent ? 'alert' : undefined}>
      <strong>{title}</strong>
      {children !== undefined && <div>{children}</div>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  )
}
