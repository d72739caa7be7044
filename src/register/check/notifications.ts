import type { Comparison } from './comparison.js'

/** What people should have been told of and were not. */
export const notificationComparison: Comparison = {
  code: 'CHK_NOTIFICATION_LATE',
  attention: true,
  find: (tx, { now, lateMs }) => tx`
    select notification_id || ' ' || code as item, null::bigint as journey_id from notification
    where delivered_at is null and at < ${now - lateMs}`,
}
