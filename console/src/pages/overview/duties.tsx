import { healths } from '../../../../src/domain/duty.js'
import { Bars, Stacked } from '../../ui/bars.js'
import { HealthBadge } from '../../ui/badge.js'
import { To } from '../../ui/link.js'
import { Panel } from '../../ui/panel.js'
import { healthWords } from '../../words/health.js'
import { number } from '../../words/numbers.js'
import type { OfStatus } from './status.js'

/** Enrol-or-replace duties by health today, what needs attention first. */
export function Duties({ status: { duties }, filters }: OfStatus) {
  const { lane: _, ...counted } = filters
  const parts = healths.map((health) => ({
    key: health,
    name: healthWords[health].label,
    value: duties[health],
    tone: healthWords[health].tone,
  }))
  return (
    <Panel
      title="Duties by health"
      aside={
        filters.lane === undefined ? 'enrol or replace, as of today' : 'of all lanes: duties are not counted by lane'
      }
    >
      <Stacked
        label={`${number(duties.overdue)} overdue, ${number(duties['due-soon'])} due soon, ${number(duties['on-track'])} on track`}
        parts={parts}
      />
      <Bars
        caption="Duties by health"
        of="Health"
        unit="Meters"
        bars={parts.map(({ key, value, tone }) => ({
          key,
          value,
          tone,
          label: (
            <To page="/meters" filters={{ ...counted, health: key }}>
              <HealthBadge health={key} />
            </To>
          ),
        }))}
      />
    </Panel>
  )
}
