import { stages, type Standing } from '../../../../src/domain/stage.js'
import { Bars, Stacked } from '../../ui/bars.js'
import { To } from '../../ui/link.js'
import { Panel } from '../../ui/panel.js'
import { counted, number } from '../../words/numbers.js'
import { stageWords, standingWords } from '../../words/stages.js'
import type { OfStatus } from './status.js'

const standings: readonly Standing[] = ['ready', 'held', 'in-flight']

/** Meters by stage, in the order of the journey; each leads to its meters. */
export function Funnel({ status, filters }: OfStatus) {
  const parts = stages.map((stage) => ({
    key: stage,
    name: stageWords[stage].label,
    value: status.stages[stage],
    tone: stageWords[stage].tone,
  }))
  const largest = [...parts].sort((a, b) => b.value - a.value).slice(0, 3)
  return (
    <Panel title="Meters by stage" aside={counted(status.meters, 'meter')}>
      <Stacked
        label={`Largest stages: ${largest.map(({ name, value }) => `${name} ${number(value)}`).join(', ')}`}
        parts={parts}
      />
      <Bars
        caption="Meters by stage"
        of="Stage"
        unit="Meters"
        whole={status.meters}
        bars={parts.map(({ key, name, value, tone }) => ({
          key,
          value,
          tone,
          label: (
            <>
              <To page="/meters" filters={{ ...filters, stage: key }}>
                {name}
              </To>
              {key === 'migration' && value > 0 && (
                <span className="quiet small">
                  {' '}
                  {standings
                    .filter((standing) => status.standings[standing] > 0)
                    .map((standing) => `${number(status.standings[standing])} ${standingWords[standing].label}`)
                    .join(', ')}
                </span>
              )}
            </>
          ),
        }))}
      />
    </Panel>
  )
}
