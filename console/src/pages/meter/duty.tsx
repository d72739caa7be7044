import { HealthBadge } from '../../ui/badge.js'
import { Definitions } from '../../ui/definitions.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { Day, Time } from '../../ui/time.js'
import type { OfStory } from './story.js'

const day = (on: string | null) => (on === null ? null : <Day on={on} relative />)

/** The enrol-or-replace duty, and how its date came about. */
export function Duty({ story: { duty } }: OfStory) {
  return (
    <Panel title="Its duty: enrol or replace">
      <Definitions
        of={[
          ['Health', <HealthBadge key="health" health={duty.health} />],
          ['Due', day(duty.dueOn)],
          ['Clock starts', day(duty.startsOn)],
          ['Supplier decides from', day(duty.decisionOn)],
          ['Policy', duty.policy],
          ...(duty.metOn === null ? [] : ([['Met', day(duty.metOn)]] as const)),
          ...(duty.breachedOn === null ? [] : ([['Breached', day(duty.breachedOn)]] as const)),
          ...(duty.endedOn === null ? [] : ([['Ended', day(duty.endedOn)]] as const)),
        ]}
      />
      {duty.history.length > 0 && (
        <details>
          <summary>How the date came about ({duty.history.length})</summary>
          <PlainTable
            caption="Every date this duty had"
            heads={['Recorded', 'Starts', 'Due', 'Policy', 'Cause', 'Programme']}
            rows={duty.history.map((line, index) => ({
              key: String(index),
              cells: [
                <Time key="at" at={line.recordedAt} show="exact" />,
                line.startsOn === null ? '–' : <Day key="starts" on={line.startsOn} />,
                line.dueOn === null ? '–' : <Day key="due" on={line.dueOn} />,
                line.policy ?? '–',
                line.cause,
                `version ${line.programmeVersion}`,
              ],
            }))}
          />
        </details>
      )}
    </Panel>
  )
}
