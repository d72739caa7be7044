import { useQueryClient } from '@tanstack/react-query'
import type { BatchCommand } from '../../../../src/domain/batch/transitions.js'
import { api } from '../../api/call.js'
import { onSeen } from '../../api/marked.js'
import { ActDialog } from '../../ui/act-dialog.js'
import { batchStateWords, commandWords } from '../../words/batches.js'
import { counted } from '../../words/numbers.js'
import { liveMembers, useSeenBatch, type Batch } from './batch.js'

interface CommandDialogProps {
  readonly command: BatchCommand
  readonly consequence: string
  readonly batch: Batch
  readonly etag: string | null
  readonly onClose: () => void
}

/** Asks before a command to a batch, and gives it on what is looked at. */
export function CommandDialog({ command, consequence, onClose, ...looked }: CommandDialogProps) {
  const client = useQueryClient()
  const [{ value: batch, etag }, decide] = useSeenBatch(looked)
  const count = liveMembers(batch)
  return (
    <ActDialog
      title={`${commandWords[command]}: batch ${batch.batchId}`}
      count={count}
      noun="member"
      danger={command === 'cancel' || command === 'refuse'}
      consequence={
        <>
          <p>{consequence}</p>
          <p className="quiet">It is {batchStateWords[batch.state].label.toLowerCase()} now.</p>
          {(command === 'cancel' || command === 'refuse' || command === 'finish') && <p>This cannot be undone.</p>}
        </>
      }
      confirm={`${commandWords[command]}, ${counted(count, 'member')}`}
      act={async ({ reason, key }) => {
        const { data } = await decide(() =>
          api.POST(`/v1/batches/{batch}/${command}`, {
            params: { path: { batch: String(batch.batchId) }, header: onSeen(etag, key) },
            body: { reason },
          }),
        )
        await client.invalidateQueries()
        return data === undefined ? null : (
          <p>
            Batch {batch.batchId} is <strong>{batchStateWords[data.state].label.toLowerCase()}</strong>:{' '}
            {batchStateWords[data.state].meaning}.
          </p>
        )
      }}
      onClose={onClose}
    />
  )
}
