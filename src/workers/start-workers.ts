import { Client, ScheduleOverlapPolicy } from '@temporalio/client'
import { bundleWorkflowCode, NativeConnection, Runtime, Worker, DefaultLogger } from '@temporalio/worker'
import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import { createActionActivities } from '../activities/action-activities.js'
import { createBatchActivities } from '../activities/batch-activities.js'
import { createFleetActivities } from '../activities/fleet-activities.js'
import { createJourneyActivities } from '../activities/journey-activities.js'
import { createLaneActivities } from '../activities/lane-activities.js'
import { createSurveyActivities } from '../activities/survey-activities.js'
import type { Programme } from '../domain/programme.js'
import { createGateways } from '../gateways/config.js'
import { createLogNotifications } from '../gateways/notification.js'
import { openDatabase, type Database } from '../register/database.js'
import { pause } from '../register/leadership.js'
import { createProgrammeStore, type ProgrammeStore } from '../register/programme/store.js'
import type { WorkerConfig } from '../runtime/config.js'
import { batchQueue } from '../workflows/batch-messages.js'
import { journeyQueue } from '../workflows/journey-messages.js'
import {
  dutyWatchWorkflowId,
  fleetQueue,
  laneQueue,
  laneWorkflowId,
  surveyWorkflowId,
} from '../workflows/service-messages.js'
import type { inventorySurvey, lane } from '../workflows/index.js'
import { runNotifier } from './notifier.js'
import { runRelay } from './relay.js'
import { batchTuning, bundleOptions, journeyTuning, laneTuning } from './tuning.js'

interface Service {
  readonly ready: Readonly<Record<string, unknown>>
  readonly stop: () => Promise<void>
}

/**
 * Starts everything a worker process runs: journeys with their local activities, the fleet's surveys and watches, one
 * worker for each lane's queue, and the relay. Lanes that a later programme adds are taken up without a restart.
 */
export async function startWorkers(config: WorkerConfig, env: NodeJS.ProcessEnv, log: Logger): Promise<Service> {
  installRuntime(log, config.METERLIFT_WORKER_PORT)
  const gateways = createGateways(env)
  const db = openDatabase(config.METERLIFT_DATABASE_URL, { max: 16, name: 'meterlift-worker' })
  const programmes = createProgrammeStore()
  const clock = Date.now
  const connection = await NativeConnection.connect({ address: config.TEMPORAL_ADDRESS })
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE })
  const workflowBundle = await bundleWorkflowCode(
    bundleOptions(fileURLToPath(new URL('../workflows/index.js', import.meta.url))),
  )
  const common = { connection, namespace: config.TEMPORAL_NAMESPACE, workflowBundle, shutdownGraceTime: '5 s' } as const
  const stopping = new AbortController()
  const running: Promise<unknown>[] = []
  const workers: Worker[] = []
  const add = async (
    options: Partial<Parameters<typeof Worker.create>[0]> & { readonly taskQueue: string },
  ): Promise<void> => {
    const worker = await Worker.create({ ...common, ...options })
    workers.push(worker)
    running.push(
      worker.run().catch((error: unknown) => {
        log.fatal(
          { err: error, queue: options.taskQueue },
          'a worker failed; the process ends so that it is started anew',
        )
        process.exit(1)
      }),
    )
  }
  await add({
    taskQueue: journeyQueue,
    activities: createJourneyActivities({ db, programmes, clock }),
    ...journeyTuning,
  })
  await add({
    taskQueue: fleetQueue,
    activities: {
      ...createActionActivities({ db, clock, log }),
      ...createFleetActivities({ db, programmes, clock }),
      ...createSurveyActivities({ db, programmes, ...gateways, clock, log }),
    },
    maxCachedWorkflows: 50,
  })
  await add({
    taskQueue: batchQueue,
    activities: createBatchActivities({ db, programmes, clock, log }),
    ...batchTuning,
  })
  const lanes = createLaneActivities({ db, programmes, dcc: gateways.dcc, clock, log })
  const served = new Set<string>()
  const serve = async (programme: Programme): Promise<void> => {
    for (const { id } of programme.lanes) {
      if (served.has(id)) continue
      await add({ taskQueue: laneQueue(id), activities: lanes, ...laneTuning })
      served.add(id)
    }
    await startFleet(client, programme)
  }
  const following = followProgramme({ db, programmes, serve, log, signal: stopping.signal })
  const lockOn = (onClose: () => void): Database =>
    openDatabase(config.METERLIFT_DATABASE_URL, { max: 1, name: 'meterlift-relay', onClose })
  running.push(runRelay({ db, client, clock, log, lockOn }, stopping.signal))
  const told = createLogNotifications((notification) => log.warn({ notification }, notification.text))
  running.push(runNotifier({ db, gateway: gateways.notification ?? told, clock, log }, stopping.signal))
  return {
    ready: { queues: [journeyQueue, fleetQueue, batchQueue] },
    async stop() {
      stopping.abort()
      // A worker that is just being added must be there before all are shut down.
      await following
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown()
      await Promise.allSettled(running)
      await connection.close()
      await db.end({ timeout: 5 })
    },
  }
}

