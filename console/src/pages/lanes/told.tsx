import { keepPreviousData } from '@tanstack/react-query'
import { queries, type Answer } from '../../api/call.js'
import { Badge } from '../../ui/badge.js'
import { DataTable, type Column } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { To } from '../../ui/link.js'
import { usePaging } from '../../ui/paging.js'
import { Time } from '../../ui/time.js'
import styles from './lanes.module.css'

type Notification = Answer<'/v1/notifications'>['notifications'][number]

const columns: readonly Column<Notification>[] = [
  { key: 'at', title: 'When', cell: ({ at }) => <Time at={at} show="exact" /> },
  { key: 'code', title: 'Code', cell: ({ code }) => <code>{code}</code>, from: 'medium' },
  {
    key: 'lane',
    title: 'Lane',
    cell: ({ lane }) =>
      lane === null ? (
        'all lanes'
      ) : (
        <To page="/lanes/$lane" params={{ lane }}>
          {lane}
        </To>
      ),
    from: 'medium',
  },
  { key: 'text', title: 'What was said', cell: ({ text }) => <div className={styles.words}>{text}</div> },
  {
    key: 'delivered',
    title: 'Delivered',
    cell: ({ deliveredAt }) =>
      deliveredAt === null ? <Badge tone="warn">not yet</Badge> : <Time at={deliveredAt} show="exact" />,
    from: 'wide',
  },
]

/** What people were told of the lanes, the latest first. */
export function Told() {
  const paging = usePaging()
  const told = queries.useQuery(
    'get',
    '/v1/notifications',
    { params: { query: { ...paging.query, limit: '20' } } },
    { meta: { live: true }, placeholderData: keepPreviousData, select: toPage },
  )
  return (
    <>
      <h2>What people were told</h2>
      <DataTable
        caption="Notifications"
        noun="notification"
        columns={columns}
        read={told}
        changing={told.isPlaceholderData}
        rowKey={({ notificationId }) => String(notificationId)}
        paging={paging}
        total={null}
        empty={<Empty title="Nobody had to be told anything yet">Stops, lifts and breakers are told here.</Empty>}
      />
    </>
  )
}

function toPage({ notifications, next }: Answer<'/v1/notifications'>) {
  return { rows: notifications, next }
}
