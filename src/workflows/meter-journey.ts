import {
  ActivityFailure,
  allHandlersFinished,
  ApplicationFailure,
  condition,
  continueAsNew,
  defineSignal,
  defineUpdate,
  isCancellation,
  proxyLocalActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow'
import type { JourneyActivities } from '../activities/journey-activities.js'
import { refusalAt } from '../domain/journey/permitted.js'
import {
  journeySignal,
  journeyUpdate,
  type CommandResult,
  type GivenCommand,
  type JourneyInput,
  type Standing,
  type StepCause,
  type StepResult,
} from './journey-messages.js'

/**
 * The register holds something for the journey: an outcome, a correction, records, a change of the programme. It names no
 * message: numbers of messages become visible out of their order, so a journey that went by numbers could pass one over.
 */
export const nudge = defineSignal(journeySignal)
/** What a person decides. Refused, with the reason, where it is not possible now. */
export const decide = defineUpdate<CommandResult, [string, GivenCommand]>(journeyUpdate)

/**
 * With the register away a step gives up soon, and a durable timer tries again: a local activity must not hold its
 * workflow task for long.
 */
const { step } = proxyLocalActivities<JourneyActivities>({
  startToCloseTimeout: '10 s',
  scheduleToCloseTimeout: '15 s',
  retry: { initialInterval: '200 ms', maximumInterval: '2 s', maximumAttempts: 3 },
})
const longestWaitMs = 60_000

interface PendingCommand {
  readonly id: string
  readonly given: GivenCommand
  result: StepResult | undefined
}

/**
 * The journey of one meter from inventory to its end: enrolled, replaced, excluded or lost. It is the only writer of
 * its meter's stage. Each turn makes one step, in which the register decides by the rules of `domain/journey` and
 * writes; then the journey sleeps until it is told something, a person decides, or its time comes.
 */
export async function meterJourney(input: JourneyInput): Promise<CommandResult> {
  const commands: PendingCommand[] = []
  let told = false
  let standing: Standing | undefined

  setHandler(nudge, () => {
    told = true
  })
  setHandler(
    decide,
    async (id, given) => {
      const pending: PendingCommand = { id, given, result: undefined }
      commands.push(pending)
      await condition(() => pending.result !== undefined)
      return answer(pending.result)
    },
    {
      validator: (_id: string, { command }: GivenCommand) => {
        const refusal = standing === undefined ? null : refusalAt(standing.stage, command)
        if (refusal !== null) throw refused(refusal.code, refusal.message)
      },
    },
  )

  told = false
  standing = await makeStep(input.journeyId, undefined, { kind: 'open', run: workflowInfo().runId })
  for (;;) {
    // The nudge of a message that a repeated step did not take may have come before it, and comes no more.
    if (standing.more === true) told = true
    // A handler that has its answer may still be finishing; one that has just come must be served before the end.
    if (standing.ended || workflowInfo().continueAsNewSuggested) {
      await condition(() => allHandlersFinished() || commands.length > 0)
      if (commands.length === 0) {
        // The next run's opening step takes whatever this one was told of.
        if (!standing.ended) await continueAsNew<typeof meterJourney>({ journeyId: input.journeyId })
        if (!told) return { stage: standing.stage, code: standing.code }
      }
    }
    const cause = await nextCause(standing)
    // Whatever a nudge spoke of was in the register before it, so the step that begins now takes it.
    told = false
    if (cause.kind === 'command') {
      const pending = commands.shift()
      if (pending !== undefined) standing = await carryOut(input.journeyId, standing, pending)
    } else {
      standing = await makeStep(input.journeyId, standing, cause)
    }
  }

  /** Waits for whichever comes first: a person's command, something in the register, or the journey's time. */
  async function nextCause(at: Standing): Promise<StepCause> {
    const called = (): boolean => commands.length > 0 || told
    if (!called()) {
      if (at.wakeAt === null) await condition(called)
      else if (at.wakeAt > Date.now()) await condition(called, at.wakeAt - Date.now())
    }
    const [command] = commands
    if (command !== undefined) return { kind: 'command', id: command.id, given: command.given }
    return { kind: told ? 'messages' : 'time' }
  }
}

async function carryOut(journeyId: number, standing: Standing, pending: PendingCommand): Promise<Standing> {
  let at = standing
  for (;;) {
    const result = await tryStep(journeyId, at, { kind: 'command', id: pending.id, given: pending.given })
    if (result.kind === 'behind') {
      at = await reopen(journeyId, result.standing)
      continue
    }
    pending.result = result
    return result.kind === 'made' ? result.standing : at
  }
}

/** Makes a step that nobody can refuse, adopting the register's standing first where this run has fallen behind it. */
async function makeStep(journeyId: number, standing: Standing | undefined, cause: StepCause): Promise<Standing> {
  const result = await tryStep(journeyId, standing, cause)
  if (result.kind === 'made') return result.standing
  if (result.kind === 'refused') throw refused(result.code, result.message)
  return makeStep(journeyId, await reopen(journeyId, result.standing), cause)
}

/** Takes a new epoch for a run that the register is ahead of. */
function reopen(journeyId: number, standing: Standing): Promise<Standing> {
  return makeStep(journeyId, standing, { kind: 'open', run: `${workflowInfo().runId}/${standing.seq}` })
}

/** Makes one step; while the register is away, waits on a durable timer and tries again. */
async function tryStep(journeyId: number, standing: Standing | undefined, cause: StepCause): Promise<StepResult> {
  for (let waitMs = 5_000; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
    try {
      return await step({ journeyId, epoch: standing?.epoch ?? 0, seq: (standing?.seq ?? 0) + 1, cause })
    } catch (error) {
      if (isCancellation(error) || cannotSucceed(error)) throw error
      await sleep(waitMs)
    }
  }
}

function cannotSucceed(error: unknown): boolean {
  const cause = error instanceof ActivityFailure ? error.cause : error
  return cause instanceof ApplicationFailure && cause.nonRetryable === true
}

function answer(result: StepResult | undefined): CommandResult {
  if (result?.kind === 'refused') throw refused(result.code, result.message)
  if (result?.kind !== 'made') throw new Error('a command was answered without a step')
  return { stage: result.standing.stage, code: result.standing.code }
}

function refused(code: string, message: string): ApplicationFailure {
  return ApplicationFailure.create({ message, type: code, nonRetryable: true })
}
