import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { actionPermissions } from '../../../../src/domain/action/request.js'
import { api } from '../../api/call.js'
import { useSession } from '../../session/session.js'
import { ActDialog, type Act } from '../../ui/act-dialog.js'
import { Button } from '../../ui/button.js'
import { counted } from '../../words/numbers.js'
import type { ActionLine } from './action-line.js'

/** Starts an action that is prepared, and stops one that is under way; who may not is told by the service. */
export function Controls({ action }: { readonly action: ActionLine }) {
  const { permissions } = useSession()
  const client = useQueryClient()
  const [asked, ask] = useState<'start' | 'stop' | null>(null)
  const { actionId, state, pending, sent, kind } = action
  const may = permissions.includes('actions:begin') && permissions.includes(actionPermissions[kind])
  const canStart = state === 'prepared'
  const canStop = state === 'prepared' || state === 'running'
  if (!may || (!canStart && !canStop)) return null
  const act = async ({ key }: Act) => {
    const params = { path: { action: String(actionId) }, header: { 'idempotency-key': key } }
    await (asked === 'start'
      ? api.POST('/v1/actions/{action}/start', { params })
      : api.POST('/v1/actions/{action}/stop', { params }))
    await client.invalidateQueries()
    return asked === 'start' ? 'It has begun.' : 'It was asked to stop.'
  }
  return (
    <>
      {canStart && (
        <Button look="main" onPress={() => ask('start')}>
          Start
        </Button>
      )}
      {canStop && (
        <Button look="danger" onPress={() => ask('stop')}>
          Stop
        </Button>
      )}
      {asked === 'start' && (
        <ActDialog
          title={`Start action ${actionId}`}
          count={pending}
          consequence="The meters that were counted are acted on from now on; those that moved since are left alone."
          confirm={`Start for ${counted(pending, 'meter')}`}
          asksReason={false}
          act={act}
          onClose={() => ask(null)}
        />
      )}
      {asked === 'stop' && (
        <ActDialog
          title={`Stop action ${actionId}`}
          count={pending + sent}
          consequence="What no journey has taken is called back at once. What was carried out is not undone."
          confirm="Stop it"
          danger
          asksReason={false}
          act={act}
          onClose={() => ask(null)}
        />
      )}
    </>
  )
}
