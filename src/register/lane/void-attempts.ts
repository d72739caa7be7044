import type { EpochMs } from '../../domain/brands.js'
import type { Lane } from '../../domain/programme.js'
import { inTransaction } from '../in-transaction.js'
import type { Database, Queryable } from '../database.js'
import { outboxPriority } from '../outbox/claim.js'
import { tellsOfOutage } from './breaker-counts.js'
import { readControls, type LaneControl } from './control.js'

/**
 * Voids the failed attempts of a lane's outage: those that landed since it began, of submissions from before it was over.
 * So the ones that opened the breaker, those that land while it is open, and those that were in flight and fail later.
 *
 * Nobody fights over a journey: how many attempts are used is not the journey's to write but the register's, as in a claim,
 * under the installation's lock that a step takes too. The journey is told by a message of the outbox, in the same
 * transaction, and its next step keeps the evidence and decides anew: one whose attempts were used up goes on. A step that
 * takes the failure before it is voided counts it; the message then follows. One that takes it afterwards does not.
 * @returns how many attempts were voided
 */
export async function voidAttempts(
  db: Database,
  lane: Lane,
  ofDevices: readonly string[],
  now: EpochMs,
  limit: number,
): Promise<number> {
  const control = (await readControls(db, [lane.id])).get(lane.id)
  const outage = control === undefined ? null : outageToVoid(control)
  if (outage === null) return 0
  const due = (tx: Queryable) => tx`
    select a.journey_id, a.number from attempt a join submission s using (submission_id)
    where s.lane_id = ${lane.id} and a.voided is null and ${tellsOfOutage(tx, ofDevices)}
      and a.landed_at >= ${outage.from} and a.claimed_at < ${outage.before ?? now}`
  // Without a lock first: nearly always there is nothing.
  const found = await db<{ journey_id: number }[]>`
    select distinct journey_id from (${due(db)} order by a.landed_at limit ${limit}) d`
  if (found.length === 0) return 0
  const ids = found.map(({ journey_id }) => journey_id)
  const reason = `outage of lane ${lane.id} since ${new Date(outage.from).toISOString()}`
  return inTransaction(db, async (tx) => {
    await tx`
      select from installation where installation_id in (select installation_id from journey where journey_id = any(${ids}::bigint[]))
      order by installation_id for update`
    const [row] = await tx<{ voided: number }[]>`
      with voided as (
        update attempt v set voided = ${reason}
        from (${due(tx)} and a.journey_id = any(${ids}::bigint[])) d
        where v.journey_id = d.journey_id and v.number = d.number and v.voided is null
        returning v.journey_id, v.number
      ), by_journey as (
        select journey_id, count(*) as n, jsonb_agg(number order by number) as numbers from voided group by journey_id
      ), taken_off as (
        update journey j set attempts_used = attempts_used - b.n from by_journey b where j.journey_id = b.journey_id
        returning j.journey_id, j.stage, b.numbers
      ), told as (
        insert into outbox (journey_id, kind, body, priority, not_before)
        select journey_id, 'voided', jsonb_build_object('attempts', numbers, 'lane', ${lane.id}::text, 'since', ${outage.from}::bigint),
               ${outboxPriority.wake}::integer, ${now}
        from taken_off where stage not in ('enrolled', 'replaced', 'excluded', 'lost') order by journey_id
      )
      select count(*) as voided from voided`
    return row?.voided ?? 0
  })
}

/** The part of time whose failures are voided; null: there is no outage, or a person says there is none. */
function outageToVoid({
  breaker,
  outage,
}: LaneControl): { readonly from: EpochMs; readonly before: EpochMs | null } | null {
  if (outage === null || breaker.hold === 'closed') return null
  // While a few are tried it is not known yet whether it is over: theirs are not voided, unless they show that it is not.
  if (breaker.state === 'probing') return { from: outage.from, before: breaker.since }
  if (breaker.state === 'closed' && breaker.hold === null) return null
  return { from: outage.from, before: outage.to }
}
