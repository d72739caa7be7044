import { queries, type Answer } from '../../api/call.js'
import { HealthBadge } from '../../ui/badge.js'
import { Empty } from '../../ui/empty.js'
import type { Filters } from '../../ui/filters.js'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import { Columns, Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { Day } from '../../ui/time.js'
import { laterDay, laterMonth, weeksOf } from '../../words/months.js'
import { number } from '../../words/numbers.js'
import { dayText, monthText } from '../../words/times.js'
import { healths, openHealths, type DutyHealth } from '../../../../src/domain/duty.js'
import styles from './month-of-days.module.css'

type Days = Answer<'/v1/duties/days'>['days']

interface MonthOfDaysProps {
  readonly month: string
  readonly filters: Filters
}

/** One month by day: a page of a calendar, and beside it the table of its days. */
export function MonthOfDays({ month, filters }: MonthOfDaysProps) {
  const to = laterDay(`${laterMonth(month, 1)}-01`, -1)
  const read = queries.useQuery(
    'get',
    '/v1/duties/days',
    { params: { query: { ...filters, from: `${month}-01`, to } } },
    { meta: { live: true } },
  )
  const turn = (ahead: number) => ({ ...filters, month: laterMonth(month, ahead) })
  return (
    <Columns>
      <Panel
        title={monthText(month)}
        aside={
          <span className={styles.way}>
            <To page="/calendar" filters={turn(-1)}>
              ← {monthText(laterMonth(month, -1))}
            </To>
            <To page="/calendar" filters={turn(1)}>
              {monthText(laterMonth(month, 1))} →
            </To>
          </span>
        }
      >
        <Loaded read={read} what="The days" lines={8}>
          {({ days, today }) => <Grid month={month} days={days} today={today} filters={filters} />}
        </Loaded>
      </Panel>
      <Panel title="Its days" aside="days on which a duty falls due">
        <Loaded read={read} what="The days" lines={8}>
          {({ days }) =>
            days.length === 0 ? (
              <Empty title="No duty falls due in this month" />
            ) : (
              <PlainTable
                caption={`Duties by day, ${monthText(month)}`}
                heads={['Day', { title: 'To do', align: 'right' }, { title: 'All', align: 'right' }, 'Health']}
                rows={days.map(({ day, health }) => ({
                  key: day,
                  cells: [
                    <Day key="day" on={day} relative />,
                    <Count key="open" day={day} n={openOf(health)} filters={{ ...filters, duty: 'open' }} />,
                    <Count key="all" day={day} n={allOf(health)} filters={filters} />,
                    healths.filter((each) => health[each] > 0).map((each) => <HealthBadge key={each} health={each} />),
                  ],
                }))}
              />
            )
          }
        </Loaded>
      </Panel>
    </Columns>
  )
}

/** Duties that are still to be met. */
export const openOf = (health: Record<DutyHealth, number>): number =>
  openHealths.reduce((sum, each) => sum + health[each], 0)
const allOf = (health: Record<DutyHealth, number>): number => healths.reduce((sum, each) => sum + health[each], 0)

/** How many of a day, leading to them. */
function Count({ day, n, filters }: { readonly day: string; readonly n: number; readonly filters: Filters }) {
  if (n === 0) return <span className="quiet">0</span>
  return (
    <To page="/meters" filters={{ ...filters, 'due-from': day, 'due-before': laterDay(day, 1) }}>
      {number(n)}
    </To>
  )
}

interface GridProps {
  readonly month: string
  readonly days: Days
  readonly today: string
  readonly filters: Filters
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function Grid({ month, days, today, filters }: GridProps) {
  const by = new Map(days.map(({ day, health }) => [day, health]))
  return (
    <table className={styles.grid}>
      <caption className="heard">Duties still to do, by the day on which they fall due</caption>
      <thead>
        <tr>
          {weekdays.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week, index) => (
          <tr key={index}>
            {week.map((day, place) =>
              day === null ? (
                <td key={place} data-other="" />
              ) : (
                <td key={place} data-today={day === today || undefined}>
                  <span className={styles.day}>
                    <span aria-hidden="true">{Number(day.slice(8))}</span>
                    <span className="heard">{dayText(day)}</span>
                  </span>
                  <InDay day={day} health={by.get(day)} filters={filters} />
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface InDayProps {
  readonly day: string
  readonly health: Record<DutyHealth, number> | undefined
  readonly filters: Filters
}

function InDay({ day, health, filters }: InDayProps) {
  if (health === undefined) return null
  const open = openOf(health)
  if (open === 0) return <span className="quiet small"> done</span>
  return (
    <span className={styles.count}>
      <Count day={day} n={open} filters={{ ...filters, duty: 'open' }} />
      {health.overdue > 0 && <span title="overdue"> ▲</span>}
    </span>
  )
}
