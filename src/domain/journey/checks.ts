import { checkEligibility } from '../eligibility.js'
import { checkInventory } from '../inventory.js'
import { londonDate } from '../calendar.js'
import type { Draft } from './draft.js'
import type { TimedRecord } from './view.js'

const hourMs = 3_600_000

/** Asks for fresh SMSO and SMI records; the journey goes on when they are in the register. */
export function wantRecords(draft: Draft, cause: string, actor?: string): void {
  draft.change({ recordsWantedAt: draft.now, recheck: false })
  draft.moveTo('inventory', 'INV_RECORDS_AWAITED', cause, { actor })
}

/** Checks again from the inventory on: at once, or after the attempt in flight; a replacement under way goes on. */
export function checkAgain(draft: Draft, cause: string, actor?: string): void {
  if (draft.view.inFlight !== null) draft.change({ recheck: true })
  else if (draft.state.stage !== 'replacement') wantRecords(draft, cause, actor)
}

/**
 * Inventory check, then eligibility, then migration: as far as the meter gets in this step (docs/journey.md).
 * Without records that are fresh enough it waits for the survey to bring them.
 */
export function checkFromInventory(draft: Draft, cause: string): void {
  const { view, state } = draft
  const { maxAgeHours } = draft.circumstances.programme.records
  const oldest = Math.max(draft.now - maxAgeHours * hourMs, state.recordsWantedAt ?? 0)
  const fresh = (record: TimedRecord<unknown> | null): boolean => record !== null && record.asOf >= oldest
  if (view.smso === null || view.smi === null || !fresh(view.smso) || !fresh(view.smi)) {
    if (state.stage !== 'inventory' || state.recordsWantedAt === null) wantRecords(draft, cause)
    return
  }
  const decision = checkInventory({
    meter: view.meter,
    hub: view.installation.hub,
    siblings: view.siblings.map(({ deviceId }) => deviceId),
    smso: view.smso.record,
    smi: view.smi.record,
  })
  switch (decision.kind) {
    case 'already-commissioned':
      draft.end('enrolled', 'INV_ALREADY_COMMISSIONED', 'the inventory says Commissioned', londonDate(view.smi.asOf))
      return
    case 'exceptions': {
      // These agreed before: what differs now changed since, on one side or on both, so only fresh records can tell.
      if (state.stage !== 'inventory') {
        wantRecords(draft, cause)
        return
      }
      const [first] = decision.exceptions
      draft.effects.push({ kind: 'exceptions', exceptions: decision.exceptions })
      draft.moveTo('blocked', first === undefined ? null : first.code, cause, {
        detail: { exceptions: decision.exceptions },
      })
      return
    }
    case 'agrees':
      checkFromEligibility(draft, cause)
  }
}

/** Eligibility check and authorisation; a meter that passes both is ready for its lane. */
export function checkFromEligibility(draft: Draft, cause: string, actor?: string): void {
  const { view } = draft
  const { programme } = draft.circumstances
  const decision = checkEligibility({
    programme,
    meter: view.meter,
    installation: view.installation,
    date: draft.today,
  })
  if (decision.kind === 'wait') {
    draft.moveTo('waiting', decision.code, cause, { detail: decision.detail, actor })
    draft.effects.push({ kind: 'wait', wait: decision.waitsFor })
    return
  }
  if (!isAuthorised(draft)) {
    draft.moveTo('waiting', 'AUT_SUPPLIER', cause, { detail: { supplier: view.meter.supplierId }, actor })
    draft.effects.push({ kind: 'wait', wait: { kind: 'authorisation', key: view.meter.supplierId } })
    return
  }
  enterMigration(draft, cause, actor)
}

function isAuthorised(draft: Draft): boolean {
  const { programme } = draft.circumstances
  const supplier = programme.suppliers.find(({ id }) => id === draft.view.meter.supplierId)
  const standing = programme.switches.standingAuthorisation && supplier?.standingAuthorisation === true
  return standing || draft.view.authorised || draft.effects.some(({ kind }) => kind === 'authorise')
}

/** Hands the meter to its lane, unless a person must first decide or its attempts are used up. */
function enterMigration(draft: Draft, cause: string, actor?: string): void {
  const { state } = draft
  const allowed = draft.circumstances.programme.retry.maxAttempts + state.attemptsGranted
  if (state.hold !== null) {
    draft.moveTo('needs-action', state.hold, cause, { actor })
  } else if (state.attemptsUsed >= allowed) {
    draft.moveTo('needs-action', 'ATTEMPTS_EXHAUSTED', cause, { actor })
  } else {
    draft.moveTo('migration', null, cause, { actor, detail: { attempt: state.attemptsUsed + 1 } })
  }
}
