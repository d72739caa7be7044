import { useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/call.js'
import { ActDialog } from '../../ui/act-dialog.js'
import { To } from '../../ui/link.js'
import { counted, number } from '../../words/numbers.js'
import type { Run } from './dry-run.js'
import type { Asked } from './use-dry-run.js'

/** What is to be planned, as it was when the dialog was opened: the dry run beside it goes on, and finds the meters taken. */
export interface Counted {
  readonly asked: Asked
  readonly run: Run
  readonly name: string
  /** Whether it is put forward for approval at once. */
  readonly submit: boolean
}

interface PlanDialogProps extends Counted {
  readonly onClose: () => void
}

/** Asks before a batch is planned, and leads to it. */
export function PlanDialog({ asked, run, name, submit, onClose }: PlanDialogProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [made, setMade] = useState<string | null>(null)
  return (
    <ActDialog
      title={submit ? 'Plan the batch and put it forward' : 'Plan the batch as a draft'}
      count={run.members}
      consequence={
        <>
          <p>
            They are its members from now on: their lanes take them only as the batch releases them
            {submit ? ', once another person has approved it.' : ', and somebody puts it forward first.'}
          </p>
          {run.canGoNow < run.members && <p>{number(run.canGoNow)} of them can go now; the others go when they can.</p>}
        </>
      }
      confirm={`Plan ${counted(run.members, 'meter')}`}
      act={async ({ reason, key }) => {
        const { data } = await api.POST('/v1/batches', {
          params: { header: { 'idempotency-key': key } },
          body: { ...asked, name, reason, submit },
        })
        // Not the dry run beside it, which would be counted once more.
        void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'post' })
        if (data === undefined) return null
        const batch = String(data.batchId)
        setMade(batch)
        return (
          <p>
            <To page="/batches/$batch" params={{ batch }}>
              Batch {batch}
            </To>{' '}
            is planned with {counted(data.members, 'member')}
            {submit ? ' and awaits approval' : ' as a draft'}.
          </p>
        )
      }}
      onClose={() => {
        if (made === null) onClose()
        else void navigate({ to: '/batches/$batch', params: { batch: made } })
      }}
    />
  )
}
