import { To } from '../../ui/link.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { number } from '../../words/numbers.js'
import type { OfBatch } from './batch.js'

/** The batch that it retries for, and those in which its own members are tried again. */
export function Relatives({ batch: { parentId, children } }: OfBatch) {
  if (parentId === null && children.length === 0) return null
  const rows = [
    ...(parentId === null ? [] : [{ batchId: parentId, what: 'its members are tried again here', members: null }]),
    ...children.map(({ batchId, members }) => ({
      batchId,
      what: 'members of this one are tried again there',
      members,
    })),
  ]
  return (
    <Panel title="Related batches">
      <PlainTable
        caption="Related batches"
        heads={['Batch', 'How', { title: 'Members', align: 'right' }]}
        rows={rows.map(({ batchId, what, members }) => ({
          key: String(batchId),
          cells: [
            <To page="/batches/$batch" params={{ batch: String(batchId) }}>
              Batch {batchId}
            </To>,
            what,
            members === null ? '' : number(members),
          ],
        }))}
      />
    </Panel>
  )
}
