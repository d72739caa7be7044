import { keepPreviousData } from '@tanstack/react-query'
import { useState } from 'react'
import { queries, type Answer } from '../../api/call.js'
import { useMay } from '../../session/session.js'
import { PageHeader } from '../../shell/page-header.js'
import { Badge } from '../../ui/badge.js'
import { Button } from '../../ui/button.js'
import { Empty } from '../../ui/empty.js'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { Time } from '../../ui/time.js'
import { counted } from '../../words/numbers.js'
import { ProposeAgain } from '../programme/propose-again.js'

type Version = Answer<'/v1/programme/versions'>['versions'][number]

/** Every version of the programme, and what is proposed. */
export function Page() {
  const mayPropose = useMay('programme:propose')
  const [again, setAgain] = useState<number | null>(null)
  return (
    <>
      <PageHeader
        title="Versions and proposals"
        lead="One person proposes, another puts in force. An earlier version can be proposed again."
        actions={mayPropose && <To page="/programme/propose">Propose a change</To>}
      />
      <Proposals />
      <Versions onAgain={setAgain} mayPropose={mayPropose} />
      {again !== null && <ProposeAgain version={again} onClose={() => setAgain(null)} />}
    </>
  )
}

const tones = { open: 'warn', applied: 'good', withdrawn: 'quiet' } as const

function Proposals() {
  const [cursor, setCursor] = useState<string>()
  const read = queries.useQuery(
    'get',
    '/v1/programme/proposals',
    { params: { query: { limit: '20', ...(cursor === undefined ? {} : { cursor }) } } },
    { refetchInterval: 60_000, placeholderData: keepPreviousData },
  )
  return (
    <Panel title="Proposals" aside="the newest first">
      <Loaded read={read} what="The proposals" lines={3}>
        {({ proposals, next }) =>
          proposals.length === 0 ? (
            <Empty title="Nothing is proposed" />
          ) : (
            <>
              <PlainTable
                caption="Proposals, the newest first"
                heads={['Proposal', 'State', 'Why', 'Proposed by', 'Decided by', 'Changes']}
                rows={proposals.map(
                  ({ proposalId, state, reason, proposedBy, proposedAt, decidedBy, decidedAt, changes }) => ({
                    key: String(proposalId),
                    cells: [
                      <To key="to" page="/programme/proposals/$proposal" params={{ proposal: String(proposalId) }}>
                        Proposal {proposalId}
                      </To>,
                      <Badge key="state" tone={tones[state]}>
                        {state}
                      </Badge>,
                      reason,
                      <>
                        {proposedBy}, <Time at={proposedAt} />
                      </>,
                      decidedBy === null || decidedAt === null ? (
                        <span className="quiet">–</span>
                      ) : (
                        <>
                          {decidedBy}, <Time at={decidedAt} />
                        </>
                      ),
                      counted(changes.length, 'change'),
                    ],
                  }),
                )}
              />
              {next !== null && <Button onPress={() => setCursor(next)}>Older proposals</Button>}
            </>
          )
        }
      </Loaded>
    </Panel>
  )
}

interface VersionsProps {
  readonly mayPropose: boolean
  readonly onAgain: (version: number) => void
}

function Versions({ mayPropose, onAgain }: VersionsProps) {
  const [cursor, setCursor] = useState<string>()
  const read = queries.useQuery(
    'get',
    '/v1/programme/versions',
    { params: { query: { limit: '50', ...(cursor === undefined ? {} : { cursor }) } } },
    { refetchInterval: 60_000, placeholderData: keepPreviousData },
  )
  return (
    <Panel title="Versions" aside="the newest first">
      <Loaded read={read} what="The versions">
        {({ versions, next }) => (
          <>
            <PlainTable
              caption="Versions, the newest first"
              heads={['Version', 'In force since', 'By', 'Why', 'Changes', 'Meters', 'Undo']}
              rows={versions.map((version, index) =>
                rowOf(version, cursor === undefined && index === 0, mayPropose, onAgain),
              )}
            />
            {next !== null && <Button onPress={() => setCursor(next)}>Older versions</Button>}
          </>
        )}
      </Loaded>
    </Panel>
  )
}

function rowOf(
  { version, appliedAt, appliedBy, proposal, changes, toldAt }: Version,
  inForce: boolean,
  mayPropose: boolean,
  onAgain: (version: number) => void,
) {
  return {
    key: String(version),
    cells: [
      <>
        <To page="/programme/versions/$version" params={{ version: String(version) }}>
          Version {version}
        </To>{' '}
        {inForce && <Badge tone="good">in force</Badge>}
      </>,
      <Time key="at" at={appliedAt} show="both" />,
      appliedBy,
      proposal === null ? <span className="quiet">from its folder</span> : proposal.reason,
      counted(changes.length, 'change'),
      toldAt === null ? <Badge tone="info">being told</Badge> : 'told',
      inForce ? (
        <span className="quiet">–</span>
      ) : (
        <Button
          onPress={() => onAgain(version)}
          isDisabled={!mayPropose}
          aria-label={`Propose again: version ${version}`}
        >
          Propose again
        </Button>
      ),
    ],
  }
}
