import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { BatchCommand } from '../../../../src/domain/batch/transitions.js'
import { api } from '../../api/call.js'
import { onSeen } from '../../api/marked.js'
import { ActDialog } from '../../ui/act-dialog.js'
import { batchStateWords, commandWords } from '../../words/batches.js'
import { counted } from '../../words/numbers.js'
import { liveMembers, type Batch } from './batch.js'

interface CommandDialogProps {
  readonly command: BatchCommand
  readonly consequence: string
  readonly batch: Batch
  readonly etag: string | null
  readonly onClose: () => void
}

/** Asks before a command to a batch, and gives it on what was seen when it was asked. */
export function CommandDialog({ command, consequence, batch, etag, onClose }: CommandDialogProps) {
  const client = useQueryClient()
  const [seen] = useState(etag)
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
          {(command === 'cancel' || command === 'refuse' || command === 'finish') && <p>This cannot be undone.</p>}
        </>
      }
      confirm={`${commandWords[command]}, ${counted(count, 'member')}`}
      act={async ({ reason, key }) => {
        const { data } = await api.POST(`/v1/batches/{batch}/${command}`, {
          params: { path: { batch: String(batch.batchId) }, header: onSeen(seen, key) },
          body: { reason },
        })
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
