import type { LoopEnd } from '../../src/workflows/service-messages.js'
import type { TestWorkflowEnvironment } from '@temporalio/testing'
import { Worker } from '@temporalio/worker'
import { describe, expect, it } from 'vitest'
import { createBatchActivities, type BatchActivities } from '../../src/activities/batch-activities.js'
import { createFleetActivities, type FleetActivities } from '../../src/activities/fleet-activities.js'
import type { ActionActivities } from '../../src/activities/action-activities.js'
import type { LaneActivities } from '../../src/activities/lane-activities.js'
import type { SurveyActivities } from '../../src/activities/survey-activities.js'
import { stepJourneys } from '../../src/activities/step-journeys.js'
import { addDays, londonDate } from '../../src/domain/calendar.js'
import type {
  bulkAction,
  dutyWatch,
  inventorySurvey,
  lane,
  meterJourney,
  migrationBatch,
  programmeChange,
} from '../../src/workflows/index.js'
import { createProgrammeStore } from '../../src/register/programme/store.js'
import { journeySignal } from '../../src/workflows/journey-messages.js'
import { batchSignal } from '../../src/workflows/batch-messages.js'
import { Batches } from '../support/batches.js'
import { record } from '../support/histories.js'
import { Fleet, installation } from '../support/fleet.js'
import { type LoneJourney, type LoneServer, openServer, withJourney, workflowBundle } from '../support/lone-journey.js'
import { inForce } from '../support/register.js'

// Not a test: `npm run histories` runs it. Each path of the journey goes its way once, and its history is kept.

const skipping: LoneServer = { kind: 'skipping' }
const dev: LoneServer = { kind: 'dev' }

/** Records the journey's history under a name, once its path has been gone. */
function path(name: string, server: LoneServer, body: (journey: LoneJourney) => Promise<unknown>): void {
  it(name, () =>
    withJourney(server, async (journey) => {
      await body(journey)
      await record(name, journey.env.client.workflow, 'meter/1')
    }),
  )
}

async function inMigration(journey: LoneJourney, change: Readonly<Record<string, string>> = {}): Promise<void> {
  await journey.importMeter(change)
  await journey.start()
  await journey.stage('migration')
}

async function fail(journey: LoneJourney, code: string): Promise<void> {
  await journey.report(await journey.claim(), code)
}

async function enrol(journey: LoneJourney): Promise<void> {
  await journey.report(await journey.claim(), null)
  expect(await journey.handle.result()).toMatchObject({ stage: 'enrolled' })
}

const done = (on: string) => ({ kind: 'replace', step: 'done', on, newDeviceId: '70-B3-D5-1F-30-00-A0-99' }) as const
const exclude = { kind: 'exclude', category: 'uneconomic-to-test', evidence: 'CASE-1' } as const
const today = async (journey: LoneJourney): Promise<string> => londonDate(await journey.now())

