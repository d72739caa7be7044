import { useParams } from '@tanstack/react-router'
import { usePageTitle } from '../../shell/page-frame.js'
import { PageHeader } from '../../shell/page-header.js'
import { Loaded } from '../../ui/loaded.js'
import { Notice } from '../../ui/notice.js'
import { Columns } from '../../ui/panel.js'
import { sentence } from '../../ui/problem-view.js'
import { StaleBadge } from '../../ui/stale-badge.js'
import { Time } from '../../ui/time.js'
import { batchHealthWords } from '../../words/batches.js'
import { BatchStateBadge, HealthMark } from '../batches/batch-columns.js'
import { Authorisations } from './authorisations.js'
import { useBatch, type Batch } from './batch.js'
import { Controls } from './controls.js'
import { History } from './history.js'
import { Members } from './members.js'
import { Outcomes } from './outcomes.js'
import { Plan } from './plan.js'
import { ProgressPanel } from './progress-panel.js'
import { Relatives } from './relatives.js'
import { Summary } from './summary.js'
import { Waves } from './waves.js'

/** One batch: how far it is, how it fares, what may be done, and what was. */
export function Page() {
  const { batch = '' }: { readonly batch?: string } = useParams({ strict: false })
  const read = useBatch(batch)
  return (
    <Loaded read={read} what="The batch" lines={14}>
      {({ value, etag }) => <Told batch={value} etag={etag} readAt={read.dataUpdatedAt} failed={read.isError} />}
    </Loaded>
  )
}

interface ToldProps {
  readonly batch: Batch
  readonly etag: string | null
  readonly readAt: number
  readonly failed: boolean
}

function Told({ batch, etag, readAt, failed }: ToldProps) {
  usePageTitle(`Batch ${batch.batchId}`)
  return (
    <>
      <PageHeader
        title={`Batch ${batch.batchId}: ${batch.name}`}
        lead={
          <>
            planned <Time at={batch.plannedAt} /> by {batch.plannedBy} · <StaleBadge readAt={readAt} failed={failed} />
          </>
        }
        actions={
          <>
            <BatchStateBadge state={batch.state} />
            {batch.endedAt === null && <HealthMark health={batch.health.health} />}
          </>
        }
      />
      <Attention batch={batch} />
      {batch.summary !== null && <Summary summary={batch.summary} batch={batch} />}
      <ProgressPanel batch={batch} />
      <Controls batch={batch} etag={etag} />
      <Waves batch={batch} etag={etag} />
      <Outcomes batch={batch} />
      <Columns>
        <Plan batch={batch} />
        <Authorisations batch={batch} />
      </Columns>
      <Relatives batch={batch} />
      <Members batch={batch} />
      <History batch={batch} />
    </>
  )
}

/** Why it is not on track, before anything else. */
function Attention({ batch: { health } }: { readonly batch: Batch }) {
  if (health.reasons.length === 0) return null
  const { label, tone } = batchHealthWords[health.health]
  return (
    <Notice tone={tone} title={label}>
      {health.reasons.map((reason) => (
        <p key={reason}>{sentence(reason)}</p>
      ))}
    </Notice>
  )
}
