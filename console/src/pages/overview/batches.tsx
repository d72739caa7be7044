import { queries, type Answer } from '../../api/call.js'
import { Badge } from '../../ui/badge.js'
import { Empty } from '../../ui/empty.js'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { batchHealthWords, batchStateWords } from '../../words/batches.js'
import { number } from '../../words/numbers.js'

type BatchLine = Answer<'/v1/batches'>['batches'][number]

/** Batches that are not on track, or wait for somebody. */
export function Batches() {
  const read = queries.useQuery(
    'get',
    '/v1/batches',
    { params: { query: { attention: 'true' } } },
    { meta: { live: true }, refetchInterval: 60_000 },
  )
  return (
    <Panel
      title="Batches that need attention"
      aside={
        read.data !== undefined && `${number(read.data.batches.length)}${read.data.next === null ? '' : ' or more'}`
      }
    >
      <Loaded read={read} what="The batches">
        {({ batches }) =>
          batches.length === 0 ? (
            <Empty title="No batch needs attention">All that are open are on track, or there is none.</Empty>
          ) : (
            <PlainTable
              caption="Batches, and why each needs attention"
              heads={['Batch', 'State', 'Health', 'Why', { title: 'Enrolled', align: 'right' }]}
              rows={batches.map(rowOf)}
            />
          )
        }
      </Loaded>
    </Panel>
  )
}

function rowOf({ batchId, name, state, health, enrolled, members }: BatchLine) {
  const { label, tone } = batchHealthWords[health?.health ?? 'on-track']
  return {
    key: String(batchId),
    cells: [
      <To key="name" page="/batches/$batch" params={{ batch: String(batchId) }}>
        {name}
      </To>,
      batchStateWords[state].label,
      <Badge key="health" tone={tone}>
        {label}
      </Badge>,
      health?.reasons.join('; ') ?? '',
      `${number(enrolled)} of ${number(members)}`,
    ],
  }
}
