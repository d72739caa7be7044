import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/call.js'
import { ActDialog } from '../../ui/act-dialog.js'
import { counted } from '../../words/numbers.js'

interface AuthoriseDialogProps {
  readonly batchId: number
  readonly supplier: string
  readonly name: string
  readonly decision: 'authorised' | 'refused'
  /** Those that wait for it. */
  readonly meters: number
  readonly onClose: () => void
}

/** Takes down a supplier's word on its meters in a batch. */
export function AuthoriseDialog({ batchId, supplier, name, decision, meters, onClose }: AuthoriseDialogProps) {
  const client = useQueryClient()
  const authorises = decision === 'authorised'
  return (
    <ActDialog
      title={`${name} ${authorises ? 'authorises' : 'refuses'} batch ${batchId}`}
      count={meters}
      danger={!authorises}
      consequence={
        authorises
          ? 'Its meters that waited for this go on. Of an installation with meters of two suppliers both must authorise.'
          : 'Its installations are given back, the other meter behind the same hub too; those in flight land. This cannot be undone in this batch.'
      }
      confirm={authorises ? 'Record the authorisation' : 'Record the refusal'}
      act={async ({ reason, key }) => {
        const { data } = await api.POST('/v1/batches/{batch}/authorise', {
          params: { path: { batch: String(batchId) }, header: { 'idempotency-key': key } },
          body: { decision, supplier, reason },
        })
        await client.invalidateQueries()
        const many = counted(data?.meters ?? 0, 'meter')
        return <p>{authorises ? `${many} of ${name} are authorised.` : `${many} were given back.`}</p>
      }}
      onClose={onClose}
    />
  )
}
