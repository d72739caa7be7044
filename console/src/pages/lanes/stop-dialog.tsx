import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/call.js'
import { ActDialog } from '../../ui/act-dialog.js'
import { TextField } from '../../ui/fields.js'

interface StopDialogProps {
  /** Null: all lanes, those too that a later programme brings. */
  readonly lane: { readonly lane: string; readonly name: string } | null
  readonly lanes: number
  /** Lift the stop that there is. */
  readonly lift: boolean
  readonly onClose: () => void
}

const deliberate = 'STOP'

/** Asks before a lane, or all of them, are stopped or go on; the emergency stop is typed out. */
export function StopDialog({ lane, lanes, lift, onClose }: StopDialogProps) {
  const client = useQueryClient()
  const [typed, setTyped] = useState('')
  const emergency = lane === null && !lift
  const what = lane === null ? 'all lanes' : lane.name
  return (
    <ActDialog
      title={lift ? `Lift the stop of ${what}` : lane === null ? 'Emergency stop of all lanes' : `Stop ${what}`}
      count={lane === null ? lanes : 1}
      noun="lane"
      danger={!lift}
      consequence={
        lift
          ? lane === null
            ? 'Lanes submit again, as far as they may. A lane that is also stopped by itself stays so.'
            : 'It submits again, as its hours, limits and breaker allow.'
          : `Nothing new is submitted, and nothing that DCC has not acknowledged is sent again; what is in flight lands. It lasts until somebody lifts it${lane === null ? ', also for lanes that a later programme brings' : ''}.`
      }
      confirm={lift ? 'Lift the stop' : lane === null ? `Stop all ${lanes} lanes` : 'Stop the lane'}
      ready={!emergency || typed.trim().toUpperCase() === deliberate}
      act={async ({ reason, key }) => {
        const deed = lift ? 'lift' : 'stop'
        const header = { 'idempotency-key': key }
        await (lane === null
          ? api.POST(`/v1/lanes/${deed}`, { params: { header }, body: { reason } })
          : api.POST(`/v1/lanes/{lane}/${deed}`, { params: { path: { lane: lane.lane }, header }, body: { reason } }))
        await client.invalidateQueries()
        return (
          <p>{lift ? `The stop of ${what} is lifted.` : `${what.charAt(0).toUpperCase()}${what.slice(1)}: stopped.`}</p>
        )
      }}
      onClose={onClose}
    >
      {emergency && (
        <TextField
          label={`Type ${deliberate} to show that all lanes are meant`}
          value={typed}
          onChange={setTyped}
          required
        />
      )}
    </ActDialog>
  )
}
