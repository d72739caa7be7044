import { isOver, memberStates } from '../../../../src/domain/batch/state.js'
import { Badge } from '../../ui/badge.js'
import { Bars } from '../../ui/bars.js'
import { To } from '../../ui/link.js'
import { Panel } from '../../ui/panel.js'
import { StatTile, StatTiles } from '../../ui/stat-tile.js'
import { Time } from '../../ui/time.js'
import { memberStateWords } from '../../words/batches.js'
import { counted, number, share } from '../../words/numbers.js'
import { Progress } from '../batches/progress.js'
import { liveMembers, type Batch, type OfBatch } from './batch.js'

/** How far it is: what came out, what is under way, when it will be through. */
export function ProgressPanel({ batch }: OfBatch) {
  const { members, states } = batch.progress
  const { enrolled, failed } = states
  const live = liveMembers(batch)
  const first = batch.attempts.find(({ number: n }) => n === 1)
  const shown = memberStates.filter((state) => states[state] > 0)
  return (
    <>
      <StatTiles>
        <StatTile label="Members" value={number(members)} note={`${number(live)} not at their end`} />
        <StatTile label="Enrolled" value={number(enrolled)} note={share(enrolled, members)} tone="good" />
        <StatTile
          label="Failed"
          value={number(failed)}
          note={failed === 0 ? 'none' : 'no other attempt is planned'}
          tone={failed > 0 ? 'bad' : 'good'}
        />
        <StatTile
          label="First-time success"
          value={first === undefined ? '–' : share(first.commissioned, first.landed)}
          note={
            first === undefined
              ? 'no first attempt has landed'
              : `${number(first.commissioned)} of ${counted(first.landed, 'first attempt')}`
          }
          tone="info"
        />
        {batch.endedAt === null && (
          <>
            <StatTile label="An hour" value={number(batch.perHour)} note="came to their end, by the last ten minutes" />
            <StatTile
              label="Through"
              value={batch.completesAt === null ? 'unknown' : 'at this pace'}
              note={<Through batch={batch} />}
              tone={batch.late !== null && batch.late > 0 ? 'warn' : 'info'}
            />
          </>
        )}
      </StatTiles>
      <Panel title="Progress" aside="each state leads to its members below">
        <Progress states={states} members={members} />
        <Bars
          caption="Members by state"
          of="State"
          unit="Members"
          bars={shown.map((state) => ({
            key: state,
            value: states[state],
            tone: memberStateWords[state].tone,
            label: (
              <To page="/batches/$batch" params={{ batch: String(batch.batchId) }} filters={{ state }}>
                <Badge tone={memberStateWords[state].tone} title={memberStateWords[state].meaning}>
                  {memberStateWords[state].label}
                </Badge>
              </To>
            ),
          }))}
        />
      </Panel>
    </>
  )
}

/** The time of completion, or honestly why nobody can say. */
function Through({ batch }: { readonly batch: Batch }) {
  const { completesAt, late, state, perHour } = batch
  const lateText = late !== null && late > 0 ? `; ${counted(late, 'member')} would miss their date` : ''
  if (completesAt !== null)
    return (
      <>
        <Time at={completesAt} show="both" />
        {lateText}
      </>
    )
  if (isOver(state)) return null
  const why =
    state !== 'releasing' && state !== 'finishing'
      ? 'nothing is released now'
      : perHour === 0
        ? 'none came to its end in the last ten minutes'
        : 'it waits for a person, or for others'
  return (
    <>
      {why}
      {lateText}
    </>
  )
}
