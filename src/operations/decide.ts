import { randomUUID } from 'node:crypto'
import {
  ApplicationFailure,
  ServiceError,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client'
import type { JourneyId } from '../domain/brands.js'
import { MeterliftError } from '../domain/errors.js'
import type { Command } from '../domain/journey/happening.js'
import { refusalAt } from '../domain/journey/permitted.js'
import { isEnd, type Stage } from '../domain/stage.js'
import type { Database } from '../register/database.js'
import { readyToRetry } from './retry-ready.js'
import {
  journeyQueue,
  journeyUpdate,
  journeyWorkflowId,
  type CommandResult,
  type GivenCommand,
  type StepPlace,
} from '../workflows/journey-messages.js'
import type { meterJourney } from '../workflows/meter-journey.js'

export type { StepPlace }

export interface DecideDeps {
  readonly db: Database
  readonly client: Client
}

/** What a person asks of one meter, with name and reason. */
export interface Decision {
  readonly journeyId: JourneyId
  readonly command: Command
  readonly actor: string
  readonly reason: string | null
  /** With a retry: what was done of what the failure's code asks for. */
  readonly fix?: string
  /** UUID by which a repeated request is recognised; made here where not given. */
  readonly commandId?: string
  /** The step that the person looked at; another one since, and the decision is refused (METER_MOVED). */
  readonly ifStep?: StepPlace
}

type UpdateArgs = [string, GivenCommand]

/** How long a decision may take before its caller is told that it is still open. */
const answerWithinMs = 30_000
/** A journey may end, or begin anew, between the look at the register and the update. */
const tries = 3

/**
 * Carries a person's decision to the meter's journey and answers where the meter stands then. A journey that has ended
 * is opened again for what is still possible (reopening an exclusion, a change of supplier).
 * A retry is refused where a bulk action would refuse it (`readyToRetry`).
 * @throws MeterliftError with the refusal's code where it is not possible now (nothing was changed then), METER_UNKNOWN,
 * DECISION_UNANSWERED or TEMPORAL_AWAY
 */
export async function decide(deps: DecideDeps, decision: Decision): Promise<CommandResult> {
  const { journeyId, command, actor, reason, commandId = randomUUID() } = decision
  const { ifStep } = decision
  for (let attempt = 1; ; attempt += 1) {
    const stage = await checkPossible(deps.db, journeyId, command, ifStep)
    if (command.kind === 'retry' && attempt === 1) {
      await readyToRetry(deps.db, { journeyId, actor, reason, fix: decision.fix ?? null })
    }
    // A journey that has ended opens anew first, which is a step of its own: what was looked at is compared above alone.
    const given = ifStep === undefined || isEnd(stage) ? {} : { ifStep }
    const args: UpdateArgs = [commandId, { command, actor, reason, ...given }]
    try {
      return await deps.client.withDeadline(Date.now() + answerWithinMs, () =>
        isEnd(stage) || attempt > 1
          ? updateWithStart(deps.client, journeyId, args)
          : update(deps.client, journeyId, args),
      )
    } catch (error) {
      if (attempt >= tries || !journeyMoved(error)) throw forPeople(error, journeyId)
    }
  }
}

/** Refuses at once what the register shows to be impossible, so that a person waits for nothing. */
export async function checkPossible(
  db: Database,
  journeyId: JourneyId,
  command: Command,
  ifStep?: StepPlace,
): Promise<Stage> {
  const [journey] = await db<{ stage: Stage; epoch: number; seq: number }[]>`
    select stage, epoch, seq from journey where journey_id = ${journeyId}`
  if (journey === undefined) throw new MeterliftError('METER_UNKNOWN', `there is no journey ${journeyId}`)
  if (journey.epoch === 0) {
    throw new MeterliftError(
      'JOURNEY_NOT_STARTED',
      'the journey has not begun: its SMSO and SMI records are still being fetched',
      {
        hint: 'try again in a moment',
      },
    )
  }
  if (ifStep !== undefined && (ifStep.epoch !== journey.epoch || ifStep.seq !== journey.seq)) {
    throw new MeterliftError('METER_MOVED', 'the meter has moved on since you looked at it', {
      hint: 'look at it again, then decide',
    })
  }
  const refusal = refusalAt(journey.stage, command)
  if (refusal !== null) throw new MeterliftError(refusal.code, refusal.message)
  return journey.stage
}

function update(client: Client, journeyId: JourneyId, args: UpdateArgs): Promise<CommandResult> {
  return client.workflow
    .getHandle(journeyWorkflowId(journeyId))
    .executeUpdate<CommandResult, UpdateArgs>(journeyUpdate, { args, updateId: args[0] })
}

function updateWithStart(client: Client, journeyId: JourneyId, args: UpdateArgs): Promise<CommandResult> {
  return client.workflow.executeUpdateWithStart<typeof meterJourney, CommandResult, UpdateArgs>(journeyUpdate, {
    args,
    updateId: args[0],
    startWorkflowOperation: new WithStartWorkflowOperation<typeof meterJourney>('meterJourney', {
      workflowId: journeyWorkflowId(journeyId),
      taskQueue: journeyQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ journeyId }],
    }),
  })
}

/** No run of the journey took the update: it has ended meanwhile, or Temporal knows it no more. */
function journeyMoved(error: unknown): boolean {
  return (
    error instanceof WorkflowNotFoundError ||
    (error instanceof WorkflowUpdateFailedError &&
      error.cause instanceof ApplicationFailure &&
      error.cause.type === 'AcceptedUpdateCompletedWorkflow')
  )
}

function forPeople(error: unknown, journeyId: JourneyId): unknown {
  const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined
  if (cause instanceof ApplicationFailure && typeof cause.type === 'string') {
    return new MeterliftError(cause.type, cause.message, { cause: error })
  }
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isDeadline(error)) {
    return new MeterliftError(
      'DECISION_UNANSWERED',
      `journey ${journeyId} has not answered within ${answerWithinMs / 1_000} s; the decision may still be carried out`,
      { hint: 'see whether the workers run, and look at the meter (meters show) before deciding again', cause: error },
    )
  }
  if (error instanceof ServiceError) {
    return new MeterliftError('TEMPORAL_AWAY', 'Temporal does not answer', {
      hint: 'look whether the stack still runs (npm start)',
      cause: error,
    })
  }
  return error
}

const deadlineExceeded = 4

function isDeadline(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined
  return [error, cause].some((each) => each instanceof Error && 'code' in each && each.code === deadlineExceeded)
}
