import { assertNever } from './assert-never.js'
import type { EpochMs } from './brands.js'
import type { ExclusionCategory, FixKind, Owner, RetryRule, RetryTable } from './programme.js'

/** A failed attempt, as DCC reported it for one device. */
export interface Failure {
  readonly code: string
  /** Attempts of the device so far, this one included; voided ones do not count. */
  readonly attemptsUsed: number
  readonly prepayment: boolean
  /** Whether the decision point of the duty has passed: from then on another attempt is the supplier's choice. */
  readonly decisionPointReached: boolean
}

/** What a failed attempt asks for. */
export type AfterFailure =
  | { readonly kind: 'retry'; readonly waitMs: EpochMs }
  | { readonly kind: 'fix-first'; readonly owner: Owner; readonly fix: FixKind; readonly remedy: string }
  | { readonly kind: 'exhausted'; readonly category: ExclusionCategory }
  | { readonly kind: 'exclude'; readonly category: ExclusionCategory }
  | { readonly kind: 'escalate'; readonly reason: 'prepayment' }
  | { readonly kind: 'decide'; readonly reason: 'unknown-code' | 'decision-point' | 'no-category' }

/**
 * What to do after a failed attempt. In this order:
 * a prepayment meter goes to a person at once, since a household may be off supply (project rule); a code of class
 * exclude opens the exclusion route; so do five failed attempts (DCC's retry strategy, MEHRS), whatever the code; a
 * code that the table does not know is for a person; a cause is mended first; after the decision point another
 * attempt is the supplier's choice; else the device is tried again after the code's wait.
 */
export function afterFailure(table: RetryTable, failure: Failure): AfterFailure {
  if (failure.prepayment) return { kind: 'escalate', reason: 'prepayment' }
  const rule = ruleOf(table, failure.code)
  if (rule?.class === 'exclude') {
    return rule.exclusion === null
      ? { kind: 'decide', reason: 'no-category' }
      : { kind: 'exclude', category: rule.exclusion }
  }
  if (failure.attemptsUsed >= table.maxAttempts) {
    return { kind: 'exhausted', category: rule?.exclusion ?? 'five-failed-attempts' }
  }
  if (rule === null) return { kind: 'decide', reason: 'unknown-code' }
  switch (rule.class) {
    case 'fix-first':
      return { kind: 'fix-first', owner: rule.owner, fix: rule.fix ?? 'other', remedy: rule.remedy }
    case 'retry':
      if (failure.decisionPointReached) return { kind: 'decide', reason: 'decision-point' }
      return { kind: 'retry', waitMs: waitAfter(rule, failure.attemptsUsed) }
    default:
      return assertNever(rule.class, 'retry class')
  }
}

/** The table's rule for a code, compared without case; null if the table does not know the code. */
export function ruleOf(table: RetryTable, code: string): RetryRule | null {
  const wanted = code.trim().toUpperCase()
  return table.rules.find((rule) => rule.code.toUpperCase() === wanted) ?? null
}

/** The wait before the next attempt, in milliseconds: the first wait after the first attempt, the last one repeats. */
function waitAfter(rule: RetryRule, attemptsUsed: number): EpochMs {
  const index = Math.min(Math.max(attemptsUsed, 1), rule.waits.length) - 1
  return rule.waits[index] ?? 0
}
