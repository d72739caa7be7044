import { queries, type Answer } from '../../api/call.js'
import { useWhose } from '../../session/whose.js'
import { PageHeader } from '../../shell/page-header.js'
import { useFilters } from '../../ui/filters.js'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import { Notice } from '../../ui/notice.js'
import { StaleBadge } from '../../ui/stale-badge.js'
import { counted } from '../../words/numbers.js'
import { MonthOfDays, openOf } from './month-of-days.js'
import { Months } from './months.js'

/** When the duties of a portfolio fall due: by month, and one month by day. */
export function Page() {
  const { own, filters, name, bar } = useWhose()
  const [{ month }] = useFilters(['month'])
  const duties = queries.useQuery('get', '/v1/duties', { params: { query: filters } }, { meta: { live: true } })
  return (
    <>
      <PageHeader
        title={own ? 'My calendar of dates' : 'Calendar of dates'}
        lead={
          <>
            {name} · <StaleBadge readAt={duties.dataUpdatedAt} failed={duties.isError} />
          </>
        }
      />
      {bar}
      <Loaded read={duties} what="The calendar" lines={12}>
        {({ today, policy, months, total }) => (
          <>
            {total.overdue > 0 && (
              <Notice
                tone="bad"
                title={`${counted(total.overdue, 'meter')} overdue`}
                action={
                  <To page="/due" filters={{ ...filters, health: 'overdue' }}>
                    Show them
                  </To>
                }
              >
                Their date has passed, and they are neither enrolled nor replaced. They are in the months below too.
              </Notice>
            )}
            <MonthOfDays month={shownMonth(month, today, months)} filters={filters} />
            <Months months={months} today={today} policy={policy} filters={filters} />
          </>
        )}
      </Loaded>
    </>
  )
}

/** The month asked for; else the first from this one on in which something is still to do. */
function shownMonth(asked: string | undefined, today: string, months: Answer<'/v1/duties'>['months']): string {
  if (asked !== undefined && /^\d{4}-(0[1-9]|1[0-2])$/.test(asked)) return asked
  const now = today.slice(0, 7)
  return months.find(({ month, health }) => month !== null && month >= now && openOf(health) > 0)?.month ?? now
}
