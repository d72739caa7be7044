import { runClock } from './clock.js'
import { checkAgain, checkFromEligibility } from './checks.js'
import type { Draft } from './draft.js'
import type { FieldChanges, Happening } from './happening.js'

/** Takes corrected data: it goes into the register, and the meter is checked again from the inventory on. */
export function takeCorrection(draft: Draft, correction: Extract<Happening, { kind: 'correction' }>): void {
  const { supplier_id: supplier, ...rest } = correction.changes
  const gainedOn = correction.changes.supplied_since?.[1] ?? null
  draft.effects.push({ kind: 'apply-changes', correctionId: correction.correctionId, changes: correction.changes })
  draft.record('correction', correction.source === 'import' ? 'changed in the portfolio' : 'corrected', {
    actor: correction.actor,
    detail: { correction: correction.correctionId, fields: Object.keys(correction.changes), reason: correction.reason },
  })
  const newSupplier = supplier?.[1] ?? null
  if (newSupplier !== null) moveToSupplier(draft, newSupplier, gainedOn ?? draft.today, correction.actor)
  if (draft.ended) return
  if (Object.keys(rest).some((field) => field.startsWith('hub_') || field === 'csp'))
    draft.effects.push({ kind: 'recheck-siblings' })
  if (Object.keys(rest).every((field) => field === 'supplied_since')) return
  checkAgain(draft, 'data corrected', correction.actor)
}

/**
 * Change of supplier: the new supplier owns the journey and inherits the duty, re-dated where the policy restarts it.
 * An attempt in flight stays in flight; a meter that is not yet claimed needs the new supplier's authorisation.
 */
export function changeSupplier(draft: Draft, supplierId: string, gainedOn: string, actor: string): void {
  const changes: FieldChanges = {
    supplier_id: [draft.view.meter.supplierId, supplierId],
    supplied_since: [draft.view.meter.suppliedSince, gainedOn],
  }
  draft.effects.push({ kind: 'apply-changes', correctionId: null, changes })
  moveToSupplier(draft, supplierId, gainedOn, actor)
}

function moveToSupplier(draft: Draft, supplierId: string, gainedOn: string, actor: string): void {
  const { stage, code } = draft.state
  draft.record('supplier', 'change of supplier', {
    actor,
    detail: { from: draft.view.meter.supplierId, to: supplierId, gainedOn },
  })
  draft.change({ gainedOn })
  draft.gain(supplierId)
  runClock(draft, 'change of supplier')
  const queued = stage === 'migration' && draft.view.inFlight === null
  if (queued || (stage === 'waiting' && code === 'AUT_SUPPLIER'))
    checkFromEligibility(draft, 'change of supplier', actor)
}
