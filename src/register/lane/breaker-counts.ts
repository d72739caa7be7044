import type { Answers, BreakerCounts } from '../../domain/lane/breaker.js'
import type { BreakerRules } from '../../domain/lane/breaker-rules.js'
import type { EpochMs } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import type { LaneControl } from './control.js'

/** How long a lane's norm is kept before it is counted anew, in milliseconds. It is a day's mean and moves slowly. */
const normKeptMs = 300_000

/** Counts of a breaker, and its norm where that was counted anew. */
export interface CountedBreaker {
  readonly counts: BreakerCounts
  readonly norm: Answers & { readonly at: EpochMs }
}

/**
 * Counts what a lane's breaker goes by, from the attempts themselves.
 * @param ofDevices codes that speak of the device and not of the way (`codesOfDevices`)
 */
export async function countForBreaker(
  tx: Queryable,
  rules: BreakerRules,
  control: LaneControl,
  ofDevices: readonly string[],
  now: EpochMs,
): Promise<CountedBreaker> {
  const windowFrom = now - rules.windowMinutes * 60_000
  const probing = control.breaker.state === 'probing'
  const stale = control.norm.at === null || control.norm.at <= now - normKeptMs
  const [[window], norms, probes] = await Promise.all([
    tx<Answers[]>`
      select ${answers(tx, ofDevices)} from attempt a join submission s using (submission_id)
      where s.lane_id = ${control.laneId} and a.landed_at > ${windowFrom} and a.landed_at <= ${now}
        and a.claimed_at >= ${control.countedFrom ?? 0}`,
    stale
      ? tx<Answers[]>`
        select ${answers(tx, ofDevices)} from attempt a join submission s using (submission_id)
        where s.lane_id = ${control.laneId} and a.voided is null
          and a.landed_at > ${windowFrom - rules.normHours * 3_600_000} and a.landed_at <= ${windowFrom}`
      : [],
    probing
      ? tx<(Answers & { claimed: number; open: number })[]>`
        select ${answers(tx, ofDevices)}, count(distinct a.submission_id) as claimed,
               count(distinct a.submission_id) filter (where a.landed_at is null) as open
        from attempt a join submission s using (submission_id)
        where s.lane_id = ${control.laneId} and s.claimed_at >= ${control.breaker.since ?? now}`
      : [],
  ])
  const norm = stale ? { ...(norms[0] ?? nothing), at: now } : { ...control.norm, at: control.norm.at ?? now }
  return {
    counts: { window: window ?? nothing, norm, probes: probes[0] ?? { ...nothing, claimed: 0, open: 0 } },
    norm,
  }
}

const nothing: Answers = { answered: 0, failed: 0 }

/** Whether a failed attempt `a` tells of an outage. */
export const tellsOfOutage = (tx: Queryable, ofDevices: readonly string[]) =>
  tx`(a.result = 'failed' and upper(coalesce(a.code, '')) <> all(${[...ofDevices]}::text[]))`

const answers = (tx: Queryable, ofDevices: readonly string[]) => tx`
  count(*) filter (where a.landed_at is not null) as answered, count(*) filter (where ${tellsOfOutage(tx, ofDevices)}) as failed`
