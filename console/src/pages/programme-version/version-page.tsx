import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '../../api/call.js'
import { useMay } from '../../session/session.js'
import { PageHeader } from '../../shell/page-header.js'
import { usePageTitle } from '../../shell/page-frame.js'
import { Button } from '../../ui/button.js'
import { Definitions } from '../../ui/definitions.js'
import { useFilters } from '../../ui/filters.js'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import { Panel } from '../../ui/panel.js'
import { Time } from '../../ui/time.js'
import { Changes } from '../programme/changes.js'
import { contentOf } from '../programme/content.js'
import { ProgrammeContent } from '../programme/programme-content.js'
import { ProposeAgain } from '../programme/propose-again.js'
import styles from './version.module.css'

/** One version of the programme: who, when and why, what it changed, and all that it says. */
export function Page() {
  const { version = '' }: { readonly version?: string } = useParams({ strict: false })
  usePageTitle(`Version ${version}`)
  const mayPropose = useMay('programme:propose')
  const [asked, ask] = useState(false)
  const read = queries.useQuery('get', '/v1/programme/versions/{version}', { params: { path: { version } } })
  const versions = queries.useQuery('get', '/v1/programme/versions', { params: { query: { limit: '500' } } })
  const known = versions.data?.versions.map((each) => each.version) ?? []
  // The newest is in force.
  const old = known[0] !== undefined && read.data !== undefined && known[0] !== read.data.version
  return (
    <>
      <PageHeader
        title={`Version ${version}`}
        lead={<To page="/programme/versions">Versions and proposals</To>}
        actions={
          old && (
            <Button onPress={() => ask(true)} isDisabled={!mayPropose}>
              Propose it again
            </Button>
          )
        }
      />
      <Loaded read={read} what="The version" lines={12}>
        {({ appliedAt, appliedBy, proposal, toldAt, digest, programme }) => (
          <>
            <Panel title="Who, when and why">
              <Definitions
                of={[
                  ['In force since', <Time key="at" at={appliedAt} show="both" />],
                  ['Put in force by', appliedBy],
                  ['Why', proposal?.reason ?? 'not on record: applied from its folder'],
                  [
                    'Proposed by',
                    proposal === null ? null : (
                      <>
                        {proposal.proposedBy},{' '}
                        <To page="/programme/proposals/$proposal" params={{ proposal: String(proposal.proposalId) }}>
                          proposal {proposal.proposalId}
                        </To>
                      </>
                    ),
                  ],
                  [
                    'Meters concerned',
                    toldAt === null ? (
                      'are being told'
                    ) : (
                      <>
                        told, <Time at={toldAt} />
                      </>
                    ),
                  ],
                  ['Digest of its files', <code key="digest">{digest.slice(0, 12)}</code>],
                ]}
              />
            </Panel>
            <Differences version={version} known={known} />
            <ProgrammeContent programme={contentOf(programme)} />
          </>
        )}
      </Loaded>
      {asked && <ProposeAgain version={Number(version)} onClose={() => ask(false)} />}
    </>
  )
}

interface DifferencesProps {
  readonly version: string
  /** All versions, the newest first. */
  readonly known: readonly number[]
}

/** What it says differently than the version before, or than any other; the first has none before. */
function Differences({ version, known }: DifferencesProps) {
  const [{ from }, change] = useFilters(['from'])
  const read = queries.useQuery('get', '/v1/programme/versions/{version}/differences', {
    params: { path: { version }, query: from === undefined ? {} : { from } },
  })
  const others = version === '1' ? [] : known.filter((each) => String(each) !== version)
  return (
    <Panel
      title="What it changed"
      aside={
        others.length > 0 && (
          <label className={styles.than}>
            compared with{' '}
            <select
              value={from ?? String(Number(version) - 1)}
              onChange={({ target }) => change({ from: target.value })}
            >
              {others.map((each) => (
                <option key={each} value={each}>
                  version {each}
                </option>
              ))}
            </select>
          </label>
        )
      }
    >
      <Loaded read={read} what="The differences" lines={3}>
        {(data) =>
          data.from === null ? (
            <p>It is the first version: everything in it was new.</p>
          ) : (
            <Changes changes={data.changes} />
          )
        }
      </Loaded>
    </Panel>
  )
}
