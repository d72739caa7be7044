import type { EpochMs, LaneId } from '../../domain/brands.js'
import type { Database, Queryable } from '../database.js'
import { leaseMs, type ClaimedSubmission } from './claim.js'

/**
 * Takes over submissions that were claimed but not acknowledged: the same ones are sent again, never new ones. None while
 * the lane is stopped or its breaker is open: DCC may not have had them.
 */
export async function resumeSubmissions(
  db: Database,
  laneId: LaneId,
  now: EpochMs,
  limit: number,
): Promise<readonly ClaimedSubmission[]> {
  return db<ClaimedSubmission[]>`
    update submission s set lease_until = ${now + leaseMs}
    from (select submission_id from submission
          where lane_id = ${laneId} and landed_at is null and state = 'claimed' and lease_until <= ${now} and not ${mayNotSubmit(db, db`${laneId}`)}
          order by claimed_at limit ${limit} for update skip locked) due
    where s.submission_id = due.submission_id
    returning s.submission_id, s.request`
}

/** Whether a lane is stopped, or its breaker open. */
export const mayNotSubmit = (db: Queryable, laneId: ReturnType<Queryable>) => db`
  exists (select from lane_control c
          where c.lane_id in ('*', ${laneId})
            and (c.stopped_at is not null or coalesce(c.breaker_hold, c.breaker) = 'open'))`

/** DCC has taken these; from `askAt` on the lane asks after an outcome that has not come. */
export async function markSubmitted(
  db: Queryable,
  submissionIds: readonly string[],
  now: EpochMs,
  askAt: EpochMs,
): Promise<void> {
  if (submissionIds.length === 0) return
  await db`
    update submission set state = 'submitted', sent_at = ${now}, ask_at = ${askAt}
    where submission_id = any(${[...submissionIds]}::uuid[]) and state = 'claimed'`
}

/** DCC did not say whether it took these: after a pause the same ones are sent again. */
export async function sendAgainLater(db: Queryable, submissionIds: readonly string[], at: EpochMs): Promise<void> {
  if (submissionIds.length === 0) return
  await db`
    update submission set state = 'claimed', lease_until = ${at}
    where submission_id = any(${[...submissionIds]}::uuid[]) and state in ('claimed', 'submitted')`
}

/** Submissions without an outcome for too long; each is asked after less and less often. */
export async function silentSubmissions(
  db: Database,
  laneId: LaneId,
  now: EpochMs,
  askAfterMs: EpochMs,
  limit: number,
): Promise<readonly string[]> {
  const rows = await db<{ submission_id: string }[]>`
    update submission s set asked = asked + 1, ask_at = ${now}::timestamptz + ${askAfterMs} * interval '1 ms' * least(asked + 1, 60)
    from (select submission_id from submission
          where lane_id = ${laneId} and landed_at is null and state = 'submitted' and ask_at <= ${now}
          order by ask_at limit ${limit} for update skip locked) due
    where s.submission_id = due.submission_id
    returning s.submission_id`
  return rows.map((row) => row.submission_id)
}
