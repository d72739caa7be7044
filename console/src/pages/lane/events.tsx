import { keepPreviousData } from '@tanstack/react-query'
import { queries, type Answer } from '../../api/call.js'
import { Badge } from '../../ui/badge.js'
import { DataTable, type Column } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { usePaging } from '../../ui/paging.js'
import { Time } from '../../ui/time.js'
import { breakerReasonText, laneEventWords } from '../../words/lanes.js'
import styles from './lane.module.css'
import type { OfLane } from './lane.js'

type LaneEvent = Answer<'/v1/lane-events'>['events'][number]

const columns: readonly Column<LaneEvent>[] = [
  { key: 'at', title: 'When', cell: ({ at }) => <Time at={at} show="exact" /> },
  {
    key: 'what',
    title: 'What',
    cell: ({ kind, lane }) => {
      const [text, tone] = laneEventWords[kind] ?? [kind, 'quiet']
      return <Badge tone={tone}>{lane === null ? `${text} (all lanes)` : text}</Badge>
    },
  },
  { key: 'who', title: 'Who', cell: ({ actor }) => (actor === 'meterlift' ? 'by itself' : actor), from: 'medium' },
  {
    key: 'why',
    title: 'Why',
    cell: (event) => <div className={styles.words}>{whyText(event)}</div>,
  },
]

/** What people and its breaker decided about the lane, or about all of them, the latest first. */
export function Events({ lane: { lane } }: Pick<OfLane, 'lane'>) {
  const paging = usePaging()
  const events = queries.useQuery(
    'get',
    '/v1/lane-events',
    { params: { query: { lane, ...paging.query, limit: '20' } } },
    { meta: { live: true }, placeholderData: keepPreviousData, select: toPage },
  )
  return (
    <>
      <h2>What was decided</h2>
      <DataTable
        caption="Decisions"
        noun="decision"
        columns={columns}
        read={events}
        changing={events.isPlaceholderData}
        rowKey={({ eventId }) => String(eventId)}
        paging={paging}
        total={null}
        empty={<Empty title="Nothing was decided about this lane yet">Stops, limits and the breaker stand here.</Empty>}
      />
    </>
  )
}

/** The reason, and the figures of a breaker's move. */
function whyText({ kind, actor, reason, detail }: LaneEvent): string {
  const { answered, failed } = detail ?? {}
  const figures =
    kind.startsWith('breaker-') && typeof answered === 'number' && answered > 0
      ? `${Number(failed)} of ${answered} answers failed`
      : ''
  const why = reason === null ? '' : actor === 'meterlift' ? breakerReasonText(reason) : reason
  return [why, figures].filter((part) => part !== '').join('; ')
}

function toPage({ events, next }: Answer<'/v1/lane-events'>) {
  return { rows: events, next }
}
