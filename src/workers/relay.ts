import { WorkflowExecutionAlreadyStartedError, type Client, type WorkflowStartOptions } from '@temporalio/client'
import type { Logger } from 'pino'
import { groupBy } from '../domain/group-by.js'
import { openActions } from '../register/action/control.js'
import type { Database } from '../register/database.js'
import { lead, pause, type Leading } from '../register/leadership.js'
import { markFailed, markSent, nextMessages, type OutboxRow } from '../register/outbox/claim.js'
import { untoldVersions } from '../register/programme/change.js'
import { journeyQueue, journeySignal, journeyWorkflowId } from '../workflows/journey-messages.js'
import { actionWorkflowId, fleetQueue, programmeChangeWorkflowId } from '../workflows/service-messages.js'
import { batchesToTell, markBatchTold } from '../register/batch/tell.js'
import { batchQueue, batchSignal, batchWorkflowId } from '../workflows/batch-messages.js'
import type { bulkAction, meterJourney, migrationBatch, programmeChange } from '../workflows/index.js'

export interface RelayDeps {
  readonly db: Database
  readonly client: Client
  readonly clock: () => number
  readonly log: Logger
  /** Opens the connection that holds the relay's lock. */
  readonly lockOn: Leading['open']
}

/** Messages read at a time; calls to Temporal under way at once; milliseconds between looks at an outbox with less than a page. */
const pageSize = 400
const callsAtOnce = 40
const idleMs = 150
/** A message that Temporal refuses this often is laid aside, so that nothing waits behind it. */
const mostTries = 12

/**
 * Carries the outbox to Temporal, in one process of the deployment at a time: it starts journeys and nudges them. The
 * message itself stays in the register until the journey's step has taken it, so a nudge sent twice changes nothing.
 */
export async function runRelay(deps: RelayDeps, stop: AbortSignal): Promise<void> {
  const failed = (error: unknown): void => deps.log.warn({ err: error }, 'the relay could not lead; it tries again')
  await lead({ open: deps.lockOn, failed }, 'relay', stop, async (signal) => {
    const begun = new Map<number, number>()
    while (!signal.aborted) {
      try {
        await tellProgrammeChanges(deps)
        await startActions(deps, begun)
        await tellBatches(deps)
        const carried = await carryPage(deps)
        if (carried < pageSize) await pause(idleMs, signal)
      } catch (error) {
        if (signal.aborted) return
        deps.log.warn({ err: error }, 'the outbox could not be carried to Temporal; it is tried again')
        await pause(1_000, signal)
      }
    }
  })
}

async function carryPage(deps: RelayDeps): Promise<number> {
  const rows = await nextMessages(deps.db, deps.clock(), pageSize)
  const journeys = [...groupBy(rows, ({ journey_id }) => journey_id).values()]
  const sent: number[] = []
  const next = journeys.values()
  const carry = async (): Promise<void> => {
    for (const messages of next) {
      if (await carryJourney(deps, messages)) sent.push(...messages.map(({ outbox_id }) => outbox_id))
    }
  }
  try {
    await Promise.all(Array.from({ length: callsAtOnce }, carry))
  } finally {
    await markSent(deps.db, sent, deps.clock())
  }
  return rows.length
}

/** Tells one journey of its messages with a single nudge, starting it where it is not running. */
async function carryJourney({ db, client, clock, log }: RelayDeps, messages: readonly OutboxRow[]): Promise<boolean> {
  const [first] = messages
  if (first === undefined) return true
  const options = {
    workflowId: journeyWorkflowId(first.journey_id),
    taskQueue: journeyQueue,
    args: [{ journeyId: first.journey_id }] as Parameters<typeof meterJourney>,
  }
  try {
    const onlyStarts = messages.every(({ kind }) => kind === 'start')
    if (!onlyStarts || !(await started(client, options))) {
      await client.workflow.signalWithStart<typeof meterJourney>('meterJourney', { ...options, signal: journeySignal })
    }
    return true
  } catch (error) {
    if (isPassing(error)) throw error
    log.error({ journey: first.journey_id, err: error }, 'Temporal refused a message')
    for (const { outbox_id, tries } of messages) {
      const retryAt = tries + 1 >= mostTries ? null : clock() + 1_000 * 2 ** tries
      await markFailed(db, { id: outbox_id, error: String(error), retryAt, now: clock() })
    }
    return false
  }
}

/** False where the journey runs already, as after a crash of the relay: then it must be nudged. */
async function started(client: Client, options: WorkflowStartOptions<typeof meterJourney>): Promise<boolean> {
  try {
    await client.workflow.start<typeof meterJourney>('meterJourney', { ...options, requestEagerStart: true })
    return true
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false
    throw error
  }
}

/** gRPC codes that speak of the server, not of the message: resource exhausted, unavailable, deadline, cancelled, unknown. */
function isPassing(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return code === 1 || code === 2 || code === 4 || code === 8 || code === 14
}

/** Starts the workflow that tells the meters concerned, for each programme version that has not been told yet. */
async function tellProgrammeChanges({ db, client }: RelayDeps): Promise<void> {
  for (const { version } of await untoldVersions(db)) {
    await client.workflow.start<typeof programmeChange>('programmeChange', {
      workflowId: programmeChangeWorkflowId(version),
      taskQueue: fleetQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ version, phase: 'redate', after: 0, redated: 0, woken: 0 }],
    })
  }
}

/** How long a workflow that was started is believed to run, before the start is repeated; that changes nothing where it does. */
const believedMs = 10_000

/**
 * Starts the workflow of each action that is open in the register, so that one asked for while Temporal was away begins
 * by itself, and one whose workflow was lost goes on.
 */
async function startActions({ db, client, clock }: RelayDeps, begun: Map<number, number>): Promise<void> {
  const open = await openActions(db)
  for (const actionId of open) {
    if (clock() - (begun.get(actionId) ?? 0) < believedMs) continue
    await client.workflow.start<typeof bulkAction>('bulkAction', {
      workflowId: actionWorkflowId(actionId),
      taskQueue: fleetQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ actionId }],
    })
    begun.set(actionId, clock())
  }
  const still = new Set(open)
  for (const actionId of begun.keys()) if (!still.has(actionId)) begun.delete(actionId)
}

/** Tells the workflow of each batch about which something was decided, starting it where it does not run. */
async function tellBatches({ db, client }: RelayDeps): Promise<void> {
  for (const batch of await batchesToTell(db)) {
    const batchId = batch.batch_id
    await client.workflow.signalWithStart<typeof migrationBatch>('migrationBatch', {
      workflowId: batchWorkflowId(batchId),
      taskQueue: batchQueue,
      args: [{ batchId }],
      signal: batchSignal,
    })
    await markBatchTold(db, batch)
  }
}
