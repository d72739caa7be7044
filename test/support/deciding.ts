import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from '@temporalio/client'
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import getPort from 'get-port'
import { createJourneyActivities, type JourneyActivities } from '../../src/activities/journey-activities.js'
import { createProgrammeStore } from '../../src/register/programme/store.js'
import { quietPorts } from '../../src/runtime/quiet-ports.js'
import { findTemporal, startTemporal } from '../../src/runtime/temporal-server.js'
import { journeyQueue } from '../../src/workflows/journey-messages.js'
import type { Fleet } from './fleet.js'

/** The journeys' workflows of one fleet, running on a Temporal server of its own. */
export interface Deciding {
  readonly client: Client
  readonly address: string
  readonly close: () => Promise<void>
}

/**
 * Starts a Temporal server and a worker for a fleet's journeys; its activities follow the fleet's clock.
 * @param around what a test puts around them, such as an answer that gets lost
 */
export async function startDeciding(
  fleet: Fleet,
  around: (activities: JourneyActivities) => JourneyActivities = (activities) => activities,
): Promise<Deciding> {
  const logger = new DefaultLogger('ERROR')
  Runtime.install({ logger, telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } })
  const folder = await mkdtemp(join(tmpdir(), 'meterlift-deciding-'))
  const binary = await findTemporal('temporal', () => undefined)
  const server = await startTemporal({
    binary,
    port: await getPort({ host: '127.0.0.1', port: quietPorts() }),
    logFile: join(folder, 'temporal.log'),
  })
  const connection = await NativeConnection.connect({ address: server.address })
  const worker = await Worker.create({
    connection,
    taskQueue: journeyQueue,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('../../src/workflows/index.ts', import.meta.url)),
      logger,
    }),
    activities: {
      ...around(createJourneyActivities({ db: fleet.db, programmes: createProgrammeStore(), clock: () => fleet.now })),
    },
  })
  const running = worker.run()
  return {
    // One connection with the worker, as a worker process has: the relay starts journeys eagerly.
    client: new Client({ connection }),
    address: server.address,
    async close() {
      worker.shutdown()
      await running
      await connection.close()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
