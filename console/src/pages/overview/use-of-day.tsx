import { number, share } from '../../words/numbers.js'
import styles from './use-of-day.module.css'

interface MeterProps {
  readonly used: number
  readonly of: number
  /** What is measured, for those who listen. */
  readonly label: string
}

/** How much of something is used: the figures, and a bar as long as their share. */
export function Meter({ used, of, label }: MeterProps) {
  return (
    <div className={styles.use}>
      <span>
        {number(used)} <span className="quiet">of {number(of)}</span>
      </span>
      <meter
        className={styles.meter}
        min={0}
        max={Math.max(1, of)}
        value={used}
        aria-label={`${label}: ${share(used, of)}`}
      />
    </div>
  )
}
