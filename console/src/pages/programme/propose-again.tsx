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
  const newest = queries.useQuery('get', '/v1/programme/versions', { params: { query: { limit: '1' } } })
  const inForce = newest.data?.versions[0]?.version
  return (
    <ActDialog
      title={`Propose version ${version} again`}
      // Without the newest version it is not known how many come after it; the proposal says so too.
      {...(newest.isError ? {} : { count: inForce === undefined ? null : inForce - version })}
      noun="version"
      consequence={
        <p>
          What came after version {version} is undone once another person puts it in force, as a new version with its
          content. Nothing changes until then; the proposal shows for how many meters it would.
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
