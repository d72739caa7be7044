import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type Answer } from '../../api/call.js'
import { marked, type Marked } from '../../api/marked.js'
import { whoMay } from '../../session/permission-gate.js'
import { useMay, useSession } from '../../session/session.js'
import { PageHeader } from '../../shell/page-header.js'
import { usePageTitle } from '../../shell/page-frame.js'
import { Badge } from '../../ui/badge.js'
import { Button } from '../../ui/button.js'
import { Definitions } from '../../ui/definitions.js'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import { Panel } from '../../ui/panel.js'
import { Time } from '../../ui/time.js'
import { PreviewView } from '../programme/preview.js'
import { ApplyProposal, WithdrawProposal } from './decide-proposal.js'

export type Proposal = Answer<'/v1/programme/proposals/{proposal}'>

type Decision = 'apply' | 'withdraw'

/** One proposal: what it changes, for how many meters, and the decision about it. */
export function Page() {
  const { proposal: id = '' }: { readonly proposal?: string } = useParams({ strict: false })
  usePageTitle(`Proposal ${id}`)
  const read = useQuery({
    queryKey: ['get', '/v1/programme/proposals/{proposal}', id],
    queryFn: async ({ signal }) =>
      marked(await api.GET('/v1/programme/proposals/{proposal}', { params: { path: { proposal: id } }, signal })),
  })
  // What is decided about it is decided on what was looked at then, whatever is read since.
  const [asked, ask] = useState<{ readonly what: Decision; readonly seen: Marked<Proposal> } | null>(null)
  const close = (): void => {
    ask(null)
    // It may have been refused since the programme had moved.
    void read.refetch()
  }
  const seen = read.data
  return (
    <>
      <PageHeader
        title={`Proposal ${id}`}
        lead={<To page="/programme/versions">Versions and proposals</To>}
        actions={
          seen?.value.state === 'open' && <Decisions proposal={seen.value} onDecide={(what) => ask({ what, seen })} />
        }
      />
      <Loaded read={read} what="The proposal" lines={12}>
        {({ value: proposal }) => (
          <>
            <About proposal={proposal} />
            {proposal.preview !== null && <PreviewView preview={proposal.preview} />}
            {proposal.preview === null && (
              <Panel title="What it changed" aside="when it was proposed">
                <ul>
                  {proposal.changes.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </Panel>
            )}
          </>
        )}
      </Loaded>
      {asked?.what === 'apply' && <ApplyProposal seen={asked.seen} onClose={close} />}
      {asked?.what === 'withdraw' && <WithdrawProposal seen={asked.seen} onClose={close} />}
    </>
  )
}

interface DecisionsProps {
  readonly proposal: Proposal
  readonly onDecide: (what: Decision) => void
}

/** What may be done about it; what this person may not do says why. */
function Decisions({ proposal, onDecide }: DecisionsProps) {
  const { name } = useSession()
  const mayApply = useMay('programme:approve')
  const mayWithdraw = useMay('programme:propose')
  const own = proposal.proposedBy === name
  const why = own
    ? 'It is your own: another person puts it in force.'
    : mayApply
      ? null
      : `To put it in force is for: ${whoMay('programme:approve')}.`
  return (
    <>
      {why !== null && <span className="quiet">{why}</span>}
      <Button onPress={() => onDecide('withdraw')} isDisabled={!mayWithdraw}>
        Withdraw
      </Button>
      <Button look="main" onPress={() => onDecide('apply')} isDisabled={!mayApply || own}>
        Put in force
      </Button>
    </>
  )
}

const tones = { open: 'warn', applied: 'good', withdrawn: 'quiet' } as const

function About({ proposal }: { readonly proposal: Proposal }) {
  const { state, reason, proposedBy, proposedAt, baseVersion, decidedBy, decidedAt, decisionReason, version } = proposal
  return (
    <Panel title="Who and why">
      <Definitions
        of={[
          [
            'State',
            <Badge key="state" tone={tones[state]}>
              {state}
            </Badge>,
          ],
          ['Why', reason],
          [
            'Proposed by',
            <>
              {proposedBy}, <Time at={proposedAt} show="both" />
            </>,
          ],
          ['Against', baseVersion === null ? 'no version' : `version ${baseVersion}`],
          [
            state === 'withdrawn' ? 'Withdrawn by' : 'Put in force by',
            decidedBy === null || decidedAt === null ? null : (
              <>
                {decidedBy}, <Time at={decidedAt} show="both" />
                {decisionReason !== null && `: ${decisionReason}`}
              </>
            ),
          ],
          [
            'Became',
            version === null ? null : (
              <To page="/programme/versions/$version" params={{ version: String(version) }}>
                version {version}
              </To>
            ),
          ],
        ]}
      />
    </Panel>
  )
}