describe('histories of journeys', () => {
  path('clean', skipping, async (journey) => {
    await inMigration(journey)
    await enrol(journey)
  })
  path('already-commissioned', skipping, async (journey) => {
    await journey.importMeter({}, 'Commissioned')
    await journey.start()
    expect(await journey.handle.result()).toMatchObject({ code: 'INV_ALREADY_COMMISSIONED' })
  })
  path('blocked-corrected', skipping, async (journey) => {
    await journey.importMeter({}, 'InstalledNotCommissioned', { paymentMode: 'prepayment' })
    await journey.start()
    await journey.stage('blocked')
    const [made] = await journey.test.db<{ correction_id: number }[]>`
      insert into correction (journey_id, source, changes, actor, created_at) values (1, 'person', ${journey.test.db.json({ payment_mode: ['credit', 'prepayment'] })}, 'ann', now()) returning correction_id`
    await journey.decide({ kind: 'correct', correctionId: made?.correction_id ?? 0 })
    await journey.stage('inventory')
    await journey.bringRecords('InstalledNotCommissioned', { paymentMode: 'prepayment' })
    await journey.nudge()
    await journey.stage('migration')
    await enrol(journey)
  })
  path('waiting-for-cohort-woken', skipping, async (journey) => {
    const { db } = journey.test
    await db`truncate programme_version`
    const day = await today(journey)
    const pending = {
      ...journey.programme,
      cohorts: journey.programme.cohorts.map((cohort) => ({
        ...cohort,
        decisions: [{ from: addDays(day, -100), decision: 'pending' as const, liveOn: null }],
      })),
    }
    await inForce(db, pending, { today: day, now: await journey.now(), digest: 'pending' })
    await journey.importMeter()
    await journey.start()
    await journey.stage('waiting')
    await inForce(db, journey.programme, { today: day, now: await journey.now(), digest: 'go' })
    await db`insert into outbox (journey_id, kind, body, priority, not_before) values (1, 'programme', '{}', 3, now())`
    await journey.nudge()
    await journey.stage('migration')
    await enrol(journey)
  })
  path('waiting-for-authorisation', skipping, async (journey) => {
    await journey.importMeter({ supplier: 'fenside-energy' })
    await journey.start()
    await journey.stage('waiting')
    await journey.decide({ kind: 'authorise' })
    await journey.stage('migration')
    await enrol(journey)
  })
  path('retry-enrolled', skipping, async (journey) => {
    await inMigration(journey)
    await fail(journey, 'W101')
    await journey.env.sleep('1 minute')
    await journey.stage('migration')
    await enrol(journey)
  })
  path('exhausted', skipping, async (journey) => {
    await inMigration(journey)
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      await journey.stage('migration')
      await fail(journey, 'W101')
      await journey.stage(attempt === 5 ? 'needs-action' : 'retry')
      if (attempt < 5) await journey.env.sleep('1 minute')
    }
    expect(await journey.decide(exclude)).toMatchObject({ stage: 'excluded' })
    await journey.handle.result()
  })
  path('needs-action-replaced', skipping, async (journey) => {
    await inMigration(journey)
    await fail(journey, 'K401')
    await journey.stage('needs-action')
    // Past its decision point, for which the journey wakes by itself.
    await journey.env.sleep('150 days')
    await expect
      .poll(
        async () =>
          (await journey.test.db<{ raised: boolean }[]>`select decision_raised as raised from journey`)[0]?.raised,
        { timeout: 15_000 },
      )
      .toBe(true)
    await journey.decide({ kind: 'replace', step: 'order', on: await today(journey) })
    await journey.decide({ kind: 'replace', step: 'appoint', on: await today(journey) })
    await journey.decide(done(await today(journey)))
    expect(await journey.handle.result()).toMatchObject({ stage: 'replaced' })
  })
  path('command-refused', skipping, async (journey) => {
    await inMigration(journey)
    const submission = await journey.claim()
    await expect(journey.decide({ kind: 'reopen' })).rejects.toMatchObject({ cause: { type: 'NOT_EXCLUDED' } })
    await expect(journey.decide({ kind: 'withdraw' })).rejects.toMatchObject({ cause: { type: 'ALREADY_IN_FLIGHT' } })
    await journey.report(submission, null)
    await journey.handle.result()
  })
  path('change-of-supplier', skipping, async (journey) => {
    await inMigration(journey)
    await journey.decide({ kind: 'change-supplier', supplierId: 'sse', gainedOn: await today(journey) })
    await enrol(journey)
  })
  path('register-away', skipping, async (journey) => {
    await inMigration(journey)
    journey.register.away = true
    await journey.report(await journey.claim(), null)
    await expect.poll(() => timers(journey), { timeout: 30_000 }).toBeGreaterThan(0)
    journey.register.away = false
    await journey.env.sleep('2 minutes')
    await journey.handle.result()
  })
  path('behind-reopened', skipping, async (journey) => {
    await inMigration(journey)
    // Another run of the journey took the next epoch, as after a reset: this one is behind, and reopens.
    const deps = { db: journey.test.db, programmes: createProgrammeStore(), clock: () => Date.now() }
    await stepJourneys(deps, [{ journeyId: 1, epoch: 1, seq: 2, cause: { kind: 'open', run: 'another' } }])
    await enrol(journey)
  })
  path('outcome-doubled', skipping, async (journey) => {
    await inMigration(journey)
    const first = await journey.claim()
    await journey.report(first, 'W101')
    await journey.report(first, 'W101')
    await journey.report(first, 'W101', 'again')
    await journey.env.sleep('1 minute')
    await journey.stage('migration')
    await enrol(journey)
  })
  path('ended-while-nudged', skipping, async (journey) => {
    await inMigration(journey)
    const submission = await journey.claim()
    await journey.report(submission, null)
    for (let i = 0; i < 3; i += 1) await journey.handle.signal(journeySignal).catch(() => undefined)
    await journey.handle.result()
  })
  path('excluded-reopened', dev, async (journey) => {
    await inMigration(journey)
    await journey.decide(exclude)
    await journey.handle.result()
    await record('excluded', journey.env.client.workflow, 'meter/1')
    await journey.decideOnEnded({ kind: 'reopen' })
    await journey.stage('inventory')
    await journey.bringRecords()
    await journey.nudge()
    await journey.stage('migration')
    await enrol(journey)
  })
  path('signalled-after-its-end', dev, async (journey) => {
    await inMigration(journey)
    const submission = await journey.claim()
    await journey.report(submission, null)
    await journey.handle.result()
    const { workflow } = journey.env.client
    await workflow.signalWithStart<typeof meterJourney>('meterJourney', {
      workflowId: 'meter/1',
      taskQueue: journey.queue,
      args: [{ journeyId: 1 }],
      signal: journeySignal,
    })
    await journey.handle.result()
  })
  path('continued-as-new', { kind: 'dev', suggestAfter: 24 }, async (journey) => {
    await inMigration(journey)
    const first = (await journey.handle.describe()).runId
    const run = async (): Promise<string> => (await journey.handle.describe()).runId
    while ((await run()) === first) {
      await journey.handle.signal(journeySignal)
      await new Promise((wake) => setTimeout(wake, 200))
    }
    await record('continued-as-new-first-run', journey.env.client.workflow, 'meter/1', first)
    await enrol(journey)
  })
})

