import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/call.js'
import { onSeen } from '../../api/marked.js'
import { ActDialog } from '../../ui/act-dialog.js'
import { waveStateWords } from '../../words/batches.js'
import { counted } from '../../words/numbers.js'
import type { Batch } from './batch.js'

export type WaveCommand = 'hold' | 'skip' | 'release'

export const waveWords: Readonly<Record<WaveCommand, string>> = { hold: 'Hold', skip: 'Skip', release: 'Release' }
const consequences: Readonly<Record<WaveCommand, string>> = {
  hold: 'It does not follow by itself any more: a person releases or skips it.',
  skip: 'Its members are given back and are in no batch any more. This cannot be undone.',
  release: 'It opens now, whatever the one before shows; waves before it that were not opened are opened with it.',
}

interface WaveDialogProps {
  readonly command: WaveCommand
  readonly wave: Batch['waves'][number]
  readonly batchId: number
  readonly etag: string | null
  readonly onClose: () => void
}

/** Asks before something is done with one wave. */
export function WaveDialog({ command, wave, batchId, etag, onClose }: WaveDialogProps) {
  const client = useQueryClient()
  const [seen] = useState(etag)
  return (
    <ActDialog
      title={`${waveWords[command]} wave ${wave.wave} of batch ${batchId}`}
      count={wave.members}
      noun="member"
      danger={command === 'skip'}
      consequence={consequences[command]}
      confirm={`${waveWords[command]} wave ${wave.wave}, ${counted(wave.members, 'member')}`}
      act={async ({ reason, key }) => {
        const { data } = await api.POST(`/v1/batches/{batch}/waves/{wave}/${command}`, {
          params: { path: { batch: String(batchId), wave: String(wave.wave) }, header: onSeen(seen, key) },
          body: { reason },
        })
        await client.invalidateQueries()
        return data === undefined ? null : (
          <p>
            Wave {data.wave} is <strong>{data.held ? 'held' : stateText(data.state)}</strong>.
          </p>
        )
      }}
      onClose={onClose}
    />
  )
}

function stateText(state: string): string {
  const words: Readonly<Record<string, { readonly label: string }>> = waveStateWords
  return words[state]?.label ?? state
}
