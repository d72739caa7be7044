import { useState } from 'react'
import { useParams } from '@tanstack/react-router'
import type { CommandKind } from '../../../../src/domain/journey/happening.js'
import { usePageTitle } from '../../shell/page-frame.js'
import { PageHeader } from '../../shell/page-header.js'
import { HealthBadge, StageBadge } from '../../ui/badge.js'
import { Loaded } from '../../ui/loaded.js'
import { Columns } from '../../ui/panel.js'
import { StaleBadge } from '../../ui/stale-badge.js'
import { Actions } from './actions.js'
import { Attempts } from './attempts.js'
import { Device, Exceptions, Siblings } from './device.js'
import { Duty } from './duty.js'
import { Happened } from './happened.js'
import { useStory, type StoryRead } from './story.js'
import { Where } from './where.js'

/** One meter's story, and what may be done with it now. */
export function Page() {
  const { meter = '' }: { readonly meter?: string } = useParams({ strict: false })
  const story = useStory(meter)
  return (
    <Loaded read={story} what="The meter" lines={14}>
      {(read) => <Told read={read} readAt={story.dataUpdatedAt} failed={story.isError} />}
    </Loaded>
  )
}

interface ToldProps {
  readonly read: StoryRead
  readonly readAt: number
  readonly failed: boolean
}

function Told({ read, readAt, failed }: ToldProps) {
  const { story } = read
  const [asked, ask] = useState<CommandKind | null>(null)
  usePageTitle(`Meter ${story.deviceId}`)
  return (
    <>
      <PageHeader
        title={
          <>
            Meter <span className="exact">{story.deviceId}</span>
          </>
        }
        lead={
          <>
            {story.fuel}, {story.supplier}, no. {story.journeyId} · <StaleBadge readAt={readAt} failed={failed} />
          </>
        }
        actions={
          <>
            <StageBadge stage={story.stage} standing={story.standing} />
            <HealthBadge health={story.duty.health} />
          </>
        }
      />
      <Columns>
        <Where story={story} />
        <Duty story={story} />
      </Columns>
      <Actions {...read} asked={asked} ask={ask} />
      <Attempts story={story} />
      <Columns>
        <Device story={story} />
        <Siblings story={story} />
      </Columns>
      <Exceptions story={story} />
      <Happened story={story} />
    </>
  )
}
