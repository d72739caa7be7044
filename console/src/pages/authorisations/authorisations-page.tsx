import { queries } from '../../api/call.js'
import { useWhose } from '../../session/whose.js'
import { PageHeader } from '../../shell/page-header.js'
import { Loaded } from '../../ui/loaded.js'
import { StaleBadge } from '../../ui/stale-badge.js'
import { Batches } from './batches.js'
import { Standing } from './standing.js'

/** Authorisations of Responsible Suppliers: those to give, and those given. */
export function Page() {
  const { own, filters, name, bar } = useWhose()
  const words = queries.useQuery('get', '/v1/authorisations', { params: { query: filters } }, { meta: { live: true } })
  return (
    <>
      <PageHeader
        title={own ? 'My authorisations' : 'Authorisations'}
        lead={
          <>
            {name} · <StaleBadge readAt={words.dataUpdatedAt} failed={words.isError} />
          </>
        }
      />
      {bar}
      <Loaded read={words} what="The authorisations" lines={10}>
        {({ standing, authorisations }) => (
          <>
            <Batches
              title="Batches that wait for a word"
              empty="No batch waits for a word."
              lines={authorisations.filter(({ awaited }) => awaited > 0)}
            />
            <Standing standing={standing} filters={filters} />
            <Batches
              title="Given"
              empty="No word was given on a batch that goes on."
              lines={authorisations.filter(({ decision }) => decision !== null)}
            />
          </>
        )}
      </Loaded>
    </>
  )
}
