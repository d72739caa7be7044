import { isOver } from '../domain/batch/state.js'
import { refreshFare } from '../register/batch/fare.js'
import { tendBatch } from '../register/batch/tend.js'
import type { Database } from '../register/database.js'
import { pause } from '../register/leadership.js'
import type { ProgrammeStore } from '../register/programme/store.js'
import type { BatchRest } from '../workflows/batch-messages.js'
import { whileHeartbeating } from './while-heartbeating.js'

/** What a batch's workflow may ask of the world: to tend the batch for a while. */
export interface BatchActivities {
  readonly tendBatch: (batchId: number) => Promise<BatchRest>
}

export interface BatchDeps {
  readonly db: Database
  readonly programmes: ProgrammeStore
  readonly clock: () => number
}

/** Between looks while much is done, and while little is; how long to look on when nothing happens; of one run; longest sleep. */
const busyMs = 200
const idleMs = 750
const lookOnMs = 20_000
const runForMs = 60_000
const longestSleepMs = 30_000
/** Between two times that its health is worked out. */
const healthMs = 10_000

export function createBatchActivities(deps: BatchDeps): BatchActivities {
  return { tendBatch: (batchId) => whileHeartbeating((cancelled) => tendForAWhile(deps, batchId, cancelled)) }
}

/**
 * Looks at a batch again and again while it is under way, and returns when nothing has happened for a while, when its time is
 * not there yet, or when it is over. Each look is a transaction of its own, so it may stop at any point.
 */
async function tendForAWhile(
  { db, programmes, clock }: BatchDeps,
  batchId: number,
  signal: AbortSignal,
): Promise<BatchRest> {
  const until = clock() + runForMs
  let quietSince = clock()
  let healthAt = 0
  while (!signal.aborted && clock() < until) {
    const { programme } = await programmes.current(db)
    const { state, busy, wakeAt } = await tendBatch(db, programme, batchId, clock())
    if (isOver(state)) return { over: true, sleepMs: null }
    if (clock() >= healthAt) {
      await refreshFare(db, batchId, clock())
      healthAt = clock() + healthMs
    }
    const sleepMs = wakeAt === null ? null : Math.max(0, wakeAt - clock())
    if (state === 'draft' || state === 'awaiting-approval' || (!busy && (state === 'paused' || state === 'approved'))) {
      return { over: false, sleepMs }
    }
    if (busy) quietSince = clock()
    else if (clock() - quietSince > lookOnMs) {
      return { over: false, sleepMs: Math.min(longestSleepMs, sleepMs ?? longestSleepMs) }
    }
    await pause(busy ? busyMs : idleMs, signal)
  }
  return { over: false, sleepMs: 0 }
}
