import { codeEntry } from '../../../../src/domain/codes.js'
import { Bars } from '../../ui/bars.js'
import { Empty } from '../../ui/empty.js'
import { To } from '../../ui/link.js'
import { Panel } from '../../ui/panel.js'
import { counted } from '../../words/numbers.js'
import type { OfStatus } from '../overview/status.js'

/** Meters that wait for a decision, by why. */
export function DecisionsWaiting({ status: { reasons, stages }, filters }: OfStatus) {
  const waiting = reasons.filter(({ stage }) => stage === 'needs-action')
  return (
    <Panel title="Decisions waiting" aside={counted(stages['needs-action'], 'meter')}>
      {waiting.length === 0 ? (
        <Empty title="Nothing to decide">No meter waits for a person.</Empty>
      ) : (
        <Bars
          caption="Meters that wait for a decision, by code"
          of="Why"
          unit="Meters"
          bars={waiting.map(({ code, meters }) => ({
            key: code,
            value: meters,
            tone: 'bad',
            label: (
              <>
                <To page="/decisions" filters={{ ...filters, code }}>
                  <code>{code}</code>
                </To>
                <div className="quiet small">{codeEntry(code)?.meaning}</div>
              </>
            ),
          }))}
        />
      )}
    </Panel>
  )
}