async function timers(journey: LoneJourney): Promise<number> {
  const { events } = await journey.handle.fetchHistory()
  return (
    events?.filter(
      ({ timerStartedEventAttributes }) => timerStartedEventAttributes?.startToFireTimeout?.seconds?.toString() === '5',
    ).length ?? 0
  )
}

/** One server and register with a few journeys for the workflows of the fleet, whose histories are recorded. */
async function withFleet(
  suggestAfter: number | undefined,
  body: (fleet: Fleet, env: TestWorkflowEnvironment) => Promise<void>,
  more: Partial<ActionActivities & BatchActivities & FleetActivities & LaneActivities & SurveyActivities> = {},
): Promise<void> {
  const bundle = await workflowBundle()
  const env = await openServer({ kind: 'dev', ...(suggestAfter === undefined ? {} : { suggestAfter }) })
  const fleet = await Fleet.open()
  try {
    await fleet.bring([1, 2, 3].flatMap((n) => installation(fleet.programme, n)))
    await fleet.openAll()
    const activities = {
      ...createFleetActivities({ db: fleet.db, programmes: createProgrammeStore(), clock: () => fleet.now }),
      ...createBatchActivities({ db: fleet.db, programmes: createProgrammeStore(), clock: () => fleet.now }),
      ...more,
    }
    const worker = await Worker.create({
      connection: env.nativeConnection,
      taskQueue: 'fleet',
      workflowBundle: bundle,
      activities,
    })
    await worker.runUntil(() => body(fleet, env))
  } finally {
    await env.teardown()
    await fleet.test.drop()
  }
}

const change = { version: 1, phase: 'redate', after: 0, redated: 0, woken: 0 } as const

/** An activity that loops till it is told to end, and fails the first time, as when a worker dies. */
function failingOnce(end: LoopEnd = 'again'): () => Promise<LoopEnd> {
  let calls = 0
  return async () => {
    calls += 1
    if (calls === 1) throw new Error('the worker went away')
    await new Promise((wake) => setTimeout(wake, 200))
    return end
  }
}

/** Lets a supervised loop run until it has continued as new, and records both runs. */
async function supervised(name: string, env: TestWorkflowEnvironment, workflowId: string): Promise<void> {
  const handle = env.client.workflow.getHandle(workflowId)
  const first = (await handle.describe()).runId
  await expect.poll(async () => (await handle.describe()).runId, { timeout: 60_000, interval: 300 }).not.toBe(first)
  await record(`${name}-first-run`, env.client.workflow, workflowId, first)
  await new Promise((wake) => setTimeout(wake, 1_500))
  await record(`${name}-next-run`, env.client.workflow, workflowId)
  await handle.terminate()
}

