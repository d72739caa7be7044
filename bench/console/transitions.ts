import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { stepJourneys } from '../../src/activities/step-journeys.js'
import type { DeviceOutcome } from '../../src/domain/outcome.js'
import { refreshFare } from '../../src/register/batch/fare.js'
import { openDatabase, type Database } from '../../src/register/database.js'
import { inTransaction } from '../../src/register/in-transaction.js'
import { claimInstallations, type ClaimedSubmission } from '../../src/register/lane/claim.js'
import { markSubmitted } from '../../src/register/lane/submissions.js'
import { storeOutcomes } from '../../src/register/outcome/store-outcomes.js'
import { createProgrammeStore } from '../../src/register/programme/store.js'

/** Steps that workers gather into one transaction at this rate (src/activities/grouping.ts). */
const groupMs = 150
/** Meters that come to their lanes again at a time. */
const broughtAtOnce = 500
const failures = ['W101', 'T201', 'K401', 'F501'] as const

export interface Transitions {
  /** Ends it. @returns transitions written, and the milliseconds that each group's transaction took */
  readonly stop: () => Promise<{ readonly perSecond: number; readonly groupMs: readonly number[] }>
}

/**
 * Writes transitions at a rate, as lanes and workers do: an installation is claimed, sent, its outcome stored, and the journey's
 * step made, by the very functions of their activities. The step is what is counted; the claim comes on top.
 */
export function writeTransitions(url: string, perSecond: number): Transitions {
  const db = openDatabase(url, { max: 6, name: 'bench-writer' })
  const programmes = createProgrammeStore()
  const deps = { db, programmes, clock: Date.now }
  const stopped = new AbortController()
  const landing: ClaimedSubmission[] = []
  const enrolled: number[] = []
  const took: number[] = []
  const begun = performance.now()
  let written = 0
  let failed: unknown = null

  const claim = async (): Promise<void> => {
    const { programme } = await programmes.current(db)
    for (let turn = 0; !stopped.signal.aborted; turn += 1) {
      const lane = programme.lanes[turn % programme.lanes.length]
      if (landing.length > perSecond || lane === undefined) {
        await sleep(groupMs)
        continue
      }
      const inForce = { lane, bankHolidays: programme.bankHolidays, automaticRelease: true }
      const claimed = await claimInstallations(db, lane.id, () => Promise.resolve(inForce), Date.now(), lane.groupSize)
      if (claimed.kind !== 'claimed') {
        // A small register runs out: what was enrolled comes to its lane again.
        if (enrolled.length === 0) await sleep(groupMs)
        else await bringBack(db, enrolled.splice(0, broughtAtOnce))
        continue
      }
      const ids = claimed.submissions.map(({ submission_id }) => submission_id)
      await markSubmitted(db, ids, Date.now(), Date.now() + 86_400_000)
      landing.push(...claimed.submissions)
    }
  }
  const step = async (): Promise<void> => {
    for (;;) {
      if (stopped.signal.aborted) return
      const due = ((performance.now() - begun) / 1_000) * perSecond - written
      const group: ClaimedSubmission[] = []
      for (let meters = 0; meters < Math.min(due, 100) && landing.length > 0;) {
        const next = landing.shift()
        if (next === undefined) break
        group.push(next)
        meters += next.request.devices.length
      }
      const devices = group.flatMap(({ request }) => request.devices)
      written += devices.length
      if (devices.length > 0) {
        const start = performance.now()
        await inTransaction(db, (tx) => storeOutcomes(tx, group.flatMap(outcomesOf), Date.now()))
        const rows = await db<{ journey_id: number; epoch: number; seq: number }[]>`
          select journey_id, epoch, seq from journey where journey_id = any(${devices.map(({ journeyId }) => journeyId)}::bigint[])`
        const steps = rows.map(({ journey_id, epoch, seq }) => ({
          ...{ journeyId: journey_id, epoch, seq: seq + 1 },
          cause: { kind: 'messages' } as const,
        }))
        const made = await stepJourneys(deps, steps)
        if (made.some(({ kind }) => kind !== 'made')) throw new Error(`a step was not made: ${JSON.stringify(made)}`)
        took.push(performance.now() - start)
        enrolled.push(...devices.flatMap(({ journeyId }) => (succeeds(journeyId) ? [journeyId] : [])))
      }
      await sleep(groupMs)
    }
  }
  /** What workers do beside it: how batches fare is worked out. The HTTP service folds the counters. */
  const keep = async (): Promise<void> => {
    for (let turn = 0; !stopped.signal.aborted; turn += 1) {
      if (turn % 10 === 0) {
        const open = await db<{ batch_id: number }[]>`select batch_id from batch where ended_at is null`
        for (const { batch_id } of open) await refreshFare(db, batch_id, Date.now())
      }
      await sleep(1_000)
    }
  }
  const running = [claim(), step(), step(), keep()].map((loop) => loop.catch((error: unknown) => (failed ??= error)))
  return {
    async stop() {
      const seconds = (performance.now() - begun) / 1_000
      stopped.abort()
      await Promise.all(running)
      await db.end()
      if (failed !== null) throw failed instanceof Error ? failed : new Error(JSON.stringify(failed))
      return { perSecond: written / seconds, groupMs: took }
    },
  }
}

const succeeds = (journeyId: number): boolean => journeyId % 4 !== 0

/** Makes meters ready that were enrolled. */
async function bringBack(db: Database, journeyIds: readonly number[]): Promise<void> {
  await db`
    with ready as (
      update journey set stage = 'migration', standing = 'ready', code = null, met_on = null, duty_ended_on = null
      where journey_id = any(${[...journeyIds]}::bigint[]) and stage = 'enrolled'
      returning installation_id, supplier_id, due_on
    )
    update installation i set state = 'ready', submission_id = null, supplier_id = r.supplier_id, due_on = r.due_on from ready r where r.installation_id = i.installation_id`
}

/** Three of four are commissioned; of the others some are tried again, some need somebody. */
function outcomesOf({ submission_id, request }: ClaimedSubmission): readonly DeviceOutcome[] {
  return request.devices.map(({ deviceId, journeyId }) => ({
    outcomeId: randomUUID(),
    submissionId: submission_id,
    deviceId,
    ...(succeeds(journeyId)
      ? { result: 'commissioned' as const, code: null }
      : { result: 'failed' as const, code: failures[(journeyId / 4) % failures.length] ?? null }),
    occurredAt: Date.now(),
  }))
}
