import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { actionPermissions } from '../../../../src/domain/action/request.js'
import { api } from '../../api/call.js'
import { useSession } from '../../session/session.js'
import { ActDialog, type Act } from '../../ui/act-dialog.js'
import { Button } from '../../ui/button.js'
import { counted } from '../../words/numbers.js'
import type { ActionLine } from './action-line.js'

/** What is asked about, with its count as it was when the button was pressed. */
interface Asked {
  readonly what: 'start' | 'stop'
  readonly meters: number
}

/** Starts an action that is prepared, and stops one that is under way; who may not is told by the service. */
export function Controls({ action }: { readonly action: ActionLine }) {
  const { permissions } = useSession()
  const client = useQueryClient()
  const [asked, ask] = useState<Asked | null>(null)
  const { actionId, state, pending, sent, kind } = action
  const may = permissions.includes('actions:begin') && permissions.includes(actionPermissions[kind])
  const canStart = state === 'prepared'
  const canStop = state === 'prepared' || state === 'running'
  const close = (): void => ask(null)
  const act = async ({ reason, key }: Act) => {
    const params = { path: { action: String(actionId) }, header: { 'idempotency-key': key } }
    await (asked?.what === 'start'
      ? api.POST('/v1/actions/{action}/start', { params })
      : api.POST('/v1/actions/{action}/stop', { params, body: { reason } }))
    await client.invalidateQueries()
    return asked?.what === 'start' ? 'It has begun.' : 'It was asked to stop.'
  }
  return (
    <>
      {may && canStart && (
        <Button look="main" onPress={() => ask({ what: 'start', meters: pending })}>
          Start
        </Button>
      )}
      {may && canStop && (
        <Button look="danger" onPress={() => ask({ what: 'stop', meters: pending + sent })}>
          Stop
        </Button>
      )}
      {asked?.what === 'start' && (
        <ActDialog
          title={`Start action ${actionId}`}
          count={asked.meters}
          consequence="The meters that were counted are acted on from now on; those that moved since are left alone."
          confirm={`Start for ${counted(asked.meters, 'meter')}`}
          asksReason={false}
          act={act}
          onClose={close}
        />
      )}
      {asked?.what === 'stop' && (
        <ActDialog
          title={`Stop action ${actionId}`}
          count={asked.meters}
          consequence="What no journey has taken is called back at once. What was carried out is not undone."
          confirm="Stop it"
          danger
          act={act}
          onClose={close}
        />
      )}
    </>
  )
}
