import { queries, type Answer } from '../../api/call.js'
import { Badge } from '../../ui/badge.js'
import { Empty } from '../../ui/empty.js'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { batchHealthWords, batchStateWords } from '../../words/batches.js'
import { counted, number } from '../../words/numbers.js'

type BatchLine = Answer<'/v1/batches'>['batches'][number]

/** Batches that go on and are not on track, or wait for somebody’s approval. */
export function Batches() {
  const read = queries.useQuery(
    'get',
    '/v1/batches',
    { params: { query: { open: 'true', health: 'true' } } },
    { meta: { live: true }, refetchInterval: 60_000 },
  )
  return (
    <Panel
      title="Batches that need attention"
      aside={
        read.data !== undefined &&
        `${number(read.data.batches.length)}${read.data.next === null ? '' : ' or more'} open`
      }
    >
      <Loaded read={read} what="The batches">
        {({ batches }) => {
          const needy = batches.filter(needsSomebody)
          return needy.length === 0 ? (
            <Empty title="No batch needs attention">
              {batches.length === 0
                ? 'There is no open batch.'
                : `${counted(batches.length, 'batch', 'batches')} on track.`}
            </Empty>
          ) : (
            <PlainTable
              caption="Batches, and why each needs attention"
              heads={['Batch', 'State', 'Health', 'Why', { title: 'Enrolled', align: 'right' }]}
              rows={needy.map(rowOf)}
            />
          )
        }}
      </Loaded>
    </Panel>
  )
}

function needsSomebody({ state, health }: BatchLine): boolean {
  return state === 'awaiting-approval' || (health !== null && health.health !== 'on-track')
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
      health === null || health.reasons.length === 0 ? 'another person must approve it' : health.reasons.join('; '),
      `${number(enrolled)} of ${number(members)}`,
    ],
  }
}
