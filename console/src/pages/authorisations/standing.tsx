import { queries, type Answer } from '../../api/call.js'
import { Badge } from '../../ui/badge.js'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import type { Filters } from '../../ui/filters.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { counted } from '../../words/numbers.js'

interface StandingProps extends Pick<Answer<'/v1/authorisations'>, 'standing'> {
  readonly filters: Filters
}

/** Who authorises by the programme, and which meters wait for a word of their own. */
export function Standing({ standing, filters }: StandingProps) {
  const waiting = { ...filters, stage: 'waiting', code: 'AUT_SUPPLIER' }
  const count = queries.useQuery('get', '/v1/meters/count', { params: { query: waiting } }, { meta: { live: true } })
  return (
    <Panel
      title="Standing authorisations"
      aside={
        <Loaded read={count} what="The count" lines={1}>
          {({ meters }) => (
            <To page="/meters" filters={waiting}>
              {counted(meters, 'meter')} wait for a word, in a batch or alone
            </To>
          )}
        </Loaded>
      }
    >
      <PlainTable
        caption="Suppliers, and whether they authorise all their meters until they say otherwise"
        heads={['Supplier', 'Standing authorisation', 'What follows']}
        rows={standing.map(({ supplier, given, accepted }) => ({
          key: supplier,
          cells: [
            supplier,
            given ? (
              <Badge key="given" tone={accepted ? 'good' : 'warn'}>
                given
              </Badge>
            ) : (
              <Badge key="given" tone="quiet">
                not given
              </Badge>
            ),
            given && accepted
              ? 'Its eligible meters go to their lanes without another word.'
              : given
                ? 'The programme does not go by it now: each meter waits for a word.'
                : 'Each meter waits for a word: with its batch, or on its own page.',
          ],
        }))}
      />
    </Panel>
  )
}
