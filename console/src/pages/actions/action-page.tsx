import { useParams } from '@tanstack/react-router'
import { queries } from '../../api/call.js'
import { useSession } from '../../session/session.js'
import { usePageTitle } from '../../shell/page-frame.js'
import { PageHeader } from '../../shell/page-header.js'
import { Definitions } from '../../ui/definitions.js'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import { Columns, Panel } from '../../ui/panel.js'
import { Time } from '../../ui/time.js'
import { Timeline, type TimelineEntry } from '../../ui/timeline.js'
import { actionWords } from '../../words/action-words.js'
import { counted } from '../../words/numbers.js'
import {
  ActionStateBadge,
  filterOfAction,
  isUnderWay,
  requestWords,
  WhichMeters,
  type ActionLine,
} from './action-line.js'
import { Controls } from './controls.js'
import { Members } from './members.js'
import { Results } from './results.js'

/** One action: what was asked, by whom, and what came of it for each meter. */
export function Page() {
  const { action = '' }: { readonly action?: string } = useParams({ strict: false })
  const read = queries.useQuery(
    'get',
    '/v1/actions/{action}',
    { params: { path: { action } } },
    // What it does to its meters does not always move a counter.
    { meta: { live: true }, refetchInterval: ({ state }) => (isUnderWay(state.data) ? 2_000 : false) },
  )
  return (
    <Loaded read={read} what="The action" lines={12}>
      {(data) => <Told action={data} />}
    </Loaded>
  )
}

function Told({ action }: { readonly action: ActionLine }) {
  const { actionId, name, kind, actor, createdAt } = action
  usePageTitle(`Action ${actionId}`)
  return (
    <>
      <PageHeader
        title={`Action ${actionId}: ${name}`}
        lead={
          <>
            {actionWords[kind].title}, {counted(action.meters, 'meter')}, asked by {actor} <Time at={createdAt} />
          </>
        }
        actions={
          <>
            <ActionStateBadge state={action.state} />
            <Controls action={action} />
          </>
        }
      />
      <Columns>
        <Results action={action} />
        <Columns>
          <AskedFor action={action} />
          <History action={action} />
        </Columns>
      </Columns>
      <Members action={action} />
    </>
  )
}

function AskedFor({ action }: { readonly action: ActionLine }) {
  // Batches are not for suppliers.
  const fleet = useSession().supplier === null
  const filter = filterOfAction(action)
  const { request, reason, supplier, batches, programmeVersion } = action
  return (
    <Panel title="What was asked">
      <Definitions
        of={[
          ['What', actionWords[action.kind].title],
          ...(request.kind === 'retry'
            ? [['When', request.at === null ? 'now' : <Time key="at" at={request.at} show="both" />] as const]
            : []),
          ...requestWords(action),
          ['Reason', reason],
          [
            'Which meters',
            filter === null ? (
              <WhichMeters action={action} />
            ) : (
              <To key="which" page="/meters" filters={filter}>
                <WhichMeters action={action} />
              </To>
            ),
          ],
          ['Counted', 'when it was asked: those meters alone, whatever moved since'],
          ...(supplier === null ? [] : [['For', supplier] as const]),
          ...(!fleet || batches.length === 0
            ? []
            : [
                [
                  'Runs in',
                  batches.map(({ batchId, parentId }) => (
                    <div key={batchId}>
                      <To page="/batches/$batch" params={{ batch: String(batchId) }}>
                        batch {batchId}
                      </To>
                      {parentId !== null && ` (child of batch ${parentId})`}
                    </div>
                  )),
                ] as const,
              ]),
          ['Programme', `version ${programmeVersion}`],
        ]}
      />
    </Panel>
  )
}

function History({ action }: { readonly action: ActionLine }) {
  const { createdAt, actor, startedAt, startedBy, stopAskedAt, stopAskedBy, stopReason, endedAt, state } = action
  const entries: readonly (TimelineEntry | null)[] = [
    { key: 'asked', at: createdAt, tone: 'info', text: 'Counted and stored', note: `by ${actor}` },
    startedAt === null
      ? null
      : { key: 'started', at: startedAt, tone: 'info', text: 'Started', note: `by ${startedBy ?? actor}` },
    stopAskedAt === null
      ? null
      : {
          key: 'stop',
          at: stopAskedAt,
          tone: 'warn',
          text: 'Asked to stop',
          note: `by ${stopAskedBy ?? ''}${stopReason === null ? '' : `: ${stopReason}`}`,
        },
    endedAt === null
      ? null
      : { key: 'ended', at: endedAt, tone: 'good', text: state === 'stopped' ? 'Stopped' : 'Came to its last meter' },
  ]
  return (
    <Panel title="History">
      <Timeline entries={entries.filter((each) => each !== null)} />
    </Panel>
  )
}
