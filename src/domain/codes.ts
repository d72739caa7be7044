import { authorisationEntries, eligibilityEntries, inventoryEntries } from './codes/checks.js'
import { actionRefusalEntries, caseEntries } from './codes/action.js'
import { batchEntries } from './codes/batch.js'
import { checkEntries } from './codes/check.js'
import type { CodeEntry } from './codes/entry.js'
import {
  decisionEntries,
  dutyEntries,
  exclusionEntries,
  importEntries,
  lossEntries,
  outcomeEntries,
  replacementEntries,
} from './codes/journey.js'
import { laneEntries } from './codes/lanes.js'
import { refusalEntries } from './codes/refusals.js'

export { codeKinds, type CodeEntry, type CodeKind, type CodeOwner } from './codes/entry.js'

/**
 * Every stable code that a journey, a duty or the refusal of a command can carry, as docs/codes.md tells them. The codes
 * of DCC's failures are data: they are in the programme's retry table.
 */
export const codes: readonly CodeEntry[] = [
  ...inventoryEntries,
  ...eligibilityEntries,
  ...authorisationEntries,
  ...decisionEntries,
  ...caseEntries,
  ...replacementEntries,
  ...exclusionEntries,
  ...lossEntries,
  ...dutyEntries,
  ...outcomeEntries,
  ...laneEntries,
  ...batchEntries,
  ...importEntries,
  ...refusalEntries,
  ...actionRefusalEntries,
  ...checkEntries,
]

const byCode = new Map(codes.map((each) => [each.code, each]))

/** What a code means; null for one that is not registered here, such as a failure code of DCC. */
export function codeEntry(code: string): CodeEntry | null {
  return byCode.get(code) ?? null
}
