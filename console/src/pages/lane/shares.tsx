import { Definitions } from '../../ui/definitions.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { Time } from '../../ui/time.js'
import { nameOf, useFilterWords } from '../../words/filter-words.js'
import { windowText } from '../../words/lanes.js'
import { money, number } from '../../words/numbers.js'
import type { OfLane } from './lane.js'

/** When it may submit, and what each supplier had of its day. */
export function Shares({ lane }: Pick<OfLane, 'lane'>) {
  const words = useFilterWords()
  const { programme, window, suppliers } = lane
  const hours = (windows: typeof programme.windows) =>
    windows.map(windowText).map((text) => <div key={text}>{text}</div>)
  return (
    <Panel title="Hours and shares" aside="London’s time">
      <Definitions
        of={[
          [
            'Now',
            window.open ? (
              <>
                open
                {window.closesAt !== null && (
                  <>
                    , closes <Time at={window.closesAt} />
                  </>
                )}
              </>
            ) : window.opensAt === null ? (
              'closed'
            ) : (
              <>
                closed, opens <Time at={window.opensAt} show="both" />
              </>
            ),
          ],
          ['Hours', hours(programme.windows)],
          ['Prepayment', hours(programme.prepayment.windows)],
          [
            'Each supplier is sure of',
            `${number(programme.supplierMinimum)} installations a day, where it has them ready`,
          ],
          ['Cost of an attempt', money(programme.attemptCostPence)],
        ]}
      />
      {suppliers.length > 0 && (
        <PlainTable
          caption="Suppliers’ use of the lane today"
          heads={[
            'Supplier',
            { title: 'Used today', align: 'right' },
            { title: 'Still sure of', align: 'right' },
            { title: 'Ready', align: 'right' },
          ]}
          rows={suppliers.map(({ supplier, usedToday, ready }) => ({
            key: supplier,
            cells: [
              nameOf(words.suppliers, supplier),
              number(usedToday),
              number(Math.max(0, programme.supplierMinimum - usedToday)),
              number(ready),
            ],
          }))}
        />
      )}
    </Panel>
  )
}
