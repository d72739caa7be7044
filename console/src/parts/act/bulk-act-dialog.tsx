import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ActionKind } from '../../../../src/domain/action/request.js'
import { api } from '../../api/call.js'
import { ActDialog, type Act } from '../../ui/act-dialog.js'
import { Inputs, type Draft } from '../../ui/inputs.js'
import { tell } from '../../ui/toasts.js'
import { actionWords } from '../../words/action-words.js'
import { counted } from '../../words/numbers.js'
import { Corrections } from './corrections.js'
import { DryRun } from './dry-run.js'
import { actInputs, isComplete, orderOf, type CorrectionFile, type MeterWords } from './order.js'

/** Meters that are acted on together. */
export interface ActSet {
  /** Which: the words of the lists. */
  readonly filter: MeterWords
  /** The same in a few words, for the heading: “W101, Itron”. */
  readonly words: string
}

interface BulkActDialogProps {
  readonly kind: ActionKind
  readonly set: ActSet
  readonly onClose: () => void
}

const dryRunKey = 'act-dry-run'

/**
 * One decision about many meters: its dry run counts all that match, the reason is asked, the stored action begun, and
 * its page opened.
 */
export function BulkActDialog({ kind, set: { filter, words }, onClose }: BulkActDialogProps) {
  const [draft, setDraft] = useState<Draft>({})
  const [file, setFile] = useState<CorrectionFile | null>(null)
  const client = useQueryClient()
  const navigate = useNavigate()
  const { title, consequence, danger = false } = actionWords[kind]
  const dryRun = useQuery({
    queryKey: [dryRunKey, kind, filter, file?.key],
    enabled: kind !== 'correct' || file !== null,
    // Counted anew for each dialog, and with a reason, since one will be given.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const { data } = await api.POST('/v1/actions/dry-run', { body: orderOf(kind, filter, {}, file, '–'), signal })
      if (data === undefined) throw new Error('the dry run was answered with nothing')
      return data
    },
  })
  const can = dryRun.data?.can ?? null
  const act = async ({ reason, key }: Act) => {
    const { data } = await api.POST('/v1/actions', {
      params: { header: { 'idempotency-key': key } },
      body: orderOf(kind, filter, draft, file, reason),
    })
    if (data === undefined) throw new Error('the action was answered with nothing')
    tell(`Action ${data.actionId} has begun for ${counted(data.can, 'meter')}.`)
    // Not the dry run that is still on the screen: it would count all the meters once more.
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== dryRunKey })
    await navigate({ to: '/actions/$action', params: { action: String(data.actionId) }, search: {} })
    return null
  }
  return (
    <ActDialog
      title={kind === 'correct' ? title : `${title}: ${words}`}
      count={can}
      consequence={consequence}
      confirm={can === null ? title : `${title}: ${counted(can, 'meter')}`}
      danger={danger}
      ready={isComplete(kind, draft, file)}
      act={act}
      onClose={onClose}
    >
      {(kind !== 'correct' || file !== null) && <DryRun read={dryRun} />}
      {kind === 'correct' ? (
        <Corrections taken={file} take={setFile} />
      ) : (
        <Inputs
          of={actInputs[kind]}
          draft={draft}
          change={(name, value) => setDraft((before) => ({ ...before, [name]: value }))}
        />
      )}
    </ActDialog>
  )
}
