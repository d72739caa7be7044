import { TypedSearchAttributes } from '@temporalio/common'
import { Worker } from '@temporalio/worker'
import { createJourneyActivities } from '../../src/activities/journey-activities.js'
import { createLaneActivities } from '../../src/activities/lane-activities.js'
import type { DeviceOutcome } from '../../src/domain/outcome.js'
import type { DccGateway, SubmissionRequest } from '../../src/gateways/dcc.js'
import { openDatabase, type Database } from '../../src/register/database.js'
import { inTransaction } from '../../src/register/in-transaction.js'
import { storeOutcomes } from '../../src/register/outcome/store-outcomes.js'
import { createProgrammeStore } from '../../src/register/programme/store.js'
import { runRelay } from '../../src/workers/relay.js'
import { laneTuning } from '../../src/workers/tuning.js'
import type { lane } from '../../src/workflows/index.js'
import { journeyQueue } from '../../src/workflows/journey-messages.js'
import { laneQueue, laneWorkflowId } from '../../src/workflows/service-messages.js'
import type { floorJourney } from './floor-workflow.js'
import { floorSignal } from './floor-workflow.js'
import { createNaiveActivities } from './naive-activities.js'
import { outcomeSignal, stageAttribute, type naiveJourney } from './naive-workflow.js'
import { createCaller, journeyWorker, secondsUntilCompleted, withWorkers, type World } from './world.js'

const clock = Date.now

/** The program as it runs: relay, grouped steps, lanes, outcomes. */
export async function runMeterlift(world: World, url: string, numbers: readonly number[]): Promise<number> {
  const { client, connection, bundle, log } = world
  const db = openDatabase(url, { max: 16 })
  const programmes = createProgrammeStore()
  const stop = new AbortController()
  const lanes = await db<{ lane_id: string }[]>`select distinct lane_id from combination where lane_id is not null`
  // DCC commissions at once and says so by callback, in one request for all that it took in one.
  const dcc = acceptingAll((submissions) =>
    inTransaction(db, (tx) => storeOutcomes(tx, submissions.flatMap(commissioned), clock())),
  )
  const laneActivities = createLaneActivities({ db, programmes, dcc, clock, log })
  const workers = [
    await journeyWorker(world, journeyQueue, { activities: createJourneyActivities({ db, programmes, clock }) }),
    ...(await Promise.all(
      lanes.map(({ lane_id }) =>
        Worker.create({
          ...laneTuning,
          connection,
          workflowBundle: bundle,
          taskQueue: laneQueue(lane_id),
          activities: laneActivities,
          shutdownGraceTime: 0,
        }),
      ),
    )),
  ]
  const running = await Promise.all(
    lanes.map(({ lane_id }) =>
      client.workflow.start<typeof lane>('lane', {
        workflowId: laneWorkflowId(lane_id),
        taskQueue: laneQueue(lane_id),
        args: [{ laneId: lane_id }],
      }),
    ),
  )
  try {
    return await withWorkers(workers, async () => {
      let relay: Promise<void> = Promise.resolve()
      try {
        return await secondsUntilCompleted(world, 'meterJourney', numbers.length, () => {
          const lockOn = (onClose: () => void): Database => openDatabase(url, { max: 1, onClose })
          relay = runRelay({ db, client, clock, log, lockOn }, stop.signal)
          return Promise.resolve()
        })
      } finally {
        stop.abort()
        await relay
      }
    })
  } finally {
    await Promise.all(running.map((handle) => handle.terminate()))
    await db.end()
  }
}

/** The same work by a remote activity for each stage, a register write for each transition, and search attributes. */
export async function runNaive(world: World, url: string, numbers: readonly number[]): Promise<number> {
  const { client } = world
  const db = openDatabase(url, { max: 16 })
  await db`truncate outbox`
  const sent = new Map<number, SubmissionRequest>()
  const numberOf = new Map(
    (await db<{ journey_id: number; device_id: string }[]>`select journey_id, device_id from meter`).map((m) => [
      m.device_id,
      m.journey_id,
    ]),
  )
  const dcc = acceptingAll((submissions) => {
    for (const submission of submissions) sent.set(numberOf.get(submission.devices[0]?.deviceId ?? '') ?? 0, submission)
    return Promise.resolve()
  })
  const workflowId = (journeyId: number): string => `naive/${journeyId}`
  const caller = createCaller(
    numbers,
    (journeyId) =>
      client.workflow.start<typeof naiveJourney>('naiveJourney', {
        workflowId: workflowId(journeyId),
        taskQueue: 'naive',
        args: [{ journeyId }],
        typedSearchAttributes: new TypedSearchAttributes([{ key: stageAttribute, value: 'inventory' }]),
      }),
    async (journeyId) => {
      // DCC calls back: the outcome is stored, then the journey is signalled.
      const submission = sent.get(journeyId)
      if (submission === undefined) throw new Error(`meter ${journeyId} waits without a submission`)
      for (const outcome of commissioned(submission)) {
        await storeOutcome(db, journeyId, outcome)
        await client.workflow.getHandle(workflowId(journeyId)).signal(outcomeSignal, outcome)
      }
    },
  )
  const activities = createNaiveActivities({ db, programmes: createProgrammeStore(), dcc, clock })
  try {
    return await withWorkers([await journeyWorker(world, 'naive', { activities, waits: caller.waits })], () =>
      secondsUntilCompleted(world, 'naiveJourney', numbers.length, caller.run),
    )
  } finally {
    await db.end()
  }
}

/** A workflow with a timer and a signal that does nothing. */
export async function runFloor(world: World, numbers: readonly number[], requestEagerStart: boolean): Promise<number> {
  const { client } = world
  const workflowId = (journeyId: number): string => `floor/${journeyId}`
  const caller = createCaller(
    numbers,
    (journeyId) =>
      client.workflow.start<typeof floorJourney>('floorJourney', {
        workflowId: workflowId(journeyId),
        taskQueue: 'floor',
        args: [{ journeyId }],
        requestEagerStart,
      }),
    (journeyId) => client.workflow.getHandle(workflowId(journeyId)).signal(floorSignal),
  )
  return withWorkers([await journeyWorker(world, 'floor', { waits: caller.waits })], () =>
    secondsUntilCompleted(world, 'floorJourney', numbers.length, caller.run),
  )
}

function acceptingAll(accepted: (submissions: readonly SubmissionRequest[]) => Promise<unknown>): DccGateway {
  return {
    submit(submissions) {
      setImmediate(() => void accepted(submissions))
      return Promise.resolve(submissions.map(({ submissionId }) => ({ submissionId, status: 'accepted' })))
    },
    ask: () => Promise.reject(new Error('nobody waits so long here')),
  }
}

function commissioned({ submissionId, devices }: SubmissionRequest): readonly DeviceOutcome[] {
  return devices.map(({ deviceId }) => ({
    outcomeId: `${submissionId}/${deviceId}`,
    submissionId,
    deviceId,
    result: 'commissioned',
    code: null,
    occurredAt: clock(),
  }))
}

async function storeOutcome(db: Database, journeyId: number, outcome: DeviceOutcome): Promise<void> {
  await db`
    insert into outcome (outcome_id, submission_id, device_id, journey_id, result, code, occurred_at, received_at)
    values (${outcome.outcomeId}, ${outcome.submissionId}, ${outcome.deviceId}, ${journeyId}, ${outcome.result}, ${outcome.code}, ${outcome.occurredAt}, ${clock()})
    on conflict (outcome_id) do nothing`
}
