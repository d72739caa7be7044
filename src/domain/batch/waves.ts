import type { ErrorThreshold, NextWave } from './plan.js'
import type { MemberState, WaveState } from './state.js'

export type MemberCounts = Readonly<Record<MemberState, number>>

/** A wave with what its members stand at. */
export interface WaveView {
  readonly wave: number
  readonly state: WaveState
  readonly held: boolean
  readonly counts: MemberCounts
}

/** Members whose first attempt here has an outcome: a failure that is tried again has landed too. */
function landed(counts: MemberCounts): number {
  return counts.enrolled + counts.failed + counts.retrying
}

/** Members that will land without anybody's doing; those that wait for something else are no part of the measure. */
function coming(counts: MemberCounts): number {
  return counts.left + counts.released + counts['in-flight']
}

/**
 * Whether an open wave shows enough for the next one: passed or short once the wanted share has landed; null before. One whose
 * members are all gone has nothing to show and passes.
 */
export function judgeWave(counts: MemberCounts, next: NextWave): 'passed' | 'short' | null {
  const done = landed(counts)
  const open = coming(counts)
  if (done === 0) return open === 0 && counts.waiting === 0 ? 'passed' : null
  const share = next.kind === 'success' ? next.landed : 1
  if (done / (done + open) < share) return null
  if (next.kind === 'check') return 'passed'
  return counts.enrolled / done >= next.success ? 'passed' : 'short'
}

/** The wave to be opened now by itself, or null. Waves follow one another; a held one, a short one or a check stops them. */
export function nextWave(waves: readonly WaveView[], next: NextWave): number | null {
  const following = waves.findIndex(({ state }) => state === 'pending')
  const candidate = waves[following]
  if (candidate === undefined || candidate.held) return null
  const before = waves.slice(0, following).findLast(({ state }) => state !== 'skipped')
  if (before === undefined) return candidate.wave
  return before.state === 'passed' && next.kind === 'success' ? candidate.wave : null
}

/** Attempts landed in a batch, and those of them that count as errors. */
export interface ErrorTally {
  readonly landed: number
  readonly failed: number
}

/** Whether the errors since the last resumption cross the threshold. */
export function tripped(threshold: ErrorThreshold | null, now: ErrorTally, seen: ErrorTally): boolean {
  if (threshold === null) return false
  const attempts = now.landed - seen.landed
  const failed = now.failed - seen.failed
  if (attempts < threshold.sample || failed === 0) return false
  return (
    (threshold.count !== null && failed >= threshold.count) ||
    (threshold.share !== null && failed >= threshold.share * attempts)
  )
}

/** Reasons for waiting that pass by themselves. */
const passing: ReadonlySet<string> = new Set(['INV_RECORDS_AWAITED', 'BAT_RETRY_PLANNED', 'BAT_NOT_STARTED'])
/** A reason for waiting that a batch waits out: its supplier was asked. */
const awaited = 'AUT_SUPPLIER'

/**
 * Whether anything of a batch still goes on, or will: not what stands still for a reason that only somebody outside can lift,
 * but for an authorisation that is awaited.
 */
export function goesOn(counts: MemberCounts, waiting: Readonly<Record<string, number>>): boolean {
  if (coming(counts) + counts.retrying > 0) return true
  return Object.entries(waiting).some(([code, n]) => n > 0 && (passing.has(code) || code === awaited))
}

/** Whether a batch is through: nothing of it goes on, and none waits, or it is not to be waited for. */
export function isThrough(
  counts: MemberCounts,
  waiting: Readonly<Record<string, number>>,
  whenStill: 'wait' | 'end' = 'wait',
): boolean {
  return !goesOn(counts, waiting) && (counts.waiting === 0 || whenStill === 'end')
}
