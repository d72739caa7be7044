import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/call.js'
import { onSeen } from '../../api/marked.js'
import { ActDialog } from '../../ui/act-dialog.js'
import { TextField } from '../../ui/fields.js'
import { wholeIn } from '../../ui/whole.js'
import { rateText } from '../../words/batches.js'
import { liveMembers, useSeenBatch } from './batch.js'
import type { Acting } from './controls.js'

/** Asks how many members an hour are released at most; nothing: as fast as its lanes go. */
export function RateDialog({ onClose, ...looked }: Acting & { readonly onClose: () => void }) {
  const client = useQueryClient()
  const [{ value: batch, etag }, decide] = useSeenBatch(looked)
  const [text, setText] = useState(batch.ratePerHour === null ? '' : String(batch.ratePerHour))
  const rate = text.trim() === '' ? null : wholeIn(text, 1, 10_000_000)
  return (
    <ActDialog
      title={`Change the rate: batch ${batch.batchId}`}
      count={liveMembers(batch)}
      noun="member"
      consequence={`It holds within seconds, also for what was approved at another rate: now ${rateText(batch.ratePerHour)}.`}
      confirm="Change the rate"
      ready={rate !== undefined}
      act={async ({ reason, key }) => {
        const { data } = await decide(() =>
          api.POST('/v1/batches/{batch}/rate', {
            params: { path: { batch: String(batch.batchId) }, header: onSeen(etag, key) },
            body: { reason, ratePerHour: rate ?? null },
          }),
        )
        await client.invalidateQueries()
        return <p>The batch releases {rateText(data?.ratePerHour ?? null)}.</p>
      }}
      onClose={onClose}
    >
      <TextField
        label="Members an hour at most"
        hint="empty: as fast as its lanes go"
        value={text}
        onChange={setText}
        numeric
        error={rate === undefined ? 'Give a whole number from 1, or leave it empty.' : undefined}
      />
    </ActDialog>
  )
}
