import { assertNever } from '../assert-never.js'
import { checkFromEligibility, checkFromInventory, wantRecords } from './checks.js'
import { changeSupplier } from './corrections.js'
import type { Decision } from './decision.js'
import type { Draft } from './draft.js'
import type { Command, Happening } from './happening.js'
import { refusalOf } from './permitted.js'
import type { Replacement } from './view.js'

type Given = Extract<Happening, { kind: 'command' }>
type ReplaceStep = Extract<Command, { kind: 'replace' }>

/** Carries out what a person decided, or refuses it with the reason; a refusal changes nothing. */
export function carryOut(draft: Draft, given: Given): Decision {
  const { command, actor, reason } = given
  const refusal = refusalOf({ state: draft.state, inFlight: draft.view.inFlight }, command)
  if (refusal !== null) return { kind: 'refused', refusal }
  switch (command.kind) {
    case 'retry':
      retry(draft, command.at, actor, reason)
      break
    case 'replace':
      replace(draft, command, actor, reason)
      break
    case 'exclude': {
      const { category, evidence } = command
      draft.change({ exclusion: { category, evidence, decidedBy: actor, decidedAt: draft.now } })
      draft.end('excluded', category, reason ?? 'excluded by decision', draft.today, {
        actor,
        detail: { category, evidence },
      })
      break
    }
    case 'reopen':
      draft.changeDuty({ endedOn: null })
      abandonReplacement(draft, actor)
      draft.change({ exclusion: null, hold: null })
      wantRecords(draft, reason ?? 'exclusion reopened', actor)
      break
    case 'withdraw':
      draft.change({ hold: 'WITHDRAWN' })
      draft.moveTo('needs-action', 'WITHDRAWN', reason ?? 'taken back from its lane', { actor })
      break
    case 'authorise':
      draft.effects.push({ kind: 'authorise', actor })
      draft.record('authorisation', reason ?? 'migration authorised', {
        actor,
        detail: { supplier: draft.view.meter.supplierId },
      })
      if (draft.state.code === 'AUT_SUPPLIER') checkFromEligibility(draft, 'authorised', actor)
      break
    case 'change-supplier':
      changeSupplier(draft, command.supplierId, command.gainedOn, actor)
      break
    case 'lose':
      draft.end(
        'lost',
        `LOST_${command.reason.toUpperCase()}`,
        reason ?? `installation ${command.reason}`,
        command.on,
        { actor },
      )
      break
    case 'correct':
      // The register turns the correction's number into a `correction` before it asks.
      throw new Error('a correction is decided as a correction, not as a command')
    default:
      return assertNever(command, 'command')
  }
  return draft.decided()
}

function retry(draft: Draft, at: number | null, actor: string, reason: string | null): void {
  const { state } = draft
  const { maxAttempts } = draft.circumstances.programme.retry
  const granted = Math.max(state.attemptsGranted, state.attemptsUsed + 1 - maxAttempts)
  draft.change({ hold: null, attemptsGranted: Math.max(0, granted) })
  draft.record('decision', reason ?? 'another attempt decided', { code: 'RETRY_DECIDED', actor, detail: { at } })
  if (at !== null && at > draft.now) {
    if (state.stage !== 'retry') draft.change({ recheck: true }) // as at once, so at its time: from fresh records
    draft.moveTo('retry', state.failureCode, 'another attempt at a set time', {
      actor,
      nextAttemptAt: at,
      detail: { at },
    })
  } else if (state.stage === 'waiting') {
    checkFromInventory(draft, 'checked again on request')
  } else {
    wantRecords(draft, 'checked again before another attempt', actor)
  }
}

function replace(draft: Draft, step: ReplaceStep, actor: string, reason: string | null): void {
  const before: Replacement = draft.state.replacement ?? {
    state: 'ordered',
    orderedOn: draft.today,
    appointedOn: null,
    failedVisits: 0,
    newDeviceId: null,
    doneOn: null,
  }
  switch (step.step) {
    case 'order':
      draft.change({ replacement: { ...before, state: 'ordered', orderedOn: step.on } })
      break
    case 'appoint':
      draft.change({ replacement: { ...before, state: 'appointed', appointedOn: step.on } })
      break
    case 'visit-failed':
      draft.change({ replacement: { ...before, state: 'visit-failed', failedVisits: before.failedVisits + 1 } })
      break
    case 'done':
      draft.change({ replacement: { ...before, state: 'done', doneOn: step.on, newDeviceId: step.newDeviceId } })
      break
    case 'cancel':
      draft.change({ replacement: null })
      break
    default:
      assertNever(step, 'step of a replacement')
  }
  draft.record('replacement', reason ?? `replacement: ${step.step}`, {
    actor,
    code: `REP_${step.step.toUpperCase().replace('-', '_')}`,
    detail: { ...step },
  })
  if (step.step === 'done') {
    draft.end('replaced', null, 'SMETS2 meter installed', step.on, { actor, detail: { newDevice: step.newDeviceId } })
  } else if (draft.view.inFlight !== null) {
    return // the attempt in flight goes on; enrolled would win
  } else if (step.step === 'cancel') {
    draft.change({ hold: 'REPLACEMENT_CANCELLED' })
    draft.moveTo('needs-action', 'REPLACEMENT_CANCELLED', 'the replacement was cancelled; a person decides', { actor })
  } else {
    draft.moveTo('replacement', null, 'replacement under way', { actor })
  }
}

/** An exclusion put an end to the replacement that was on its way; a meter reopened begins without one. */
function abandonReplacement(draft: Draft, actor: string): void {
  const { replacement } = draft.state
  if (replacement === null) return
  draft.change({ replacement: null })
  draft.record('replacement', 'the replacement ordered before the exclusion is not pursued', {
    actor,
    code: 'REP_CANCEL',
    detail: { replacement },
  })
}
