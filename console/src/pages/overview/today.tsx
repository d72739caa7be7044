import type { LaneLine } from '../../live/use-lanes.js'
import { Badge } from '../../ui/badge.js'
import { Definitions } from '../../ui/definitions.js'
import type { Read } from '../../ui/loaded.js'
import { Loaded } from '../../ui/loaded.js'
import { Panel } from '../../ui/panel.js'
import { useNow } from '../../ui/time.js'
import { counted, number } from '../../words/numbers.js'
import { planOfDay } from './day-plan.js'
import { Meter } from './use-of-day.js'

interface TodayProps {
  readonly read: Read<{ readonly lanes: readonly LaneLine[] }>
  readonly lane: string | undefined
}

/** Today against plan: what went, what is ready and has room in the lanes' day, and whether they will be through with it. */
export function Today({ read, lane }: TodayProps) {
  const now = useNow()
  return (
    <Panel title="Today against plan" aside="installations, all suppliers">
      <Loaded read={read} what="Today’s plan" lines={3}>
        {({ lanes }) => {
          const shown = lanes.filter((each) => lane === undefined || each.lane === lane)
          const { done, planned, beyond, behind } = planOfDay(shown, now)
          const held = shown.reduce((sum, { queue }) => sum + queue.held, 0)
          const withheld = shown.reduce((sum, { queue }) => sum + queue.withheld, 0)
          return (
            <Definitions
              of={[
                ['Sent to DCC', <Meter key="done" used={done} of={planned} label="Sent to DCC of today’s plan" />],
                ['Pace', <Pace key="pace" rest={planned - done} behind={behind} />],
                [
                  'No room today',
                  beyond === 0 ? 'none' : `${counted(beyond, 'meter')} ready beyond the day’s capacity`,
                ],
                ['Not in the plan', `${number(withheld)} not released, ${number(held)} held by a sibling`],
              ]}
            />
          )
        }}
      </Loaded>
    </Panel>
  )
}

function Pace({ rest, behind }: { readonly rest: number; readonly behind: readonly string[] }) {
  if (rest === 0) return <Badge tone="good">all that was ready has gone</Badge>
  if (behind.length === 0) return <Badge tone="good">{`the rest, ${number(rest)}, can go today`}</Badge>
  return (
    <>
      <Badge tone="bad">will not be done today</Badge> {behind.join(', ')}
    </>
  )
}
