import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../api/call.js'
import type { Marked } from '../../api/marked.js'
import { useOperation } from '../../api/use-operation.js'
import { ActDialog } from '../../ui/act-dialog.js'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import { Notice } from '../../ui/notice.js'
import { counted } from '../../words/numbers.js'
import type { Proposal } from './proposal-page.js'

interface DecideProps {
  /** As it was looked at when the decision was asked for. */
  readonly seen: Marked<Proposal>
  readonly onClose: () => void
}

/** Puts a proposal in force, as it was looked at. */
export function ApplyProposal({ seen: { value, etag }, onClose }: DecideProps) {
  const { proposalId, preview } = value
  const path = { proposal: String(proposalId) }
  return (
    <ActDialog
      title={`Put proposal ${proposalId} in force`}
      count={preview?.changes.length ?? 0}
      noun="change"
      consequence={
        <p>
          {counted(preview?.concerned ?? 0, 'meter')} concerned; {counted(preview?.woken ?? 0, 'meter')} that wait or
          stand ready will be told and decide again. It becomes a new version at once; an earlier one can be proposed
          again.
        </p>
      }
      confirm="Put in force"
      act={async ({ reason, key }) => {
        const { data } = await api.POST('/v1/programme/proposals/{proposal}/apply', {
          params: { path, header: { 'idempotency-key': key, 'if-match': etag ?? '' } },
          body: { reason },
        })
        return data === undefined ? null : <Applied operation={data.operationId} />
      }}
      onClose={onClose}
    />
  )
}

/** How far putting it in force is, and what came of it. */
function Applied({ operation }: { readonly operation: string }) {
  const read = useOperation(operation)
  return (
    <Loaded read={read} what="The outcome" lines={1}>
      {({ state, problem, result }) => {
        if (state === 'running') return <p>It is being put in force…</p>
        if (state === 'failed') {
          return (
            <Notice tone="bad" title="It was not put in force">
              {problem?.detail} {problem?.hint}
            </Notice>
          )
        }
        const version = versionOf(result)
        return (
          <p>
            {version === null ? (
              'It is in force.'
            ) : (
              <>
                <To page="/programme/versions/$version" params={{ version }}>
                  Version {version}
                </To>{' '}
                is in force; the meters concerned are being told.
              </>
            )}
          </p>
        )
      }}
    </Loaded>
  )
}

function versionOf(result: unknown): string | null {
  const there = typeof result === 'object' && result !== null && 'version' in result ? result.version : null
  return typeof there === 'number' ? String(there) : null
}

/** Takes a proposal back. */
export function WithdrawProposal({ seen: { value }, onClose }: DecideProps) {
  const client = useQueryClient()
  const { proposalId, changes, proposedBy } = value
  return (
    <ActDialog
      title={`Withdraw proposal ${proposalId}`}
      count={changes.length}
      noun="change"
      consequence={<p>Of {proposedBy}. It cannot be put in force any more; it can be proposed anew.</p>}
      confirm="Withdraw"
      danger
      act={async ({ reason, key }) => {
        await api.POST('/v1/programme/proposals/{proposal}/withdraw', {
          params: { path: { proposal: String(proposalId) }, header: { 'idempotency-key': key } },
          body: { reason },
        })
        void client.invalidateQueries()
        return <p>It is withdrawn.</p>
      }}
      onClose={onClose}
    />
  )
}
