import { Badge } from '../../ui/badge.js'
import { trendWords } from '../../words/action-words.js'
import { number } from '../../words/numbers.js'
import type { FailureGroup } from './failures-page.js'
import styles from './failures.module.css'

/** Failures a day of the last seven days as little bars, and whether they become more; the figures are said and in the tooltip. */
export function Trend({ days, trend }: Pick<FailureGroup, 'days' | 'trend'>) {
  const most = Math.max(1, ...days)
  const figures = `failures a day, today last: ${days.map(number).join(', ')}`
  return (
    <span className={styles.trend} title={figures}>
      <span className={styles.days} aria-hidden="true">
        {days.map((n, index) => (
          <span key={index} style={{ height: n === 0 ? 1 : `max(2px, ${(100 * n) / most}%)` }} />
        ))}
      </span>
      <Badge tone={trendWords[trend]}>{trend}</Badge>
      <span className="heard">{figures}</span>
    </span>
  )
}