function installRuntime(log: Logger, metricsPort: number): void {
  Runtime.install({
    logger: new DefaultLogger('WARN', ({ level, message, meta }) =>
      log[level === 'ERROR' ? 'error' : 'warn'](meta ?? {}, message),
    ),
    // The service process stops its workers itself, in order.
    shutdownSignals: [],
    ...(metricsPort === 0
      ? {}
      : { telemetryOptions: { metrics: { prometheus: { bindAddress: `0.0.0.0:${metricsPort}` } } } }),
  })
}

/** Starts the workflows of lanes, surveys and the duty watch that a programme needs; those that run are left alone. */
async function startFleet(client: Client, programme: Programme): Promise<void> {
  const existing = { workflowIdConflictPolicy: 'USE_EXISTING' } as const
  for (const { id } of programme.lanes) {
    await client.workflow.start<typeof lane>('lane', {
      ...existing,
      workflowId: laneWorkflowId(id),
      taskQueue: laneQueue(id),
      args: [{ laneId: id }],
    })
  }
  for (const { id } of programme.smsos) {
    await client.workflow.start<typeof inventorySurvey>('inventorySurvey', {
      ...existing,
      workflowId: surveyWorkflowId(id),
      taskQueue: fleetQueue,
      args: [{ smsoId: id }],
    })
  }
  try {
    await client.schedule.create({
      scheduleId: dutyWatchWorkflowId,
      spec: { calendars: [{ hour: 0, minute: 5 }], timezone: 'Europe/London' },
      action: {
        type: 'startWorkflow',
        workflowType: 'dutyWatch',
        workflowId: dutyWatchWorkflowId,
        taskQueue: fleetQueue,
        args: [],
      },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
    })
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ScheduleAlreadyRunning')) throw error
  }
  // Days on which nothing ran are made up for at once.
  await client.schedule.getHandle(dutyWatchWorkflowId).trigger(ScheduleOverlapPolicy.SKIP)
}

/** Looks for a new programme now and then, and takes up what it adds. */
async function followProgramme(deps: {
  readonly db: Database
  readonly programmes: ProgrammeStore
  readonly serve: (programme: Programme) => Promise<void>
  readonly log: Logger
  readonly signal: AbortSignal
}): Promise<void> {
  let followed = 0
  while (!deps.signal.aborted) {
    try {
      const [newest] = await deps.db<
        { version: number | null }[]
      >`select max(version) as version from programme_version`
      if (newest !== undefined && newest.version !== null && newest.version !== followed) {
        const { programme, version } = await deps.programmes.current(deps.db)
        await deps.serve(programme)
        followed = version
      }
    } catch (error) {
      deps.log.warn({ err: error }, 'the programme could not be taken up; it is tried again')
    }
    await pause(1_000, deps.signal)
  }
}
