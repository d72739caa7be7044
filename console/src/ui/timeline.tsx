import type { ReactNode } from 'react'
import { Time } from './time.js'
import styles from './timeline.module.css'
import type { Tone } from './tone.js'

export interface TimelineEntry {
  readonly key: string
  readonly at: string
  readonly tone: Tone
  readonly text: ReactNode
  /** Below it: who, under which policy, which code. */
  readonly note?: ReactNode
}

/** What happened, one below the other, in the order given. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }) {
  return (
    <ol className={styles.timeline}>
      {entries.map(({ key, at, tone, text, note }) => (
        <li key={key} data-tone={tone}>
          <span className={styles.when}>
            <Time at={at} show="exact" />
          </span>
          <div>
            <div>{text}</div>
            {note !== undefined && <div className="small quiet">{note}</div>}
          </div>
        </li>
      ))}
    </ol>
  )
}
