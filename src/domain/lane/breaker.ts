import type { EpochMs } from '../brands.js'
import type { RetryTable } from '../programme.js'
import type { BreakerRules } from './breaker-rules.js'

/**
 * closed: the lane works. open: nothing new is submitted. probing: a few installations are tried. ramping: the rate rises
 * from a tenth to the whole.
 */
export const breakerStates = ['closed', 'open', 'probing', 'ramping'] as const
export type BreakerState = (typeof breakerStates)[number]

/** Where a lane's breaker stands. */
export interface Breaker {
  readonly state: BreakerState
  /** Since when; null: it has never moved. */
  readonly since: EpochMs | null
  /** A person keeps it open, or closed; null: it moves by itself. */
  readonly hold: 'open' | 'closed' | null
  /** How often it opened in a row. */
  readonly openings: number
}

/** Answers of DCC, and how many of them were failures that tell of an outage. */
export interface Answers {
  readonly answered: number
  readonly failed: number
}

/** What the register counts for a breaker. */
export interface BreakerCounts {
  /** Within the window, of attempts that belong to no outage that is over. */
  readonly window: Answers
  /** Within the hours before the window. */
  readonly norm: Answers
  /** Of the installations tried since the probing began: claimed, still without an outcome, and their answers. */
  readonly probes: Answers & { readonly claimed: number; readonly open: number }
}

/** What a breaker does next; null: it stays as it is. */
export type BreakerMove =
  | { readonly to: 'open'; readonly why: 'share' | 'storm' | 'probes' }
  | { readonly to: 'probing' | 'ramping' | 'closed' }

/**
 * Decides the next move of a breaker. It opens where the window's failures reach the share, or where they are a storm:
 * far above what is usual in this lane. Held by a person it does not move.
 */
export function nextMove(
  rules: BreakerRules,
  breaker: Breaker,
  counts: BreakerCounts,
  now: EpochMs,
): BreakerMove | null {
  if (breaker.hold !== null) return null
  const elapsed = now - (breaker.since ?? now)
  switch (breaker.state) {
    case 'closed':
    case 'ramping': {
      const why = reasonToOpen(rules, counts)
      if (why !== null) return { to: 'open', why }
      return breaker.state === 'ramping' && elapsed >= rules.rampMinutes * minuteMs ? { to: 'closed' } : null
    }
    case 'open':
      return elapsed >= openForMs(rules, breaker.openings) ? { to: 'probing' } : null
    case 'probing':
      return afterProbes(rules, counts.probes)
  }
}

function reasonToOpen(rules: BreakerRules, { window, norm }: BreakerCounts): 'share' | 'storm' | null {
  if (window.answered < rules.minimumSample) return null
  if (isShare(window, rules.failurePercent)) return 'share'
  // A norm that rests on too few answers is none; a lane that never fails has one of 0, hence the least share.
  if (norm.answered < rules.minimumSample || !isShare(window, rules.stormPercent)) return null
  const usual = (norm.failed / norm.answered) * window.answered
  return window.failed >= usual * rules.stormFactor ? 'storm' : null
}

/** Decided once as many answers are there as were to be tried, or all that were tried have been answered. */
function afterProbes(rules: BreakerRules, probes: BreakerCounts['probes']): BreakerMove | null {
  const all = probes.claimed >= rules.probes && probes.open === 0
  if (probes.answered === 0 || (probes.answered < rules.probes && !all)) return null
  const well = { answered: probes.answered, failed: probes.answered - probes.failed }
  return isShare(well, rules.probePercent) ? { to: 'ramping' } : { to: 'open', why: 'probes' }
}

const minuteMs = 60_000

/** How long a breaker stays open before it tries: doubled each time in a row, up to eightfold. In milliseconds. */
export function openForMs(rules: BreakerRules, openings: number): EpochMs {
  return rules.openMinutes * minuteMs * 2 ** Math.min(3, Math.max(0, openings - 1))
}

function isShare({ answered, failed }: Answers, percent: number): boolean {
  return failed * 100 >= percent * answered
}

/** What a breaker lets through: everything, nothing, so many more to try, or a part of the rate. */
export type Passage =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'tries'; readonly most: number }
  | { readonly kind: 'part'; readonly share: number }

/**
 * @param tried installations claimed since the probing began
 */
export function passage(rules: BreakerRules, breaker: Breaker, tried: number, now: EpochMs): Passage {
  if (breaker.hold !== null) return { kind: breaker.hold === 'open' ? 'none' : 'all' }
  switch (breaker.state) {
    case 'closed':
      return { kind: 'all' }
    case 'open':
      return { kind: 'none' }
    case 'probing':
      return { kind: 'tries', most: Math.max(0, rules.probes - tried) }
    case 'ramping': {
      const risen = (now - (breaker.since ?? now)) / (rules.rampMinutes * minuteMs)
      return risen >= 1 ? { kind: 'all' } : { kind: 'part', share: 0.1 + 0.9 * Math.max(0, risen) }
    }
  }
}

/**
 * Codes that speak of the device, not of the way to it: an answer of theirs shows that the way works. A failure tells of
 * an outage where the retry table has it tried again and DCC or the SMSO must act, or where the table does not know the
 * code, since an outage may come with one that nobody has seen. Upper case.
 */
export function codesOfDevices(table: RetryTable): readonly string[] {
  return table.rules
    .filter((rule) => rule.class !== 'retry' || (rule.owner !== 'dcc' && rule.owner !== 'smso'))
    .map(({ code }) => code.toUpperCase())
}
