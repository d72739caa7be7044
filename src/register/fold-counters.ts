import type { EpochMs } from '../domain/brands.js'
import type { Database } from './database.js'

/** Counters with their keys beside the slot: those that come to many rows. */
const counters = [
  ['stage_count', 'supplier_id, cohort_id, lane_id, stage, standing, code'],
  ['duty_count', 'supplier_id, cohort_id, state, starts_on, due_on'],
  ['lane_queue', 'lane_id, supplier_id, prepayment, state, release'],
  ['failure_count', 'supplier_id, cohort_id, lane_id, failure, firmware, stage, fixed, referral'],
  ['exception_count', 'owner, code, supplier_id, cohort_id, lane_id'],
  ['failure_day', 'day, code, cohort_id, lane_id, firmware, supplier_id'],
  ['landing_count', 'since, lane_id, supplier_id, cohort_id, result'],
  ['batch_count', 'batch_id, wave, state, code, supplier_id'],
  ['batch_attempt_count', 'batch_id, wave, number, result, code'],
  ['action_count', 'action_id, state, code, outcome, outcome_code, supplier_id'],
] as const

/** Rows that one transaction folds: whoever counts on one of them waits so long. */
const rowsAtOnce = 5_000
/** How long landings are counted for: twice as long as anyone looks back; and for how long by tens of seconds, not by the minute. */
const landingsMs = 2 * 3_600_000
const fineLandingsMs = 3 * 60_000

/**
 * Folds the slots of writers into one row for each key (migration 012), so that reading the counters costs what they
 * count and not how long they were written. Sums stay as they are; it may be left out, or done by several at once.
 */
export async function foldCounters(db: Database, now: EpochMs): Promise<void> {
  await db`delete from landing_count where since < ${now - landingsMs}`
  await db`
    with fine as (
      delete from landing_count
      where since < ${now - fineLandingsMs} and (slot <> 0 or since <> date_trunc('minute', since)) returning *
    )
    insert into landing_count as c (since, slot, lane_id, supplier_id, cohort_id, result, n)
    select date_trunc('minute', since) as minute, 0, lane_id, supplier_id, cohort_id, result, sum(n)
    from fine group by 1, 3, 4, 5, 6 having sum(n) <> 0 order by 1, 3, 4, 5, 6
    on conflict (since, slot, lane_id, supplier_id, cohort_id, result) do update set n = c.n + excluded.n`
  for (const [counter, keys] of counters) {
    for (let taken: number = rowsAtOnce; taken === rowsAtOnce;) {
      const [row] = await db<{ taken: number }[]>`select fold_counter(${counter}, ${keys}, ${rowsAtOnce}) as taken`
      taken = row?.taken ?? 0
    }
  }
}
