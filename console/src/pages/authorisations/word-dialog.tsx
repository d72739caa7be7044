import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/call.js'
import { ActDialog } from '../../ui/act-dialog.js'
import { counted } from '../../words/numbers.js'
import type { Line } from './batches.js'

export type Word = 'authorised' | 'refused'

interface WordDialogProps {
  readonly line: Line
  readonly word: Word
  readonly onClose: () => void
}

const consequences: Readonly<Record<Word, string>> = {
  authorised:
    'Those that wait for the word go on to their lanes. Of a split installation the other supplier’s word is needed as well.',
  refused: 'Its installations are given back by the batch, unless their attempt is in flight, and wait as before.',
}

/** A supplier's word on all its meters in a batch. */
export function WordDialog({ line: { batchId, supplier, awaited }, word, onClose }: WordDialogProps) {
  const client = useQueryClient()
  const verb = word === 'authorised' ? 'Authorise' : 'Refuse'
  return (
    <ActDialog
      title={`${verb} for ${supplier}: batch ${batchId}`}
      // A word that was given is changed for all meters of the batch; how many they are is told afterwards.
      {...(awaited > 0 ? { count: awaited } : {})}
      consequence={
        <>
          <p>{consequences[word]}</p>
          {awaited === 0 && <p>No meter waits for it now: the word on all its meters in the batch is changed.</p>}
        </>
      }
      confirm={verb}
      danger={word === 'refused'}
      onClose={onClose}
      act={async ({ reason, key }) => {
        const { data } = await api.POST('/v1/batches/{batch}/authorise', {
          params: { path: { batch: String(batchId) }, header: { 'idempotency-key': key } },
          body: { decision: word, supplier, reason },
        })
        void client.invalidateQueries()
        return (
          <p>
            Done: {supplier} {word} {counted(data?.meters ?? 0, 'meter')} of batch {batchId}.
          </p>
        )
      }}
    />
  )
}
