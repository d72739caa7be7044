import { relativeTime } from '../words/times.js'
import { useNow } from '../ui/time.js'
import type { LiveState } from './live-feed.js'
import styles from './live-indicator.module.css'
import { useLive } from './use-live.js'

const words: Readonly<Record<LiveState, string>> = {
  connecting: 'Connecting',
  live: 'Live',
  paused: 'Paused',
  lost: 'Not live',
}

/** Whether what is on the screen follows the register: live, or since when it does not. */
export function LiveIndicator() {
  const { state, since } = useLive()
  const now = useNow()
  return (
    <span
      className={styles.live}
      data-state={state}
      role="status"
      title="Counters and lists follow the register while this is live"
    >
      <span aria-hidden="true" className={styles.dot} />
      <span className={styles.word}>
        {state === 'lost' ? `${words.lost}, stale since ${relativeTime(since, Math.max(now, since))}` : words[state]}
      </span>
    </span>
  )
}
