import type { Answer } from '../../api/call.js'
import { healths, type DutyHealth } from '../../../../src/domain/duty.js'
import { Stacked } from '../../ui/bars.js'
import type { Filters } from '../../ui/filters.js'
import { To } from '../../ui/link.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { healthWords } from '../../words/health.js'
import { number } from '../../words/numbers.js'
import { laterMonth } from '../../words/months.js'
import { monthText } from '../../words/times.js'

type Duties = Answer<'/v1/duties'>

interface MonthsProps extends Pick<Duties, 'months' | 'today' | 'policy'> {
  readonly filters: Filters
}

/** Every month in which a duty falls due, with its counts by health. */
export function Months({ months, today, policy, filters }: MonthsProps) {
  const shown = healths.filter((health) => months.some(({ health: counts }) => counts[health] > 0))
  return (
    <Panel title="By month" aside={policy === null ? 'no policy is in force' : `policy ${policy}`}>
      <PlainTable
        caption="Duties by the month in which they fall due, and their health today"
        heads={[
          'Falls due in',
          'Share',
          ...shown.map((health) => ({ title: healthWords[health].label, align: 'right' as const })),
        ]}
        rows={months.map(({ month, health }) => ({
          key: month ?? 'none',
          cells: [
            month === null ? (
              'no date'
            ) : (
              <To key="month" page="/calendar" filters={{ ...filters, month }}>
                {monthText(month)}
                {month === today.slice(0, 7) && ' (this month)'}
              </To>
            ),
            <Picture key="picture" month={month} counts={health} />,
            ...shown.map((each) => <Count key={each} month={month} health={each} n={health[each]} filters={filters} />),
          ],
        }))}
      />
    </Panel>
  )
}

function Picture({ month, counts }: { readonly month: string | null; readonly counts: Record<DutyHealth, number> }) {
  return (
    <div style={{ minWidth: 120, marginBottom: -8 }}>
      <Stacked
        label={`Parts of ${month === null ? 'those without a date' : monthText(month)}; the figures stand beside`}
        parts={healths.map((health) => ({
          key: health,
          name: healthWords[health].label,
          value: counts[health],
          tone: healthWords[health].tone,
        }))}
      />
    </div>
  )
}

interface CountProps {
  readonly month: string | null
  readonly health: DutyHealth
  readonly n: number
  readonly filters: Filters
}

/** A figure that leads to its meters; the list of meters has no filter for those without a date. */
function Count({ month, health, n, filters }: CountProps) {
  if (n === 0) return <span className="quiet">0</span>
  if (month === null) return number(n)
  const dates = { 'due-from': `${month}-01`, 'due-before': `${laterMonth(month, 1)}-01` }
  return (
    <To page="/meters" filters={{ ...filters, ...dates, health }}>
      {number(n)}
    </To>
  )
}
