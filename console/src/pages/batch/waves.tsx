import { useState } from 'react'
import { whoMay } from '../../session/permission-gate.js'
import { useMay } from '../../session/session.js'
import { Badge } from '../../ui/badge.js'
import { Button } from '../../ui/button.js'
import { To } from '../../ui/link.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { Time } from '../../ui/time.js'
import { waveStateWords } from '../../words/batches.js'
import { number } from '../../words/numbers.js'
import { Progress } from '../batches/progress.js'
import type { Batch } from './batch.js'
import styles from './batch.module.css'
import type { Acting } from './controls.js'
import { waveWords, WaveDialog, type WaveCommand } from './wave-dialog.js'

type Wave = Batch['waves'][number]
const commands: readonly WaveCommand[] = ['release', 'hold', 'skip']

/** The waves in their order, and what may be done with those to come. */
export function Waves({ batch, etag }: Acting) {
  const may = useMay('batches:control')
  const [open, setOpen] = useState<{ readonly wave: number; readonly command: WaveCommand } | null>(null)
  const pending = batch.waves.some(({ state }) => state === 'pending')
  const why = pending ? whyNot(batch, may) : null
  return (
    <Panel title="Waves" aside={why ?? 'earlier dates go in earlier waves'}>
      <PlainTable
        caption="Waves of this batch"
        heads={[
          { title: 'Wave', align: 'right' },
          { title: 'Members', align: 'right' },
          'State',
          'Progress',
          'Opened',
          'Judged',
          'What may be done',
        ]}
        rows={batch.waves.map((wave) => ({
          key: String(wave.wave),
          cells: [
            <To page="/batches/$batch" params={{ batch: String(batch.batchId) }} filters={{ wave: String(wave.wave) }}>
              {wave.wave}
            </To>,
            number(wave.members),
            <WaveBadge wave={wave} />,
            <div className={styles.progress}>
              <Progress states={wave.counts} members={wave.members} />
            </div>,
            wave.openedAt === null ? '' : <Time at={wave.openedAt} />,
            wave.judgedAt === null ? '' : <Time at={wave.judgedAt} />,
            wave.state === 'pending' ? (
              <div className={styles.buttons}>
                {commands.map((command) => (
                  <Button
                    key={command}
                    isDisabled={refused(command, wave, batch, may)}
                    aria-label={`${waveWords[command]} wave ${wave.wave}`}
                    onPress={() => setOpen({ wave: wave.wave, command })}
                  >
                    {waveWords[command]}
                  </Button>
                ))}
              </div>
            ) : (
              <span className="quiet">it was {wave.state === 'skipped' ? 'skipped' : 'opened'}</span>
            ),
          ],
        }))}
      />
      {open !== null && (
        <WaveDialog command={open.command} wave={open.wave} batch={batch} etag={etag} onClose={() => setOpen(null)} />
      )}
    </Panel>
  )
}

function WaveBadge({ wave: { state, held } }: { readonly wave: Wave }) {
  const { label, meaning, tone } = waveStateWords[state]
  return held && state === 'pending' ? (
    <Badge tone="warn" title="it does not follow by itself">
      held
    </Badge>
  ) : (
    <Badge tone={tone} title={meaning}>
      {label}
    </Badge>
  )
}

/** Why nothing, or not all, may be done with waves to come. */
function whyNot({ state }: Batch, may: boolean): string | null {
  if (!may) return `holding, skipping and releasing waves is for ${whoMay('batches:control')}`
  if (state === 'cancelling' || state === 'finishing') return 'no more waves are opened: the batch is ending'
  return state === 'releasing' ? null : 'a wave is released while the batch is releasing; it may be held or skipped'
}

function refused(command: WaveCommand, { held }: Wave, { state, endedAt }: Batch, may: boolean): boolean {
  if (!may || endedAt !== null || state === 'cancelling' || state === 'finishing') return true
  return (command === 'release' && state !== 'releasing') || (command === 'hold' && held)
}
