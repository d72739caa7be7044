import type { EpochMs } from '../../domain/brands.js'
import { londonDate } from '../../domain/calendar.js'
import { completion, missing, type HealthView } from '../../domain/batch/health.js'
import type { BatchPlan } from '../../domain/batch/plan.js'
import { isOver, type BatchState } from '../../domain/batch/state.js'
import { possibleCommands, type BatchCommand } from '../../domain/batch/transitions.js'
import { nextWave, type MemberCounts } from '../../domain/batch/waves.js'
import {
  byCode,
  byState,
  readAttemptCounts,
  readMemberCounts,
  readWaves,
  type AttemptCount,
  type MemberCount,
  type WaveRow,
} from './counts.js'
import { readBatchFacts, type BatchFacts } from './read-batches.js'
import { readBatch, type BatchRow } from './row.js'
import type { Queryable } from '../database.js'
import { readControls } from '../lane/control.js'
import type { BatchSummary } from './summary.js'

/** How much of a batch's last minutes tells its pace. */
const paceMs = 10 * 60_000

/** Success of the attempts with one number, of those that landed and were not voided. */
export interface AttemptSuccess {
  readonly number: number
  readonly landed: number
  readonly commissioned: number
}

/** A batch with where it stands; progress and health are two things. */
export interface BatchView {
  readonly batchId: number
  readonly parentId: number | null
  readonly name: string
  readonly state: BatchState
  readonly filter: Readonly<Record<string, unknown>>
  readonly filterVersion: number
  readonly plan: BatchPlan
  readonly startsAt: EpochMs | null
  readonly endsAt: EpochMs | null
  readonly ratePerHour: number | null
  readonly plannedAt: EpochMs
  readonly plannedBy: string
  readonly decidedAt: EpochMs | null
  readonly decidedBy: string | null
  readonly remark: string | null
  readonly startedAt: EpochMs | null
  readonly endedAt: EpochMs | null
  readonly pausedBy: 'person' | 'errors' | null
  /** What can be done with it now. */
  readonly possible: readonly BatchCommand[]
  readonly progress: {
    readonly members: number
    readonly states: MemberCounts
    readonly failed: Readonly<Record<string, number>>
    readonly waiting: Readonly<Record<string, number>>
    readonly givenBack: Readonly<Record<string, number>>
  }
  readonly waves: readonly WaveRow[]
  readonly health: HealthView
  /** Members that came to their end an hour, by the last ten minutes. */
  readonly perHour: number
  /** Null: unknown. */
  readonly completesAt: EpochMs | null
  /** Members that would miss their date at this pace; null: unknown. */
  readonly late: number | null
  readonly attempts: readonly AttemptSuccess[]
  /** Share of first attempts that succeeded; null: none has landed. */
  readonly firstTimeSuccess: number | null
  readonly authorisations: BatchFacts['authorisations']
  readonly authorisationsAwaited: BatchFacts['awaited']
  readonly children: BatchFacts['children']
  readonly events: BatchFacts['events']
  readonly summary: BatchSummary | null
}

/**
 * Reads a batch with its progress, health and history.
 * @throws MeterliftError BATCH_UNKNOWN
 */
export async function viewBatch(db: Queryable, batchId: number, now: EpochMs): Promise<BatchView> {
  const batch = await readBatch(db, batchId)
  const counts = await readMemberCounts(db, batchId)
  const since = Math.max(batch.started_at ?? now, now - paceMs)
  const [waves, landed, facts] = await Promise.all([
    readWaves(db, batchId, counts),
    readAttemptCounts(db, batchId),
    readBatchFacts(db, batchId, since),
  ])
  const states = byState(counts)
  const remaining = states.left + states.waiting + states.released + states['in-flight'] + states.retrying
  const perHour = now > since ? (facts.endedOfLate * 3_600_000) / (now - since) : 0
  const moves = (batch.state === 'releasing' && !stopped(batch, waves)) || batch.state === 'finishing'
  const completesAt = isOver(batch.state)
    ? null
    : completion(remaining, perHour, moves && states.waiting < remaining, now)
  const late = isOver(batch.state) ? null : missing(facts.dues, moves ? perHour : 0, londonDate(now))
  const attempts = successes(landed)
  const [first] = attempts
  const stops = await stoppedLanes(db, facts.lanes)
  return {
    batchId,
    parentId: batch.parent_id,
    name: batch.name,
    state: batch.state,
    filter: batch.filter,
    filterVersion: batch.filter_version,
    plan: batch.plan,
    startsAt: batch.starts_at,
    endsAt: batch.ends_at,
    ratePerHour: batch.rate_per_hour,
    plannedAt: batch.planned_at,
    plannedBy: batch.planned_by,
    decidedAt: batch.decided_at,
    decidedBy: batch.decided_by,
    remark: batch.remark,
    startedAt: batch.started_at,
    endedAt: batch.ended_at,
    pausedBy: batch.paused_by,
    possible: possibleCommands(batch.state),
    progress: {
      members: batch.members,
      states,
      failed: byCode(counts, 'failed'),
      waiting: byCode(counts, 'waiting'),
      givenBack: byCode(counts, 'given-back'),
    },
    waves,
    health: healthOf({ batch, waves, states, counts, facts, completesAt, late, stops, perHour: moves ? perHour : 0 }),
    perHour: Math.round(perHour),
    completesAt,
    late,
    attempts,
    firstTimeSuccess: first?.number === 1 ? first.commissioned / first.landed : null,
    authorisations: facts.authorisations,
    authorisationsAwaited: facts.awaited,
    children: facts.children,
    events: facts.events,
    summary: batch.summary,
  }
}

