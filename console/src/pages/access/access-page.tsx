import { useState } from 'react'
import { permissions, rolePermissions, roles } from '../../../../src/domain/access.js'
import { api, queries, type Answer } from '../../api/call.js'
import { useQueryClient } from '@tanstack/react-query'
import { PageHeader } from '../../shell/page-header.js'
import { ActDialog } from '../../ui/act-dialog.js'
import { Badge } from '../../ui/badge.js'
import { Button } from '../../ui/button.js'
import { Empty } from '../../ui/empty.js'
import { Loaded } from '../../ui/loaded.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { Time, useNow } from '../../ui/time.js'
import { MakeToken } from './make-token.js'

type Token = Answer<'/v1/tokens'>['tokens'][number]

/** API tokens of programs, and what each role may. */
export function Page() {
  const read = queries.useQuery('get', '/v1/tokens', {})
  const client = useQueryClient()
  const [making, make] = useState(false)
  const [revoking, revoke] = useState<Token | null>(null)
  return (
    <>
      <PageHeader
        title="Access"
        lead="API tokens of programs. People come in through the identity provider, which gives them their roles."
        actions={
          <Button look="main" onPress={() => make(true)}>
            Make a token
          </Button>
        }
      />
      <Panel title="API tokens" aside="the newest first; their secrets are nowhere">
        <Loaded read={read} what="The tokens">
          {({ tokens }) => <Tokens tokens={tokens} onRevoke={revoke} />}
        </Loaded>
      </Panel>
      <Panel title="What roles may" aside="a supplier is held to its own portfolio besides">
        <PlainTable
          caption="Permissions and the roles that hold them"
          heads={['Permission', 'Lets somebody', ...roles]}
          rows={Object.entries(permissions).map(([name, what]) => ({
            key: name,
            cells: [
              <code key="name">{name}</code>,
              what,
              ...roles.map((role) =>
                rolePermissions[role].some((held) => held === name) ? 'yes' : <span className="quiet">–</span>,
              ),
            ],
          }))}
        />
      </Panel>
      {making && <MakeToken onClose={() => make(false)} />}
      {revoking !== null && (
        <ActDialog
          title={`Revoke “${revoking.name}”`}
          count={1}
          noun="token"
          consequence={
            <p>It counts no more from now on, for whatever uses it. It cannot be brought back; make another one.</p>
          }
          confirm="Revoke it"
          danger
          act={async ({ reason, key }) => {
            await api.POST('/v1/tokens/{token}/revoke', {
              params: { path: { token: revoking.tokenId }, header: { 'idempotency-key': key } },
              body: { reason },
            })
            await client.invalidateQueries({ queryKey: ['get', '/v1/tokens'] })
            return <p>It is revoked.</p>
          }}
          onClose={() => revoke(null)}
        />
      )}
    </>
  )
}

interface TokensProps {
  readonly tokens: readonly Token[]
  readonly onRevoke: (token: Token) => void
}

function Tokens({ tokens, onRevoke }: TokensProps) {
  const now = useNow()
  if (tokens.length === 0) return <Empty title="There is no API token">No program comes in here yet.</Empty>
  return (
    <PlainTable
      caption="API tokens, the newest first"
      heads={['Name', 'Id', 'May', 'State', 'Made by', 'Last used', 'Revoke']}
      rows={tokens.map((token) => {
        const { tokenId, name, roles: held, scopes, supplier, createdAt, createdBy, lastUsedAt } = token
        return {
          key: tokenId,
          cells: [
            name,
            <code key="id">{tokenId}</code>,
            <>
              {held.join(', ')}
              {supplier !== null && ` of ${supplier}`}
              <span className="small quiet"> {scopes === null ? 'all of it' : `only ${scopes.join(', ')}`}</span>
            </>,
            <State key="state" token={token} now={now} />,
            <>
              {createdBy}, <Time at={createdAt} />
            </>,
            lastUsedAt === null ? <span className="quiet">never</span> : <Time key="used" at={lastUsedAt} />,
            token.revokedAt === null ? (
              <Button onPress={() => onRevoke(token)} aria-label={`Revoke ${name}`}>
                Revoke
              </Button>
            ) : (
              <span className="quiet">–</span>
            ),
          ],
        }
      })}
    />
  )
}

function State({ token, now }: { readonly token: Token; readonly now: number }) {
  const { revokedAt, revokedBy, revokeReason, expiresAt } = token
  if (revokedAt !== null) {
    return (
      <>
        <Badge tone="quiet">revoked</Badge>{' '}
        <span className="small">
          {revokedBy}, <Time at={revokedAt} />
          {revokeReason !== null && `: ${revokeReason}`}
        </span>
      </>
    )
  }
  if (Date.parse(expiresAt) <= now) return <Badge tone="quiet">expired</Badge>
  return (
    <>
      <Badge tone="good">in use</Badge>{' '}
      <span className="small quiet">
        expires <Time at={expiresAt} />
      </span>
    </>
  )
}
