import type { EpochMs } from '../../domain/brands.js'
import type { HealthView } from '../../domain/batch/health.js'
import type { BatchPlan } from '../../domain/batch/plan.js'
import type { BatchState } from '../../domain/batch/state.js'
import { possibleCommands, type BatchCommand } from '../../domain/batch/transitions.js'
import type { MemberCounts } from '../../domain/batch/waves.js'
import { byCode, readAttemptCounts, type AttemptCount, type WaveRow } from './counts.js'
import { healthOf, readKeptFares, readLiveFacts } from './fare.js'
import { lookAtBatch } from './look-at-batch.js'
import type { BatchFacts } from './read-batches.js'
import type { Queryable } from '../database.js'
import type { BatchSummary } from './summary.js'

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
 * Reads a batch with its progress, history and health; what all its live members tell of that is as it was within the last minute.
 * @throws MeterliftError BATCH_UNKNOWN
 */
export async function viewBatch(db: Queryable, batchId: number, now: EpochMs): Promise<BatchView> {
  const look = await lookAtBatch(db, batchId, now)
  const { batch, counts, states, waves, facts, perHour, completesAt } = look
  const kept = (await readKeptFares(db, [batchId], now)).get(batchId)
  const live = kept ?? (await readLiveFacts(db, look, now))
  const attempts = successes(await readAttemptCounts(db, batchId))
  const [first] = attempts
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
    health: await healthOf(db, look, live),
    perHour: Math.round(perHour),
    completesAt,
    late: live.late,
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
