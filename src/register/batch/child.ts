import type { EpochMs, JourneyId } from '../../domain/brands.js'
import { defaultPlan, filterVersion, type BatchPlan } from '../../domain/batch/plan.js'
import { toJson } from '../json.js'
import type { Queryable } from '../database.js'
import { addMembers } from './add-members.js'
import { recordEvent } from './events.js'
import { pickMembers, readLeftOut, type LeftOut, type Selection } from './pick.js'

/** A batch that tries meters again. */
export interface ChildBatch {
  /** The batch whose failures these are; null: they come from several, or from none. */
  readonly parentId: number | null
  readonly name: string
  /** The journeys to be tried again: a query that answers `journey_id`. */
  readonly journeys: Selection
  /** What was asked for, in words that people read later. */
  readonly filter: Readonly<Record<string, unknown>>
  readonly programmeVersion: number
  readonly plan?: BatchPlan
  readonly actor: string
  readonly reason: string | null
  readonly now: EpochMs
}

export interface ChildMade {
  readonly batchId: number
  readonly members: number
  /** Meters that were asked for and are no members, each with the reason. */
  readonly leftOut: readonly LeftOut[]
}

/**
 * Makes a batch of meters that are tried again, and moves them to it: a live member of the parent ends there as moved, a
 * failed one keeps its failure and shows in which batch it is tried again. It releases at once, whoever decided on the retry
 * having decided on that, and stays open until `closeIntake`, however little goes on. Meters that are with DCC, have ended or
 * are live in another batch are left out and answered with the reason.
 */
export async function createChildBatch(tx: Queryable, child: ChildBatch): Promise<ChildMade> {
  // What came of each retry is the action's to follow; what waits for somebody does not keep it open.
  const plan = child.plan ?? { ...defaultPlan, errors: null, whenStill: 'end' }
  await pickMembers(tx, child.journeys, { whole: false, from: child.parentId, lock: true })
  const [made] = await tx<{ batch_id: number }[]>`
    insert into batch (parent_id, name, state, filter, filter_version, programme_version, plan, members, starts_at, ends_at,
                       rate_per_hour, rate_filled_at, intake_open, planned_at, planned_by, reason, decided_at, decided_by, started_at, tell)
    values (${child.parentId}, ${child.name}, 'releasing', ${tx.json(toJson(child.filter))}, ${filterVersion}, ${child.programmeVersion},
            ${tx.json(toJson(plan))}, 0, ${plan.startsAt}, ${plan.endsAt}, ${plan.ratePerHour}, ${child.now}, true,
            ${child.now}, ${child.actor}, ${child.reason}, ${child.now}, ${child.actor}, ${child.now}, 1)
    returning batch_id`
  if (made === undefined) throw new Error('the batch was not written')
  const batchId = made.batch_id
  await tx`
    update batch_member b set state = 'moved', code = null, moved_to = ${batchId}, ended_at = ${child.now}
    from batch_pick p
    where p.code is null and b.journey_id = p.journey_id and b.ended_at is null`
  await tx`
    update batch_member b set moved_to = ${batchId}
    from batch_pick p
    where p.code is null and b.journey_id = p.journey_id and b.state = 'failed' and b.ended_at is not null and b.moved_to is null`
  const members = await addMembers(tx, batchId, plan.waves)
  await tx`update batch set members = ${members} where batch_id = ${batchId}`
  await tx`update batch_wave set state = 'open', opened_at = ${child.now} where batch_id = ${batchId} and wave = 1`
  await recordEvent(tx, batchId, {
    at: child.now,
    actor: child.actor,
    kind: 'planned',
    to: 'releasing',
    reason: child.reason,
    detail: { parent: child.parentId, members },
  })
  return { batchId, members, leftOut: await readLeftOut(tx) }
}

/** All members of a child batch are on their way: from now on it is over once none of them goes on. */
export async function closeIntake(tx: Queryable, batchId: number): Promise<void> {
  await tx`update batch set intake_open = false, tell = tell + 1 where batch_id = ${batchId} and intake_open`
}

/**
 * Gives live members back that are not in flight, as where their retry was refused. Their lanes take them again where the
 * programme releases by itself.
 * @param code why, as members show it
 * @returns how many were given back
 */
export async function giveBack(
  tx: Queryable,
  batchId: number,
  journeyIds: readonly JourneyId[],
  code: string,
  now: EpochMs,
): Promise<number> {
  const ids = [...journeyIds]
  await tx`
    select from installation where installation_id in
      (select installation_id from batch_member where batch_id = ${batchId} and journey_id = any(${ids}::bigint[]) and ended_at is null)
    order by installation_id for update`
  const rows = await tx<{ installation_id: number }[]>`
    update batch_member set state = 'given-back', code = ${code}, ended_at = ${now}
    where batch_id = ${batchId} and journey_id = any(${ids}::bigint[]) and ended_at is null and state <> 'in-flight'
    returning installation_id`
  if (rows.length > 0) await tx`select free_installations(${rows.map((row) => row.installation_id)}::bigint[])`
  return rows.length
}
