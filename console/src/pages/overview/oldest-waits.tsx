import { StageBadge } from '../../ui/badge.js'
import { Empty } from '../../ui/empty.js'
import { To } from '../../ui/link.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { Time } from '../../ui/time.js'
import { number } from '../../words/numbers.js'
import type { OfStatus } from './status.js'

/** Where meters wait longest: by stage and code, the oldest first. */
export function OldestWaits({ status: { oldestWaits }, filters }: OfStatus) {
  return (
    <Panel title="Waiting longest" aside="by stage and code, the oldest first">
      {oldestWaits.length === 0 ? (
        <Empty title="No meter waits">Every meter is enrolled, replaced, excluded or lost.</Empty>
      ) : (
        <PlainTable
          caption="Where meters wait longest"
          heads={['Stage', 'Code', { title: 'Meters', align: 'right' }, 'Oldest since', 'Oldest meter']}
          rows={oldestWaits.map(({ stage, code, meters, oldestSince, journeyId }) => ({
            key: `${stage} ${code}`,
            cells: [
              <StageBadge key="stage" stage={stage} />,
              code === null ? '–' : <code key="code">{code}</code>,
              <To key="meters" page="/meters" filters={{ ...filters, stage, ...(code === null ? {} : { code }) }}>
                {number(meters)}
              </To>,
              <Time key="since" at={oldestSince} show="both" />,
              <To key="meter" page="/meters/$meter" params={{ meter: String(journeyId) }}>
                no. {journeyId}
              </To>,
            ],
          }))}
        />
      )}
    </Panel>
  )
}
