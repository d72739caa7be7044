import { queries } from '../../api/call.js'
import { Empty } from '../../ui/empty.js'
import { Loaded } from '../../ui/loaded.js'
import { Panel } from '../../ui/panel.js'
import { useNow } from '../../ui/time.js'
import { Timeline } from '../../ui/timeline.js'
import type { Tone } from '../../ui/tone.js'

const dayMs = 24 * 60 * 60_000
const shown = 20
const tones: Readonly<Record<string, Tone>> = {
  LANE_BREAKER_OPEN: 'bad',
  LANE_STOPPED: 'bad',
  LANE_BREAKER_CLOSED: 'good',
  LANE_LIFTED: 'good',
}

/** What people were told of the lanes in the last day: storms, stops, and their end. */
export function Storms({ lane }: { readonly lane: string | undefined }) {
  const now = useNow()
  const read = queries.useQuery(
    'get',
    '/v1/notifications',
    { params: { query: { limit: String(shown), ...(lane === undefined ? {} : { lane }) } } },
    { meta: { live: true }, refetchInterval: 60_000 },
  )
  return (
    <Panel title="Storms and stops" aside={`the last 24 hours, the latest ${shown} at most`}>
      <Loaded read={read} what="Storms and stops" lines={3}>
        {({ notifications }) => {
          const late = notifications.filter(({ at }) => now - Date.parse(at) < dayMs)
          return late.length === 0 ? (
            <Empty title="No storm, no stop in the last 24 hours" />
          ) : (
            <Timeline
              entries={late.map(({ notificationId, at, code, text }) => ({
                key: String(notificationId),
                at,
                tone: tones[code] ?? 'info',
                text,
                note: <code>{code}</code>,
              }))}
            />
          )
        }}
      </Loaded>
    </Panel>
  )
}
