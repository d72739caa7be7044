import type { EpochMs, LaneId } from '../../domain/brands.js'
import { toJson } from '../json.js'
import type { Database, Queryable } from '../database.js'

/** Something that people must hear of. */
export interface NewNotification {
  /** A stable code of docs/codes.md. */
  readonly code: string
  readonly laneId: LaneId | null
  readonly at: EpochMs
  /** One sentence. */
  readonly text: string
  readonly detail: Readonly<Record<string, unknown>>
}

export interface NotificationRow {
  readonly notification_id: number
  readonly at: EpochMs
  readonly code: string
  readonly lane_id: LaneId | null
  readonly text: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly tries: number
}

/** How long a notification belongs to who is delivering it, in milliseconds; longest wait between tries. */
const leaseMs = 60_000
const longestWaitMs = 600_000

/** Has people told, in the transaction that makes it true. */
export async function notify(tx: Queryable, { code, laneId, at, text, detail }: NewNotification): Promise<void> {
  await tx`
    insert into notification (at, code, lane_id, text, detail, not_before)
    values (${at}, ${code}, ${laneId}, ${text}, ${tx.json(toJson(detail))}, ${at})`
}

/** A notification as people look it up. */
export interface NotificationLine {
  readonly notificationId: number
  readonly at: EpochMs
  readonly code: string
  readonly lane: LaneId | null
  readonly text: string
  /** Null: not yet. */
  readonly deliveredAt: EpochMs | null
}

/** What people were told, newest first. */
export async function listNotifications(
  db: Queryable,
  of: {
    readonly lane?: LaneId | undefined
    readonly code?: string | undefined
    readonly before: number | null
    readonly limit: number
  },
): Promise<readonly NotificationLine[]> {
  return db<NotificationLine[]>`
    select notification_id as "notificationId", at, code, lane_id as lane, text, delivered_at as "deliveredAt" from notification
    where true ${of.lane === undefined ? db`` : db`and (lane_id = ${of.lane} or lane_id is null)`}
      ${of.code === undefined ? db`` : db`and code = ${of.code}`}
      ${of.before === null ? db`` : db`and notification_id < ${of.before}`}
    order by notification_id desc limit ${of.limit}`
}

/**
 * Takes what is to be delivered now. One that is not marked delivered within a minute, since its process died, is taken
 * again: people may be told twice, but never not at all.
 */
export async function takeNotifications(
  db: Database,
  now: EpochMs,
  limit: number,
): Promise<readonly NotificationRow[]> {
  return db<NotificationRow[]>`
    update notification n set not_before = ${now + leaseMs}, tries = tries + 1
    from (select notification_id from notification where delivered_at is null and not_before <= ${now}
          order by notification_id limit ${limit} for update skip locked) due
    where n.notification_id = due.notification_id
    returning n.notification_id, n.at, n.code, n.lane_id, n.text, n.detail, n.tries`
}

export async function markDelivered(db: Queryable, id: number, now: EpochMs): Promise<void> {
  await db`update notification set delivered_at = ${now}, error = null where notification_id = ${id}`
}

/** It could not be delivered: tried again later and later, for as long as it takes. */
export async function deliverLater(
  db: Queryable,
  { notification_id: id, tries }: NotificationRow,
  error: string,
  now: EpochMs,
): Promise<void> {
  const waitMs = Math.min(longestWaitMs, 1_000 * 2 ** Math.min(tries, 20))
  await db`update notification set not_before = ${now + waitMs}, error = ${error} where notification_id = ${id}`
}
