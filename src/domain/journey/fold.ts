import type { Decision } from './decision.js'
import type { JourneyView } from './view.js'

/** The view as it stands after a decision, for the next happening of the same step. */
export function fold(view: JourneyView, decision: Extract<Decision, { kind: 'decided' }>): JourneyView {
  let next: JourneyView = { ...view, state: decision.state }
  for (const effect of decision.effects) {
    if (effect.kind === 'land-attempt' && next.inFlight?.submissionId === effect.submissionId)
      next = { ...next, inFlight: null }
    if (effect.kind === 'authorise') next = { ...next, authorised: true }
    if (effect.kind === 'apply-changes') {
      const supplier = effect.changes.supplier_id?.[1]
      if (supplier != null) next = { ...next, authorised: false, meter: { ...next.meter, supplierId: supplier } }
    }
  }
  return next
}
