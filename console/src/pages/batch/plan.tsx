import { Definitions } from '../../ui/definitions.js'
import { Panel } from '../../ui/panel.js'
import { Time } from '../../ui/time.js'
import { errorsText, filterText, rateText, wavesText } from '../../words/batches.js'
import { useFilterWords } from '../../words/filter-words.js'
import type { OfBatch } from './batch.js'

/** What was asked for, and who decided on it. */
export function Plan({ batch }: OfBatch) {
  const words = useFilterWords()
  const { plan } = batch
  const planned = batch.events.find(({ kind }) => kind === 'planned')
  return (
    <Panel title="Plan">
      <Definitions
        of={[
          ['Meters asked for', filterText(batch.filter, words)],
          ['Why', planned?.reason],
          ['Waves', wavesText(plan)],
          ['Errors', errorsText(plan)],
          ['Rate', rateText(batch.ratePerHour)],
          ['Starts', batch.startsAt === null ? 'once it is approved' : <Time at={batch.startsAt} show="both" />],
          [
            'Ends',
            batch.endsAt === null ? (
              'when all its members are at their end'
            ) : (
              <>
                <Time at={batch.endsAt} show="both" />:{' '}
                {plan.atEnd === 'stop' ? 'nothing more is released' : 'what is not in flight is taken back'}
              </>
            ),
          ],
          [
            'Where all that is left waits for others',
            plan.whenStill === 'end' ? 'it ends by itself' : 'it stays open and needs attention',
          ],
          [
            'Decided',
            batch.decidedAt === null ? null : (
              <>
                <Time at={batch.decidedAt} show="both" /> by {batch.decidedBy}
                {batch.remark !== null && `: ${batch.remark}`}
              </>
            ),
          ],
          ['Started', batch.startedAt === null ? null : <Time at={batch.startedAt} show="both" />],
        ]}
      />
    </Panel>
  )
}
