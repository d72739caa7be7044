import type { Queryable } from '../database.js'
import { endStages, type Comparison } from './comparison.js'
import { tellJourneys } from './tell.js'
import { underLock } from './under-lock.js'

const dayMs = 86_400_000

const copiesDiffer = (tx: Queryable) => tx`
  ((j.supplier_id, j.installation_id) is distinct from (m.supplier_id, m.installation_id)
   or (j.cohort_id, j.lane_id) is distinct from (c.cohort_id, c.lane_id) or i.lane_id is distinct from c.lane_id)`
/** A step that is on its way brings the copies up to date; so does one that waits for records. */
const still = (tx: Queryable) => tx`
  j.records_wanted_at is null and not exists (select from outbox o where o.journey_id = j.journey_id)`
const copies = (tx: Queryable) => tx`
  journey j join meter m using (journey_id) join installation i on i.installation_id = m.installation_id
  left join combination c on c.combination_id = i.combination_id`

/** Rows that know whose meter they are about (migrations 020 and 024), beside cases, which know its cohort too. */
const ownRows = ['inventory_exception', 'batch_member', 'action_member'] as const

export const journeyComparisons: readonly Comparison[] = [
  {
    // The first import and the claim write these rows without looking up what they refer to (migrations 001 and 008).
    code: 'CHK_REFERENCES',
    find: (tx) => tx`
      select 'meter ' || journey_id as item, journey_id from meter m
      where not exists (select from installation i where i.installation_id = m.installation_id)
         or not exists (select from import i where i.import_id = m.import_id)
         or not exists (select from journey j where j.journey_id = m.journey_id)
      union all
      select 'journey ' || journey_id, journey_id from journey j
      where not exists (select from installation i where i.installation_id = j.installation_id)
         or not exists (select from meter m where m.journey_id = j.journey_id)
      union all
      select 'installation ' || installation_id, null from installation i
      where combination_id is not null and not exists (select from combination c where c.combination_id = i.combination_id)
      union all
      select 'submission ' || submission_id, null from submission s
      where not exists (select from installation i where i.installation_id = s.installation_id)
      union all
      select 'attempt ' || number || ' of ' || journey_id, journey_id from attempt a
      where not exists (select from journey j where j.journey_id = a.journey_id)
         or not exists (select from submission s where s.submission_id = a.submission_id)`,
  },
  {
    code: 'CHK_COPIES',
    find: (tx, { policy }) => tx`
      select j.journey_id::text as item, j.journey_id from ${copies(tx)}
      where ${policy !== null} and ${copiesDiffer(tx)} and ${still(tx)}`,
    repair: (db, items) =>
      underLock(db, items, async (tx) => {
        await tx`
          update installation i set lane_id = c.lane_id from combination c
          where c.combination_id = i.combination_id and i.lane_id is distinct from c.lane_id
            and i.installation_id in (select installation_id from meter where journey_id = any(${[...items]}::bigint[]))`
        return tx`
          update journey k set supplier_id = m.supplier_id, installation_id = m.installation_id, cohort_id = c.cohort_id, lane_id = c.lane_id
          from ${copies(tx)}
          where k.journey_id = j.journey_id and j.journey_id = any(${[...items]}::bigint[])`
      }),
  },
  {
    code: 'CHK_FAILURE_CASE',
    find: (tx) => tx`
      select j.journey_id::text as item, j.journey_id from ${withCase(tx)} where ${caseDiffers(tx)}`,
    repair: (db, items) =>
      underLock(
        db,
        items,
        (tx) => tx`
          update journey k set failure_fixed = c.fixed_at is not null, failure_referral = c.referral from ${withCase(tx)}
          where k.journey_id = j.journey_id and j.journey_id = any(${[...items]}::bigint[]) and ${caseDiffers(tx)}`,
      ),
  },
  {
    code: 'CHK_OWN_ROWS',
    find: (tx) => tx`
      ${ownRows.map((table) => tx`select j.journey_id::text as item, j.journey_id from ${tx(table)} o join journey j using (journey_id) where o.supplier_id <> j.supplier_id union`)}
      select j.journey_id::text as item, j.journey_id from failure_case c join journey j using (journey_id)
      where (c.supplier_id, c.cohort_id) is distinct from (j.supplier_id, j.cohort_id)
      union
      select j.journey_id::text as item, j.journey_id from attempt a join journey j using (journey_id) where ${openElsewhere(tx)}`,
    repair: (db, items) =>
      underLock(db, items, async (tx) => {
        const ids = [...items]
        const mended = new Set<number>()
        const add = (rows: readonly { readonly journey_id: number }[]): void =>
          rows.forEach(({ journey_id }) => mended.add(journey_id))
        for (const table of ownRows) {
          add(
            await tx<{ journey_id: number }[]>`
              update ${tx(table)} o set supplier_id = j.supplier_id from journey j
              where j.journey_id = any(${ids}::bigint[]) and o.journey_id = j.journey_id and o.supplier_id <> j.supplier_id
              returning o.journey_id`,
          )
        }
        add(
          await tx<{ journey_id: number }[]>`
          update failure_case c set supplier_id = j.supplier_id, cohort_id = j.cohort_id from journey j
          where j.journey_id = any(${ids}::bigint[]) and c.journey_id = j.journey_id
            and (c.supplier_id, c.cohort_id) is distinct from (j.supplier_id, j.cohort_id)
          returning c.journey_id`,
        )
        add(
          await tx<{ journey_id: number }[]>`
          update attempt a set supplier_id = j.supplier_id, lane_id = j.lane_id from journey j
          where j.journey_id = any(${ids}::bigint[]) and a.journey_id = j.journey_id and ${openElsewhere(tx)}
          returning a.journey_id`,
        )
        return { count: mended.size }
      }),
  },
  {
    code: 'CHK_WAIT_MISSING',
    find: (tx) => tx`
      select journey_id::text as item, journey_id from journey j
      where stage = 'waiting' and not exists (select from wait w where w.journey_id = j.journey_id)
        and not exists (select from outbox o where o.journey_id = j.journey_id)`,
    repair: (db, items, { now }) => tellJourneys(db, items, { kind: 'programme', to: 'waiting', now }),
  },
  {
    code: 'CHK_WAIT_LEFT',
    find: (tx) =>
      tx`select journey_id::text as item, journey_id from wait join journey j using (journey_id) where j.stage <> 'waiting'`,
    repair: (db, items) =>
      underLock(
        db,
        items,
        (tx) => tx`
        delete from wait w using journey j
        where w.journey_id = j.journey_id and j.stage <> 'waiting' and w.journey_id = any(${[...items]}::bigint[])`,
      ),
  },
  {
    code: 'CHK_RECORDS_LEFT',
    find: (tx) => tx`
      select journey_id::text as item, journey_id from journey where records_wanted_at is not null and stage in ${endStages(tx)}`,
    repair: (db, items) =>
      underLock(
        db,
        items,
        (tx) => tx`
        update journey set records_wanted_at = null
        where journey_id = any(${[...items]}::bigint[]) and records_wanted_at is not null and stage in ${endStages(tx)}`,
      ),
  },
  {
    code: 'CHK_RECORDS_LATE',
    attention: true,
    find: (tx, { now }) => tx`
      select journey_id::text as item, journey_id from journey
      where records_wanted_at < ${now - dayMs} and stage not in ${endStages(tx)}`,
  },
  {
    code: 'CHK_STAGE_EVIDENCE',
    find: (tx) => tx`
      select j.journey_id::text as item, j.journey_id
      from journey j left join lateral (
        select to_stage from evidence e where e.journey_id = j.journey_id and e.to_stage is not null order by e.evidence_id desc limit 1) e on true
      where j.stage <> coalesce(e.to_stage, 'inventory')`,
  },
  {
    code: 'CHK_VERSION_UNTOLD',
    attention: true,
    find: (tx, { now }) => tx`
      select 'version ' || version as item, null::bigint as journey_id from programme_version
      where told_at is null and applied_at < ${now - 3_600_000}`,
  },
]

/** Journeys with what was done about the failure at which they stand (migration 013). */
const withCase = (tx: Queryable) =>
  tx`journey j left join failure_case c on c.journey_id = j.journey_id and c.since = j.failed_at`
const caseDiffers = (tx: Queryable) =>
  tx`(j.failure_fixed, j.failure_referral) is distinct from (c.fixed_at is not null, c.referral)`

/** An open attempt that is kept for another supplier or lane than its journey has (migration 029). */
const openElsewhere = (tx: Queryable) =>
  tx`a.landed_at is null and a.voided is null and (a.supplier_id, a.lane_id) is distinct from (j.supplier_id, j.lane_id)`
