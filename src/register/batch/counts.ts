import { memberStates, type MemberState, type WaveState } from '../../domain/batch/state.js'
import type { EpochMs } from '../../domain/brands.js'
import type { ErrorTally, MemberCounts, WaveView } from '../../domain/batch/waves.js'
import type { Queryable } from '../database.js'

/** How many members of a wave stand at one state for one reason. */
export interface MemberCount {
  readonly wave: number
  readonly state: MemberState
  /** Empty where there is none. */
  readonly code: string
  readonly n: number
}

/** Members of a batch by wave, state and reason, from the counters. */
export async function readMemberCounts(tx: Queryable, batchId: number): Promise<readonly MemberCount[]> {
  return tx<MemberCount[]>`
    select wave, state, code, sum(n)::bigint as n from batch_count where batch_id = ${batchId}
    group by wave, state, code having sum(n) <> 0 order by wave, state, code`
}

/** Adds counts up by state. */
export function byState(counts: readonly MemberCount[]): MemberCounts {
  const total = (state: MemberState): number =>
    counts.reduce((sum, each) => (each.state === state ? sum + each.n : sum), 0)
  return Object.fromEntries(memberStates.map((state) => [state, total(state)])) as Record<MemberState, number>
}

/** Adds the counts of one state up by reason. */
export function byCode(counts: readonly MemberCount[], state: MemberState): Readonly<Record<string, number>> {
  const codes: Record<string, number> = {}
  for (const each of counts) if (each.state === state) codes[each.code] = (codes[each.code] ?? 0) + each.n
  return codes
}

export interface WaveRow extends WaveView {
  readonly members: number
  readonly openedAt: EpochMs | null
  readonly judgedAt: EpochMs | null
}

/** The waves of a batch in their order, with what their members stand at. */
export async function readWaves(
  tx: Queryable,
  batchId: number,
  counts: readonly MemberCount[],
): Promise<readonly WaveRow[]> {
  const rows = await tx<
    {
      wave: number
      members: number
      state: WaveState
      held: boolean
      opened_at: EpochMs | null
      judged_at: EpochMs | null
    }[]
  >`
    select wave, members, state, held, opened_at, judged_at from batch_wave where batch_id = ${batchId} order by wave`
  return rows.map(({ wave, members, state, held, opened_at, judged_at }) => ({
    wave,
    members,
    state,
    held,
    openedAt: opened_at,
    judgedAt: judged_at,
    counts: byState(counts.filter((each) => each.wave === wave)),
  }))
}

/** Attempts of a batch that have landed; those that an outage made fail count for nothing. */
export interface AttemptCount {
  readonly number: number
  readonly result: 'commissioned' | 'failed' | 'voided'
  readonly code: string
  readonly n: number
}

export async function readAttemptCounts(tx: Queryable, batchId: number): Promise<readonly AttemptCount[]> {
  return tx<AttemptCount[]>`
    select number, result, code, sum(n)::bigint as n from batch_attempt_count where batch_id = ${batchId}
    group by number, result, code having sum(n) <> 0 order by number, result, code`
}

/** Attempts landed, and those that count as errors. */
export function errorTally(attempts: readonly AttemptCount[], codes: readonly string[] | null): ErrorTally {
  const sum = (pick: (each: AttemptCount) => boolean): number =>
    attempts.reduce((total, each) => (pick(each) ? total + each.n : total), 0)
  return {
    landed: sum(({ result }) => result !== 'voided'),
    failed: sum(({ result, code }) => result === 'failed' && (codes === null || codes.includes(code))),
  }
}
