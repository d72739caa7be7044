import { openHealths } from '../../../../src/domain/duty.js'
import { queries } from '../../api/call.js'
import { Loaded } from '../../ui/loaded.js'
import { To } from '../../ui/link.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import type { Filters } from '../../ui/filters.js'
import { number } from '../../words/numbers.js'
import { monthText } from '../../words/times.js'
import { laterMonth } from '../../words/months.js'

/** What falls due this month and the next two, and how much of it is still to do. */
export function NextDates({ filters }: { readonly filters: Filters }) {
  const duties = queries.useQuery('get', '/v1/duties', { params: { query: filters } }, { meta: { live: true } })
  return (
    <Panel
      title="Next dates"
      aside={
        <To page="/calendar" filters={filters}>
          the whole calendar
        </To>
      }
    >
      <Loaded read={duties} what="The dates" lines={4}>
        {({ today, months }) => (
          <PlainTable
            caption="Duties that fall due this month and the next two"
            heads={[
              'Falls due in',
              ...['To do', 'Of these overdue', 'Met'].map((title) => ({ title, align: 'right' as const })),
            ]}
            rows={[0, 1, 2].map((ahead) => {
              const month = laterMonth(today.slice(0, 7), ahead)
              const health = months.find((each) => each.month === month)?.health
              const of = (...names: readonly (keyof NonNullable<typeof health>)[]) =>
                number(names.reduce((sum, name) => sum + (health?.[name] ?? 0), 0))
              return {
                key: month,
                cells: [
                  <To key="month" page="/calendar" filters={{ ...filters, month }}>
                    {monthText(month)}
                  </To>,
                  of(...openHealths),
                  of('overdue'),
                  of('met-in-time', 'met-late'),
                ],
              }
            })}
          />
        )}
      </Loaded>
    </Panel>
  )
}
