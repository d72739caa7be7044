import type { IsoDate } from '../../domain/brands.js'
import type { DutyPolicy } from '../../domain/programme.js'
import type { Queryable } from '../database.js'

/**
 * Records the breach of every open duty whose due date has passed. The journey goes on: a breach is a fact, never an end.
 * @returns how many were recorded
 */
export async function recordBreaches(
  tx: Queryable,
  today: IsoDate,
  now: number,
  programmeVersion: number,
): Promise<number> {
  const [row] = await tx<{ n: number }[]>`
    with breached as (
      update journey set breached_on = due_on + 1
      where due_on < ${today} and breached_on is null and met_on is null and duty_ended_on is null
      returning journey_id, due_on, duty_policy
    ), told as (
      insert into evidence (journey_id, at, kind, code, cause, actor, policy, programme_version, detail)
      select journey_id, ${now}, 'duty', 'DUTY_BREACHED', 'the due date passed', 'meterlift', duty_policy, ${programmeVersion},
             jsonb_build_object('dueOn', due_on)
      from breached
    )
    select count(*) as n from breached`
  return row?.n ?? 0
}

/**
 * Reminds of every open duty that has come as near as one of the policy's reminders; each reminder once, and of several
 * missed ones only the nearest.
 * @returns how many reminders were recorded
 */
export async function recordReminders(
  tx: Queryable,
  policy: DutyPolicy,
  today: IsoDate,
  now: number,
  programmeVersion: number,
): Promise<number> {
  if (policy.reminders.length === 0) return 0
  const [row] = await tx<{ n: number }[]>`
    with near as (
      select j.journey_id, min(r) as days
      from journey j join unnest(${[...policy.reminders]}::integer[]) r on j.due_on - ${today}::date <= r
      where j.due_on >= ${today} and j.due_on <= ${today}::date + ${Math.max(...policy.reminders)}::integer
        and j.met_on is null and j.duty_ended_on is null
      group by j.journey_id
    ), reminded as (
      update journey j set reminded_days = near.days from near
      where j.journey_id = near.journey_id and (j.reminded_days is null or j.reminded_days > near.days)
      returning j.journey_id, near.days, j.due_on, j.duty_policy
    ), told as (
      insert into evidence (journey_id, at, kind, code, cause, actor, policy, programme_version, detail)
      select journey_id, ${now}, 'duty', 'DUTY_REMINDER', days || ' days or fewer to the due date', 'meterlift', duty_policy,
             ${programmeVersion}, jsonb_build_object('dueOn', due_on, 'days', days)
      from reminded
    )
    select count(*) as n from reminded`
  return row?.n ?? 0
}
