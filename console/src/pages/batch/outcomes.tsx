import { To } from '../../ui/link.js'
import { Columns, Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { sentence } from '../../ui/problem-view.js'
import { codeMeaning } from '../../words/batches.js'
import { useFilterWords } from '../../words/filter-words.js'
import { number, share } from '../../words/numbers.js'
import type { OfBatch } from './batch.js'

const groups = [
  { state: 'failed', of: 'failed', word: 'Failed' },
  { state: 'waiting', of: 'waiting', word: 'Waiting' },
  { state: 'given-back', of: 'givenBack', word: 'Given back' },
] as const

/** What came of the attempts, and the reasons of those that failed, wait or were given back. */
export function Outcomes({ batch: { batchId, attempts, progress } }: OfBatch) {
  const { failures } = useFilterWords()
  const reasons = groups.flatMap(({ state, of, word }) =>
    Object.entries(progress[of]).map(([code, n]) => ({ state, word, code, n })),
  )
  if (attempts.length === 0 && reasons.length === 0) return null
  return (
    <Columns>
      {attempts.length > 0 && (
        <Panel title="Success by attempt" aside="of those that landed; voided ones apart">
          <PlainTable
            caption="Landed and commissioned, by attempt"
            heads={[
              'Attempt',
              { title: 'Landed', align: 'right' },
              { title: 'Commissioned', align: 'right' },
              { title: 'Success', align: 'right' },
            ]}
            rows={attempts.map(({ number: n, landed, commissioned }) => ({
              key: String(n),
              cells: [n, number(landed), number(commissioned), share(commissioned, landed)],
            }))}
          />
        </Panel>
      )}
      {reasons.length > 0 && (
        <Panel title="Reasons" aside="each leads to its members">
          <PlainTable
            caption="Reasons of members that failed, wait or were given back"
            heads={['State', 'Why', { title: 'Members', align: 'right' }]}
            rows={reasons.map(({ state, word, code, n }) => ({
              key: `${state} ${code}`,
              cells: [
                word,
                <>
                  <To page="/batches/$batch" params={{ batch: String(batchId) }} filters={{ state, code }}>
                    <code>{code}</code>
                  </To>{' '}
                  {sentence(codeMeaning(code, failures) ?? 'a code that is not in the retry table')}
                </>,
                number(n),
              ],
            }))}
          />
        </Panel>
      )}
    </Columns>
  )
}
