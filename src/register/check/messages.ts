import { loops } from '../leadership.js'
import type { Queryable } from '../database.js'
import type { Comparison } from './comparison.js'
import { tellJourneys } from './tell.js'

const sentAgain = (tx: Queryable, now: number) => tx`
  update outbox set sent_at = null, dead_at = null, tries = 0, error = null, not_before = ${now}`
const found = (tx: Queryable) => tx`select outbox_id::text as item, journey_id from outbox`
const late = (tx: Queryable, now: number, lateMs: number) => tx`
  sent_at is null and dead_at is null and not_before < ${now - lateMs}`
/** A worker leads the relay: it holds its advisory lock. */
const relayLed = (tx: Queryable) => tx`
  exists (select from pg_locks where locktype = 'advisory' and classid = 0 and objid = ${loops.relay}::bigint and objsubid = 1 and granted
          and database = (select oid from pg_database where datname = current_database()))`

export const messageComparisons: readonly Comparison[] = [
  {
    code: 'CHK_START_LOST',
    find: (tx) => tx`
      select journey_id::text as item, journey_id from journey j
      where epoch = 0 and records_wanted_at is null and not exists (select from outbox o where o.journey_id = j.journey_id)`,
    repair: (db, items, { now }) => tellJourneys(db, items, { kind: 'start', to: 'not-begun', now }),
  },
  {
    code: 'CHK_MESSAGE_NOT_TAKEN',
    find: (tx, { now, lateMs }) => tx`${found(tx)} where sent_at < ${now - lateMs} and dead_at is null`,
    repair: async (db, items, { now, lateMs }) =>
      (
        await db`${sentAgain(db, now)} where outbox_id = any(${[...items]}::bigint[]) and sent_at < ${now - lateMs} and dead_at is null`
      ).count,
  },
  {
    code: 'CHK_MESSAGE_DEAD',
    find: (tx) => tx`${found(tx)} where dead_at is not null`,
    repair: async (db, items, { now }) =>
      (await db`${sentAgain(db, now)} where outbox_id = any(${[...items]}::bigint[]) and dead_at is not null`).count,
  },
  {
    code: 'CHK_RELAY_AWAY',
    find: (tx, { now, lateMs }) => tx`${found(tx)} where ${late(tx, now, lateMs)} and not ${relayLed(tx)}`,
  },
  {
    code: 'CHK_BACKLOG',
    attention: true,
    find: (tx, { now, lateMs }) => tx`${found(tx)} where ${late(tx, now, lateMs)} and ${relayLed(tx)}`,
  },
]
