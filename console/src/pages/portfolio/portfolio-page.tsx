import { queries } from '../../api/call.js'
import { useWhose } from '../../session/whose.js'
import { PageHeader } from '../../shell/page-header.js'
import { Loaded } from '../../ui/loaded.js'
import { Columns } from '../../ui/panel.js'
import { StaleBadge } from '../../ui/stale-badge.js'
import { Duties } from '../overview/duties.js'
import { Funnel } from '../overview/funnel.js'
import { AtAGlance } from './at-a-glance.js'
import { ComeAndGone } from './come-and-gone.js'
import { DecisionsWaiting } from './decisions-waiting.js'
import { NextDates } from './next-dates.js'

/** A supplier's portfolio at a glance: where its meters stand, what is due, and what waits for it. */
export function Page() {
  const { own, filters, name, bar } = useWhose()
  const status = queries.useQuery(
    'get',
    '/v1/status',
    { params: { query: filters } },
    { meta: { live: true }, refetchInterval: 60_000 },
  )
  return (
    <>
      <PageHeader
        title={own ? 'My portfolio' : 'Portfolio'}
        lead={
          <>
            {name} · <StaleBadge readAt={status.dataUpdatedAt} failed={status.isError} />
          </>
        }
      />
      {bar}
      <Loaded read={status} what="The portfolio" lines={12}>
        {(data) => (
          <>
            <AtAGlance status={data} filters={filters} />
            <Columns>
              <NextDates filters={filters} />
              <DecisionsWaiting status={data} filters={filters} />
            </Columns>
            <Columns>
              <Funnel status={data} filters={filters} />
              <Duties status={data} filters={filters} />
            </Columns>
            <ComeAndGone filters={filters} />
          </>
        )}
      </Loaded>
    </>
  )
}