function successes(landed: readonly AttemptCount[]): readonly AttemptSuccess[] {
  const numbers = [...new Set(landed.filter(({ result }) => result !== 'voided').map(({ number }) => number))]
  return numbers
    .toSorted((a, b) => a - b)
    .map((number) => {
      const of = (result: AttemptCount['result']): number =>
        landed.reduce((sum, each) => (each.number === number && each.result === result ? sum + each.n : sum), 0)
      return { number, landed: of('commissioned') + of('failed'), commissioned: of('commissioned') }
    })
}

async function stoppedLanes(db: Queryable, lanes: readonly string[]): Promise<readonly string[]> {
  const controls = await readControls(db, lanes)
  return lanes.filter((id) => {
    const control = controls.get(id)
    return control !== undefined && (control.stop !== null || control.breaker.state === 'open')
  })
}

/** Whether the next wave waits for a person. */
function stopped({ plan }: BatchRow, waves: readonly WaveRow[]): boolean {
  const pending = waves.some(({ state }) => state === 'pending')
  const before = waves.findLast(({ state }) => state !== 'pending' && state !== 'skipped')
  const judged = before !== undefined && (before.state === 'passed' || before.state === 'short')
  return pending && judged && nextWave(waves, plan.next) === null
}

function healthOf(at: {
  readonly batch: BatchRow
  readonly waves: readonly WaveRow[]
  readonly states: MemberCounts
  readonly counts: readonly MemberCount[]
  readonly facts: BatchFacts
  readonly completesAt: EpochMs | null
  readonly late: number | null
  readonly stops: readonly string[]
  readonly perHour: number
}): HealthView {
  const { batch, waves, states, counts, facts, completesAt, late, stops, perHour } = at
  if (isOver(batch.state)) return { health: 'on-track', reasons: [] }
  const attention: string[] = []
  if (batch.paused_by === 'errors') {
    const trip = facts.events.findLast(({ kind }) => kind === 'trip')
    attention.push(`paused by its error threshold: ${trip?.reason ?? 'errors'}`)
  }
  if (batch.state === 'awaiting-approval') attention.push('it awaits approval')
  if (batch.state === 'releasing' && stopped(batch, waves)) {
    const next = waves.find(({ state }) => state === 'pending')
    const before = waves.findLast(({ state }) => state !== 'pending' && state !== 'skipped')
    const why =
      before?.state === 'short'
        ? `wave ${before.wave} is below its success threshold`
        : next?.held === true
          ? `wave ${next.wave} is held`
          : `wave ${next?.wave ?? 0} waits for a person’s check`
    attention.push(`${why}: release the next wave, or end the batch`)
  }
  for (const { supplier, meters } of facts.awaited)
    attention.push(
      meters === 1
        ? `1 meter awaits the authorisation of ${supplier}`
        : `${meters} meters await the authorisation of ${supplier}`,
    )
  if (batch.state === 'releasing')
    for (const lane of stops) attention.push(`lane ${lane} is stopped or its breaker is open`)
  const moving = states.left + states.released + states['in-flight'] + states.retrying
  if (batch.state === 'releasing' && moving === 0 && states.waiting > 0) {
    const reasons = Object.entries(byCode(counts, 'waiting')).map(([code, n]) => `${code} ${n}`)
    attention.push(
      `all that is left, ${states.waiting} members, waits for others: ${reasons.join(', ')}; it goes on by itself once they can, or is ended (batch finish)`,
    )
  }
  if (attention.length > 0) return { health: 'needs-attention', reasons: attention }
  const lagging: string[] = []
  if (late !== null && late > 0) {
    lagging.push(
      perHour > 0 ? `${late} members would miss their date at this pace` : `${late} members are past their date`,
    )
  }
  if (completesAt !== null && batch.ends_at !== null && completesAt > batch.ends_at) {
    lagging.push('it will not be through by its end time at this pace')
  }
  return lagging.length > 0 ? { health: 'lagging', reasons: lagging } : { health: 'on-track', reasons: [] }
}
