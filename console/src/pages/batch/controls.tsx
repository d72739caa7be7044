import { useState } from 'react'
import type { Permission } from '../../../../src/domain/access.js'
import { batchCommands, transition, type BatchCommand } from '../../../../src/domain/batch/transitions.js'
import { whoMay } from '../../session/permission-gate.js'
import { useSession, type Session } from '../../session/session.js'
import { Button } from '../../ui/button.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { sentence } from '../../ui/problem-view.js'
import { commandWords, rateText } from '../../words/batches.js'
import { liveMembers, type Batch } from './batch.js'
import { CommandDialog } from './command-dialog.js'
import { RateDialog } from './rate-dialog.js'

/** What each command does, and who may give it. */
const commands: Readonly<Record<BatchCommand, readonly [what: string, needs: Permission]>> = {
  submit: ['Asks another person to approve it.', 'batches:plan'],
  approve: ['It starts at its start time, or at once.', 'batches:approve'],
  refuse: ['Its members are given back; it is over.', 'batches:approve'],
  pause: [
    'Nothing more is released, what no lane has claimed is withdrawn, what is in flight lands.',
    'batches:control',
  ],
  resume: ['It releases again.', 'batches:control'],
  finish: ['Nothing more is released, what was released goes; then it is over.', 'batches:control'],
  cancel: ['Its members are given back, those in flight once they have landed; it is over.', 'batches:control'],
}

export interface Acting {
  readonly batch: Batch
  readonly etag: string | null
}

/** What may be done with it now; what may not says why. */
export function Controls({ batch, etag }: Acting) {
  const session = useSession()
  const [open, setOpen] = useState<BatchCommand | 'rate' | null>(null)
  const rows = batchCommands
    .map((command) => ({ command, refusal: refusalOf(command, batch, session) }))
    .sort((a, b) => Number(a.refusal !== null) - Number(b.refusal !== null))
  const rateRefusal = rateRefusalOf(batch, session)
  return (
    <Panel title="What may be done now">
      <PlainTable
        caption="Commands, and whether they may be given now"
        heads={['Command', 'What follows', 'Why not now']}
        rows={[
          ...rows.map(({ command, refusal }) => ({
            key: command,
            cells: [
              <Button
                look={refusal === null && (command === 'approve' || command === 'submit') ? 'main' : 'plain'}
                isDisabled={refusal !== null}
                onPress={() => setOpen(command)}
              >
                {commandWords[command]}
              </Button>,
              commands[command][0],
              refusal === null ? '' : sentence(refusal),
            ],
          })),
          {
            key: 'rate',
            cells: [
              <Button isDisabled={rateRefusal !== null} onPress={() => setOpen('rate')}>
                Change the rate
              </Button>,
              `Members released an hour; now ${rateText(batch.ratePerHour)}.`,
              rateRefusal === null ? '' : sentence(rateRefusal),
            ],
          },
        ]}
      />
      {open === 'rate' && <RateDialog batch={batch} etag={etag} onClose={() => setOpen(null)} />}
      {open !== null && open !== 'rate' && (
        <CommandDialog
          command={open}
          consequence={commands[open][0]}
          batch={batch}
          etag={etag}
          onClose={() => setOpen(null)}
        />
      )}
    </Panel>
  )
}

/** Why a command may not be given now; null: it may. */
function refusalOf(command: BatchCommand, batch: Batch, { permissions, name }: Session): string | null {
  const { 'in-flight': inFlight, released } = batch.progress.states
  const next = transition(batch.state, command, { inFlight, released, live: liveMembers(batch) })
  if (next.kind === 'refused') return next.message
  const [, needs] = commands[command]
  if (!permissions.includes(needs)) return `this is for ${whoMay(needs)}`
  if (command === 'approve' && batch.plannedBy === name) return 'nobody approves a batch of their own'
  return null
}

function rateRefusalOf({ endedAt }: Batch, { permissions }: Session): string | null {
  if (endedAt !== null) return 'it is over: nothing of it is released'
  return permissions.includes('batches:control') ? null : `this is for ${whoMay('batches:control')}`
}
