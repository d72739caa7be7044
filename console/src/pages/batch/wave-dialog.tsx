import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/call.js'
import { onSeen } from '../../api/marked.js'
import { ActDialog } from '../../ui/act-dialog.js'
import { waveStateWords } from '../../words/batches.js'
import { counted } from '../../words/numbers.js'
import { useSeenBatch, type Batch } from './batch.js'

export type WaveCommand = 'hold' | 'skip' | 'release'

export const waveWords: Readonly<Record<WaveCommand, string>> = { hold: 'Hold', skip: 'Skip', release: 'Release' }
const consequences: Readonly<Record<WaveCommand, string>> = {
  hold: 'It does not follow by itself any more: a person releases or skips it.',
  skip: 'Its members are given back and are in no batch any more. This cannot be undone.',
  release: 'It opens now, whatever the one before shows; waves before it that were not opened are opened with it.',
}

interface WaveDialogProps {
  readonly command: WaveCommand
  readonly wave: number
  readonly batch: Batch
  readonly etag: string | null
  readonly onClose: () => void
}

/** Asks before something is done with one wave. */
export function WaveDialog({ command, wave, onClose, ...looked }: WaveDialogProps) {
  const client = useQueryClient()
  const [{ value: batch, etag }, decide] = useSeenBatch(looked)
  const { batchId } = batch
  const now = batch.waves.find((each) => each.wave === wave)
  const members = now?.members ?? 0
  return (
    <ActDialog
      title={`${waveWords[command]} wave ${wave} of batch ${batchId}`}
      count={members}
      noun="member"
      danger={command === 'skip'}
      consequence={
        <>
          <p>{consequences[command]}</p>
          {now !== undefined && <p className="quiet">It is {stateText(now)} now.</p>}
        </>
      }
      confirm={`${waveWords[command]} wave ${wave}, ${counted(members, 'member')}`}
      act={async ({ reason, key }) => {
        const { data } = await decide(() =>
          api.POST(`/v1/batches/{batch}/waves/{wave}/${command}`, {
            params: { path: { batch: String(batchId), wave: String(wave) }, header: onSeen(etag, key) },
            body: { reason },
          }),
        )
        await client.invalidateQueries()
        return data === undefined ? null : (
          <p>
            Wave {data.wave} is <strong>{stateText(data)}</strong>.
          </p>
        )
      }}
      onClose={onClose}
    />
  )
}

function stateText({ state, held }: { readonly state: string; readonly held: boolean }): string {
  const words: Readonly<Record<string, { readonly label: string }>> = waveStateWords
  return held ? 'held' : (words[state]?.label ?? state)
}
