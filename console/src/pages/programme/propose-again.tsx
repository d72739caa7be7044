import { useQueryClient } from '@tanstack/react-query'
import { api, queries } from '../../api/call.js'
import { ActDialog } from '../../ui/act-dialog.js'
import { To } from '../../ui/link.js'

interface ProposeAgainProps {
  readonly version: number
  readonly onClose: () => void
}

/** Undoes what came after a version: proposes it again, for another person to put in force. */
export function ProposeAgain({ version, onClose }: ProposeAgainProps) {
  const client = useQueryClient()
  const inForce = queries.useQuery('get', '/v1/programme', {})
  const from = inForce.data?.version
  return (
    <ActDialog
      title={`Propose version ${version} again`}
      count={from === undefined ? 1 : from - version}
      noun="version"
      consequence={
        <p>
          are undone once another person puts it in force, as a new version with the content of version {version}.
          Nothing changes until then; the proposal shows for how many meters it would.
        </p>
      }
      confirm={`Propose version ${version}`}
      act={async ({ reason, key }) => {
        const { data } = await api.POST('/v1/programme/proposals', {
          params: { header: { 'idempotency-key': key } },
          body: { version, reason },
        })
        await client.invalidateQueries()
        return data === undefined ? null : (
          <p>
            It is{' '}
            <To page="/programme/proposals/$proposal" params={{ proposal: String(data.proposalId) }}>
              proposal {data.proposalId}
            </To>
            . Another person puts it in force.
          </p>
        )
      }}
      onClose={onClose}
    />
  )
}
