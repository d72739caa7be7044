import { queries } from '../../api/call.js'
import { To } from '../../ui/link.js'
import { StatTile, StatTiles } from '../../ui/stat-tile.js'
import { counted, number, share } from '../../words/numbers.js'
import type { OfStatus } from '../overview/status.js'

/** The figures that a supplier looks at first; each leads on. */
export function AtAGlance({ status: { meters, stages, duties, codes }, filters }: OfStatus) {
  const words = queries.useQuery(
    'get',
    '/v1/authorisations',
    { params: { query: { ...filters, awaited: 'true' } } },
    { meta: { live: true } },
  )
  const done = stages.enrolled + stages.replaced
  const unauthorised = codes.AUT_SUPPLIER ?? 0
  return (
    <StatTiles>
      <StatTile
        label="Meters"
        value={number(meters)}
        note={
          <To page="/meters" filters={filters}>
            {share(done, meters)} enrolled or replaced
          </To>
        }
      />
      <StatTile
        label="Overdue"
        value={number(duties.overdue)}
        note={
          <To page="/due" filters={{ ...filters, health: 'overdue' }}>
            past their date
          </To>
        }
        tone={duties.overdue > 0 ? 'bad' : 'good'}
      />
      <StatTile
        label="Due soon"
        value={number(duties['due-soon'])}
        note={
          <To page="/due" filters={{ ...filters, health: 'due-soon' }}>
            their date is near
          </To>
        }
        tone={duties['due-soon'] > 0 ? 'warn' : 'good'}
      />
      <StatTile
        label="Decisions waiting"
        value={number(stages['needs-action'])}
        note={
          <To page="/decisions" filters={filters}>
            decide, singly or in bulk
          </To>
        }
        tone={stages['needs-action'] > 0 ? 'bad' : 'good'}
      />
      <StatTile
        label="Blocked"
        value={number(stages.blocked)}
        note={
          <To page="/meters" filters={{ ...filters, stage: 'blocked' }}>
            records disagree
          </To>
        }
        tone={stages.blocked > 0 ? 'warn' : 'good'}
      />
      <StatTile
        label="Authorisations missing"
        value={number(unauthorised)}
        note={
          <To page="/authorisations" filters={filters}>
            {words.data === undefined
              ? 'meters that wait for them'
              : `${counted(words.data.authorisations.length, 'batch', 'batches')} among them`}
          </To>
        }
        tone={unauthorised > 0 ? 'warn' : 'good'}
      />
    </StatTiles>
  )
}
