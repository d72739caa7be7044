import { queries, type Answer } from '../../api/call.js'
import { useMay } from '../../session/session.js'
import { useWhose } from '../../session/whose.js'
import { PageHeader } from '../../shell/page-header.js'
import { Bars } from '../../ui/bars.js'
import { writeFilters } from '../../ui/filters.js'
import { Loaded } from '../../ui/loaded.js'
import { Columns, Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { StaleBadge } from '../../ui/stale-badge.js'
import { money, number } from '../../words/numbers.js'
import { monthText } from '../../words/times.js'

type Month = Answer<'/v1/figures'>['months'][number]

const columns: readonly (readonly [title: string, cell: (month: Month) => string])[] = [
  ['Enrolled', ({ enrolled }) => number(enrolled)],
  ['Replaced', ({ replaced }) => number(replaced)],
  ['Excluded', ({ excluded }) => number(excluded)],
  ['Lost', ({ lost }) => number(lost)],
  ['Failed attempts', ({ failed }) => number(failed)],
  ['Decided', ({ decided }) => number(decided)],
  ['Fell due', ({ due }) => number(due)],
  ['Breached', ({ breached }) => number(breached)],
  ['Attempts', ({ attempts }) => number(attempts)],
  ['Cost', ({ costPence }) => money(costPence)],
  ['Gained', ({ gained }) => number(gained)],
  ['Switched away', ({ switchedAway }) => number(switchedAway)],
]

/** The figures of a portfolio, month by month. */
export function Page() {
  const { own, filters, name, bar } = useWhose()
  const mayExport = useMay('meters:export')
  const figures = queries.useQuery('get', '/v1/figures', { params: { query: filters } }, { meta: { live: true } })
  return (
    <>
      <PageHeader
        title={own ? 'My monthly figures' : 'Monthly figures'}
        lead={
          <>
            {name}, the last twelve months · <StaleBadge readAt={figures.dataUpdatedAt} failed={figures.isError} />
          </>
        }
        actions={
          mayExport ? (
            <a href={`/v1/figures.csv${writeFilters(filters)}`} download data-print="no">
              Export CSV
            </a>
          ) : undefined
        }
      />
      {bar}
      <Loaded read={figures} what="The figures" lines={12}>
        {({ months }) => (
          <>
            <Panel
              title="Month by month"
              aside="what happened in the month; duties by the month in which they fell due"
            >
              <PlainTable
                caption="Figures by month"
                heads={['Month', ...columns.map(([title]) => ({ title, align: 'right' as const }))]}
                rows={months.map((month) => ({
                  key: month.month,
                  cells: [monthText(month.month), ...columns.map(([, cell]) => cell(month))],
                }))}
              />
            </Panel>
            <Columns>
              <Chart title="Enrolled or replaced" months={months} tone="good" of={(m) => m.enrolled + m.replaced} />
              <Chart title="Duties breached" months={months} tone="bad" of={(m) => m.breached} />
            </Columns>
          </>
        )}
      </Loaded>
    </>
  )
}

interface ChartProps {
  readonly title: string
  readonly months: readonly Month[]
  readonly tone: 'good' | 'bad'
  readonly of: (month: Month) => number
}

function Chart({ title, months, tone, of }: ChartProps) {
  return (
    <Panel title={title}>
      <Bars
        caption={`${title}, by month`}
        of="Month"
        unit="Meters"
        bars={months.map((month) => ({ key: month.month, label: monthText(month.month), value: of(month), tone }))}
      />
    </Panel>
  )
}
