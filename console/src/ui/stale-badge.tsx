import { useNow } from './time.js'
import { relativeTime } from '../words/times.js'
import { Badge } from './badge.js'

interface StaleBadgeProps {
  /** When what is shown was read, epoch milliseconds. */
  readonly readAt: number
  /** The last attempt to read it again failed. */
  readonly failed: boolean
}

/** Says how old a figure is: quietly while it is kept up, plainly once it could not be read again. */
export function StaleBadge({ readAt, failed }: StaleBadgeProps) {
  const now = useNow()
  if (readAt === 0) return null
  const age = relativeTime(readAt, Math.max(now, readAt))
  return failed ? <Badge tone="warn">{`Stale: as of ${age}`}</Badge> : <span>read {age}</span>
}
