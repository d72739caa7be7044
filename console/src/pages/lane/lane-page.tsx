import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { whoMay } from '../../session/permission-gate.js'
import { useMay } from '../../session/session.js'
import { usePageTitle } from '../../shell/page-frame.js'
import { PageHeader } from '../../shell/page-header.js'
import { Button } from '../../ui/button.js'
import { Loaded } from '../../ui/loaded.js'
import { Notice } from '../../ui/notice.js'
import { Columns } from '../../ui/panel.js'
import { StaleBadge } from '../../ui/stale-badge.js'
import { Time } from '../../ui/time.js'
import { LaneState } from '../lanes/lane-columns.js'
import { StopDialog } from '../lanes/stop-dialog.js'
import { BreakerPanel } from './breaker-panel.js'
import { Events } from './events.js'
import { Failures } from './failures.js'
import { useLane, type OfLane } from './lane.js'
import { Limits } from './limits.js'
import { Now } from './now.js'
import { Shares } from './shares.js'

/** One lane: how it stands, what limits it, what fails in it, and what was decided about it. */
export function Page() {
  const { lane = '' }: { readonly lane?: string } = useParams({ strict: false })
  const read = useLane(lane)
  return (
    <Loaded read={read} what="The lane" lines={14}>
      {({ value, etag }) => <Shown lane={value} etag={etag} readAt={read.dataUpdatedAt} failed={read.isError} />}
    </Loaded>
  )
}

function Shown({ lane, etag, readAt, failed }: OfLane & { readonly readAt: number; readonly failed: boolean }) {
  usePageTitle(lane.name)
  const may = useMay('lanes:control')
  const [asked, ask] = useState<'stop' | 'lift' | null>(null)
  const own = lane.stopped !== null && !lane.stopped.all
  return (
    <>
      <PageHeader
        title={lane.name}
        lead={
          <>
            lane {lane.lane} · <StaleBadge readAt={readAt} failed={failed} />
          </>
        }
        actions={
          <>
            <LaneState lane={lane} />
            <Button look={own ? 'main' : 'danger'} isDisabled={!may} onPress={() => ask(own ? 'lift' : 'stop')}>
              {own ? 'Lift the stop…' : 'Stop this lane…'}
            </Button>
          </>
        }
      />
      {!may && <p className="quiet">Stopping and limiting a lane is for {whoMay('lanes:control')}.</p>}
      {lane.stopped !== null && (
        <Notice tone="bad" title={lane.stopped.all ? 'All lanes are stopped' : 'This lane is stopped'}>
          By {lane.stopped.by}, <Time at={lane.stopped.at} show="both" />: “{lane.stopped.reason}”.
        </Notice>
      )}
      <Now lane={lane} />
      <Columns>
        <BreakerPanel lane={lane} etag={etag} />
        <Limits lane={lane} etag={etag} />
      </Columns>
      <Columns>
        <Failures lane={lane} />
        <Shares lane={lane} />
      </Columns>
      <Events lane={lane} />
      {asked !== null && <StopDialog lane={lane} lanes={1} lift={asked === 'lift'} onClose={() => ask(null)} />}
    </>
  )
}