describe('histories of the fleet', () => {
  it('programme-change', () =>
    withFleet(undefined, async (_fleet, env) => {
      await env.client.workflow.execute<typeof programmeChange>('programmeChange', {
        workflowId: 'programme-change/1',
        taskQueue: 'fleet',
        args: [change],
      })
      await record('programme-change', env.client.workflow, 'programme-change/1')
    }))
  it('programme-change-continued', () =>
    withFleet(10, async (_fleet, env) => {
      const handle = await env.client.workflow.start<typeof programmeChange>('programmeChange', {
        workflowId: 'programme-change/1',
        taskQueue: 'fleet',
        args: [change],
      })
      await handle.result()
      await record('programme-change-first-run', env.client.workflow, 'programme-change/1', handle.firstExecutionRunId)
      await record('programme-change-last-run', env.client.workflow, 'programme-change/1')
    }))
  it('duty-watch', () =>
    withFleet(undefined, async (_fleet, env) => {
      await env.client.workflow.execute<typeof dutyWatch>('dutyWatch', {
        workflowId: 'duty-watch',
        taskQueue: 'fleet',
        args: [],
      })
      await record('duty-watch', env.client.workflow, 'duty-watch')
    }))
  it('lane', () =>
    withFleet(
      16,
      async (_fleet, env) => {
        await env.client.workflow.start<typeof lane>('lane', {
          workflowId: 'lane/secure-meters',
          taskQueue: 'fleet',
          args: [{ laneId: 'secure-meters' }],
        })
        await supervised('lane', env, 'lane/secure-meters')
      },
      { runLane: failingOnce() },
    ))
  it('lane-gone', () =>
    withFleet(
      undefined,
      async (_fleet, env) => {
        await env.client.workflow.execute<typeof lane>('lane', {
          workflowId: 'lane/gone',
          taskQueue: 'fleet',
          args: [{ laneId: 'gone' }],
        })
        await record('lane-gone', env.client.workflow, 'lane/gone')
      },
      { runLane: failingOnce('gone') },
    ))
  it('survey', () =>
    withFleet(
      16,
      async (_fleet, env) => {
        await env.client.workflow.start<typeof inventorySurvey>('inventorySurvey', {
          workflowId: 'survey/secure',
          taskQueue: 'fleet',
          args: [{ smsoId: 'secure' }],
        })
        await supervised('survey', env, 'survey/secure')
      },
      { runSurvey: failingOnce() },
    ))
  it('action', () =>
    withFleet(
      16,
      async (_fleet, env) => {
        await env.client.workflow.start<typeof bulkAction>('bulkAction', {
          workflowId: 'action/1',
          taskQueue: 'fleet',
          args: [{ actionId: 1 }],
        })
        await supervised('action', env, 'action/1')
      },
      { runAction: failingOnce() },
    ))
  it('action-gone', () =>
    withFleet(
      undefined,
      async (_fleet, env) => {
        await env.client.workflow.execute<typeof bulkAction>('bulkAction', {
          workflowId: 'action/2',
          taskQueue: 'fleet',
          args: [{ actionId: 2 }],
        })
        await record('action-gone', env.client.workflow, 'action/2')
      },
      { runAction: failingOnce('gone') },
    ))
})

describe('histories of batches', () => {
  it('batch', () =>
    withFleet(undefined, async (fleet, env) => {
      const batches = new Batches(fleet)
      const { batchId } = await batches.plan({ startsAt: fleet.now + 2_000 })
      await batches.command(batchId, 'approve')
      const tell = () =>
        env.client.workflow.signalWithStart<typeof migrationBatch>('migrationBatch', {
          workflowId: `batch/${batchId}`,
          taskQueue: 'fleet',
          args: [{ batchId }],
          signal: batchSignal,
        })
      const state = async (): Promise<unknown> => (await fleet.db`select state from batch`)[0]?.state
      const handle = await tell()
      // It sleeps until its start time.
      await new Promise((wake) => setTimeout(wake, 1_000))
      fleet.now += 2_000
      await expect.poll(state, { timeout: 20_000 }).toBe('releasing')
      await batches.command(batchId, 'pause')
      await tell()
      await expect.poll(state, { timeout: 20_000 }).toBe('paused')
      await new Promise((wake) => setTimeout(wake, 2_000))
      await batches.command(batchId, 'resume')
      await tell()
      await expect.poll(() => batches.counts(batchId), { timeout: 20_000 }).toEqual(['released 3'])
      for (const submission of await batches.claim()) await fleet.report(submission, { electricity: null })
      await handle.result()
      expect(await state()).toBe('finished')
      await record('batch', env.client.workflow, `batch/${batchId}`)
    }))
  it('batch-continued', () => {
    let looks = 0
    const tendBatch = () => {
      looks += 1
      return looks === 2
        ? Promise.reject(new Error('the worker went away'))
        : Promise.resolve({ over: false, sleepMs: 300 })
    }
    return withFleet(
      16,
      async (_fleet, env) => {
        await env.client.workflow.start<typeof migrationBatch>('migrationBatch', {
          workflowId: 'batch/1',
          taskQueue: 'fleet',
          args: [{ batchId: 1 }],
        })
        await supervised('batch', env, 'batch/1')
      },
      { tendBatch },
    )
  })
})
