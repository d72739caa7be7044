import type { Stage } from '../../src/domain/stage.js'

/** A place where meters stand, and how many of a thousand do. */
export interface Place {
  readonly stage: Stage
  readonly code: string | null
  readonly failure: string | null
  readonly perMille: number
}

const at = (stage: Stage, perMille: number, code: string | null = null, failure: string | null = null): Place => ({
  stage,
  code,
  failure,
  perMille,
})

/** Where meters of cohorts in service stand: a migration well under way, as in its record month. The rest is enrolled. */
const live: readonly Place[] = [
  at('inventory', 6),
  at('inventory', 9, 'INV_RECORDS_AWAITED'),
  at('blocked', 12, 'INV_FIRMWARE'),
  at('blocked', 8, 'INV_SUPPLIER'),
  at('blocked', 5, 'INV_KEYS_MISSING'),
  at('blocked', 4, 'INV_HUB'),
  at('blocked', 4, 'INV_PAYMENT_MODE'),
  at('blocked', 2, 'INV_UNKNOWN_TO_SMSO'),
  at('waiting', 25, 'ELG_EVIDENCE_MISSING'),
  at('waiting', 20, 'ELG_FIRMWARE_UPGRADE'),
  at('waiting', 10, 'ELG_COMBINATION_NOT_LISTED'),
  at('waiting', 5, 'AUT_SUPPLIER'),
  at('migration', 60),
  at('retry', 6, null, 'W101'),
  at('retry', 4, null, 'T201'),
  at('retry', 3, null, 'GT01'),
  at('retry', 2, null, 'W102'),
  at('needs-action', 8, 'ATTEMPTS_EXHAUSTED', 'W101'),
  at('needs-action', 6, 'FIX_FIRST', 'K401'),
  at('needs-action', 6, 'FIX_FIRST', 'F501'),
  at('needs-action', 3, 'FIX_FIRST', 'P601'),
  at('needs-action', 3, 'FIX_FIRST', 'V801'),
  at('needs-action', 3, 'FIX_FIRST', 'H701'),
  at('needs-action', 3, 'EXCLUSION_PROPOSED', 'X901'),
  at('needs-action', 4, 'DECISION_DUE', 'W101'),
  at('needs-action', 1, 'PREPAYMENT_FAILED', 'T201'),
  at('replacement', 10, 'REP_ORDER'),
  at('replaced', 30),
  at('excluded', 20),
  at('lost', 10),
]

/** Where meters of cohorts stand that are not in service yet. The rest waits for it. */
const ahead: readonly Place[] = [
  at('inventory', 20, 'INV_RECORDS_AWAITED'),
  at('blocked', 40, 'INV_FIRMWARE'),
  at('replaced', 10),
]

/** A thousand places, of which a meter draws one. */
export function thousandPlaces(inService: boolean): readonly Omit<Place, 'perMille'>[] {
  const places = inService ? live : ahead
  const rest = inService ? at('enrolled', 0) : at('waiting', 0, 'ELG_COHORT_NOT_LIVE')
  const drawn = places.flatMap((place) => Array<Place>(place.perMille).fill(place))
  return [...drawn, ...Array<Place>(1_000 - drawn.length).fill(rest)]
}

/** Published shares of the cohorts in the whole, in per cent; those of the final four are assumed. */
export const cohortShares: Readonly<Record<string, number>> = {
  'secure-meters': 32,
  'landis-gyr': 20,
  itron: 20,
  'honeywell-elster': 14,
  aclara: 10,
  edmi: 4,
}

/** Suppliers' shares in per cent; assumed. */
export const supplierShares: Readonly<Record<string, number>> = {
  'british-gas': 26,
  eon: 14,
  edf: 13,
  octopus: 12,
  ovo: 9,
  scottishpower: 8,
  sse: 6,
  utilita: 5,
  npower: 2,
  bulb: 2,
  'shell-energy': 1,
  'fenside-energy': 1,
  'harbour-light': 1,
}
