import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Client } from '@temporalio/client'
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type InjectedSinks,
  type WorkflowBundle,
} from '@temporalio/worker'
import proto from '@temporalio/proto'
import { pino, type Logger } from 'pino'
import { bundleOptions, journeyTuning } from '../../src/workers/tuning.js'
import type { WaitSinks } from './waits.js'

/** The Temporal server with what all contenders share: one connection, one kind of client, one bundle of workflows. */
export interface World {
  readonly connection: NativeConnection
  readonly client: Client
  readonly bundle: WorkflowBundle
  readonly log: Logger
}

/** Calls to Temporal under way at once: as many as the relay's (src/workers/relay.ts). */
export const callsAtOnce = 40
const stuckMs = 60_000
/** Milliseconds between two counts of what has completed. */
const lookMs = 250

export async function openWorld(address: string): Promise<World> {
  Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] })
  const connection = await NativeConnection.connect({ address })
  const client = new Client({ connection })
  await connection.operatorService.addSearchAttributes({
    namespace: 'default',
    searchAttributes: { MeterStage: proto.temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD },
  })
  const bundle = await bundleWorkflowCode(bundleOptions(fileURLToPath(new URL('workflows.ts', import.meta.url))))
  return { connection, client, bundle, log: pino({ level: 'warn' }, pino.destination(2)) }
}

/** Runs some workers while the work is done; a worker that fails ends the benchmark. */
export async function withWorkers<T>(workers: readonly Worker[], work: () => Promise<T>): Promise<T> {
  const running = workers.map((worker) => worker.run())
  const failed = Promise.race(
    running.map(async (run) => {
      await run
      throw new Error('a worker stopped')
    }),
  )
  try {
    return await Promise.race([work(), failed])
  } finally {
    failed.catch(() => undefined)
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown()
    await Promise.allSettled(running)
  }
}

/** A worker with the tuning of the program's own for its journeys. */
export function journeyWorker(
  world: World,
  taskQueue: string,
  options: { readonly activities?: object; readonly waits?: (journeyId: number) => void },
): Promise<Worker> {
  const sinks: InjectedSinks<WaitSinks> = {
    bench: { waits: { fn: (_info, journeyId) => options.waits?.(journeyId), callDuringReplay: false } },
  }
  return Worker.create({
    ...journeyTuning,
    connection: world.connection,
    workflowBundle: world.bundle,
    taskQueue,
    sinks,
    ...(options.activities === undefined ? {} : { activities: options.activities }),
  })
}

/**
 * Counts the seconds until so many workflows of a type have completed.
 * @param begin lets them begin
 */
export async function secondsUntilCompleted(
  { client }: World,
  workflowType: string,
  number: number,
  begin: () => Promise<unknown>,
): Promise<number> {
  const completed = async (): Promise<number> =>
    (await client.workflow.count(`WorkflowType = '${workflowType}' and ExecutionStatus = 'Completed'`)).count
  const before = await completed()
  const start = performance.now()
  const begun = begin()
  let done = 0
  for (let lastMoved = start; done < number;) {
    await Promise.race([pause(lookMs), begun.then(() => pause(lookMs))])
    const now = (await completed()) - before
    if (now > done) lastMoved = performance.now()
    done = now
    if (performance.now() - lastMoved > stuckMs)
      throw new Error(`${done} of ${number} journeys (${workflowType}) completed, and no more for a minute`)
  }
  const seconds = (performance.now() - start) / 1_000
  await begun
  return seconds
}

/** Starts journeys and signals those that wait, as many calls at once as the relay makes; signals go first, as there. */
export function createCaller(
  numbers: readonly number[],
  start: (journeyId: number) => Promise<unknown>,
  tell: (journeyId: number) => Promise<unknown>,
) {
  const toStart = numbers.values()
  const waiting: number[] = []
  let told = 0
  const idle: (() => void)[] = []
  const wakeAll = (): void => idle.splice(0).forEach((wake) => wake())
  const loop = async (): Promise<void> => {
    while (told < numbers.length) {
      const waits = waiting.shift()
      if (waits !== undefined) {
        told += 1
        await tell(waits)
        continue
      }
      const next = toStart.next()
      if (next.done !== true) await start(next.value)
      else if (told < numbers.length) await new Promise<void>((resolve) => idle.push(resolve))
    }
    wakeAll()
  }
  return {
    waits: (journeyId: number): void => {
      waiting.push(journeyId)
      wakeAll()
    },
    run: () => Promise.all(Array.from({ length: callsAtOnce }, loop)),
  }
}
