import type { Programme } from '../domain/programme.js'
import { describeDiff } from '../programme/describe-diff.js'
import { diffProgrammes } from '../programme/diff.js'

/** What differs between two programmes, as lines for people. */
export function describeChanges(before: Programme | null, next: Programme): readonly string[] {
  return describeDiff(diffProgrammes(before, next))
}
