import type { Command } from './happening.js'
import type { Refusal } from './decision.js'
import type { JourneyView } from './view.js'
import { isEnd, type Stage } from '../stage.js'
import { assertNever } from '../assert-never.js'

/**
 * Says why a command is not possible at a stage, or null when it is. It looks at the journey alone and so can be asked
 * by an update's validator; what depends on others (an attempt in flight) is decided in the step.
 */
export function refusalAt(stage: Stage, command: Command): Refusal | null {
  if (command.kind === 'reopen') {
    return stage === 'excluded'
      ? null
      : refuse('NOT_EXCLUDED', `only an excluded meter can be reopened; this one is ${stage}`)
  }
  if (command.kind === 'change-supplier') return null
  if (isEnd(stage)) return ended(stage)
  switch (command.kind) {
    case 'retry':
      if (stage === 'replacement') {
        return refuse(
          'REPLACEMENT_OPEN',
          'a replacement is on its way; cancel it before another attempt (replace --cancel)',
        )
      }
      return stage === 'migration' || stage === 'inventory'
        ? refuse('ALREADY_ON_ITS_WAY', `nothing to retry: the meter is in ${stage} and goes on by itself`)
        : null
    case 'replace':
      return replaceRefusal(stage, command)
    case 'withdraw':
      return stage === 'migration' || stage === 'retry'
        ? null
        : refuse('NOTHING_TO_WITHDRAW', `no attempt is planned: the meter is in ${stage}`)
    case 'authorise':
    case 'exclude':
    case 'correct':
    case 'lose':
      return null
    default:
      return assertNever(command, 'command')
  }
}

/** Guards what depends on the lane: an attempt that is with DCC cannot be called back. */
export function inFlightRefusal({ inFlight }: Pick<JourneyView, 'inFlight'>, command: Command): Refusal | null {
  if (inFlight === null || (command.kind !== 'withdraw' && command.kind !== 'exclude')) return null
  return refuse(
    'ALREADY_IN_FLIGHT',
    `attempt ${inFlight.attempt} is already with DCC; wait for its outcome, then decide`,
  )
}

/** Says why a command is not possible for a meter as it is now, or null when it is. */
export function refusalOf(view: Pick<JourneyView, 'state' | 'inFlight'>, command: Command): Refusal | null {
  return (
    refusalAt(view.state.stage, command) ??
    inFlightRefusal(view, command) ??
    openReplacementRefusal(view.state, command)
  )
}

/** A meter in migration may have a replacement on its way or not: its stage alone does not say. */
function openReplacementRefusal({ stage, replacement }: JourneyView['state'], command: Command): Refusal | null {
  if (command.kind !== 'replace' || command.step === 'done') return null
  const open = replacement !== null && replacement.state !== 'done'
  if (command.step === 'order') return open ? alreadyOrdered : null
  return open ? null : notOrdered(stage)
}

const alreadyOrdered: Refusal = refuse('REPLACEMENT_OPEN', 'a replacement is already on its way')

function notOrdered(stage: Stage): Refusal {
  return refuse(
    'NO_REPLACEMENT',
    `no replacement has been ordered; the meter is in ${stage}. Order one first (replace --order)`,
  )
}

function replaceRefusal(stage: Stage, command: Extract<Command, { kind: 'replace' }>): Refusal | null {
  if (command.step === 'order') {
    return stage === 'replacement' ? alreadyOrdered : null
  }
  if (command.step === 'done') return null
  return stage === 'replacement' || stage === 'migration' ? null : notOrdered(stage)
}

function ended(stage: Stage): Refusal {
  const next = stage === 'excluded' ? 'reopen it first' : 'nothing remains to be done for this device'
  return refuse('JOURNEY_ENDED', `the journey has ended: the meter is ${stage}; ${next}`)
}

function refuse(code: string, message: string): Refusal {
  return { code, message }
}
