import type { Queryable } from '../database.js'
import { inTransaction } from '../in-transaction.js'
import type { Comparison } from './comparison.js'
import { corrected } from './counters.js'
import { underLock } from './under-lock.js'

const key = (tx: Queryable) => tx`batch_id, wave, state, code, supplier_id`

/** What must be added to the counters of members for them to equal a recount. */
const countDelta = (tx: Queryable) => tx`
  select ${key(tx)}, sum(n)::bigint as n
  from (
    select batch_id, wave, state, coalesce(code, '') as code, supplier_id, count(*) as n from batch_member group by 1, 2, 3, 4, 5
    union all
    select ${key(tx)}, -sum(n) from batch_count group by ${key(tx)}
  ) both_counts
  group by ${key(tx)} having sum(n) <> 0`

const attemptKey = (tx: Queryable) => tx`batch_id, wave, number, result, code`

/** What must be added to the counters of attempts for them to equal a recount. */
const attemptDelta = (tx: Queryable) => tx`
  select ${attemptKey(tx)}, sum(n)::bigint as n
  from (
    select batch_id, batch_wave as wave, batch_number as number, attempt_result(landed_at, voided, result) as result,
           coalesce(code, '') as code, count(*) as n
    from attempt where batch_id is not null and attempt_result(landed_at, voided, result) is not null group by 1, 2, 3, 4, 5
    union all
    select ${attemptKey(tx)}, -sum(n) from batch_attempt_count group by ${attemptKey(tx)}
  ) both_counts
  group by ${attemptKey(tx)} having sum(n) <> 0`

const stateOf = (tx: Queryable) => tx`batch_member_state(j.stage, j.standing, b.released_at is not null, b.attempts)`
const codeOf = (tx: Queryable) => tx`batch_member_code(${stateOf(tx)}, j.stage, j.standing, j.code, j.failure_code)`
const differs = (tx: Queryable) => tx`(b.state, b.code) is distinct from (${stateOf(tx)}, ${codeOf(tx)})`

/** Batches: members = sum of their states, each member is where its journey is, and lanes take just what batches release. */
export const batchComparisons: readonly Comparison[] = [
  {
    code: 'CHK_BATCH_MEMBERS',
    find: (tx) => tx`
      select batch_id::text as item, null::bigint as journey_id from batch b
      where members <> (select count(*) from batch_member m where m.batch_id = b.batch_id)`,
  },
  {
    code: 'CHK_BATCH_MEMBER',
    find: (tx) => tx`
      select b.journey_id::text as item, b.journey_id
      from batch_member b join journey j using (journey_id)
      where b.ended_at is null and ${differs(tx)}`,
    repair: (db, items) =>
      underLock(
        db,
        items,
        (tx) => tx`
        update batch_member b set state = ${stateOf(tx)},
          code = ${codeOf(tx)},
          ended_at = case when ${stateOf(tx)} in ('enrolled', 'ended', 'failed') then j.stage_since end
        from journey j
        where b.journey_id = any(${[...items]}::bigint[]) and j.journey_id = b.journey_id and b.ended_at is null and ${differs(tx)}`,
      ),
  },
  {
    code: 'CHK_BATCH_RELEASE',
    find: (tx) => tx`
      select i.installation_id::text as item, (select min(journey_id) from journey e where e.installation_id = i.installation_id) as journey_id
      from installation i where i.release <> release_of(i.installation_id)`,
    repair: (db, items) =>
      inTransaction(db, async (tx) => {
        const ids = [...items]
        await tx`select from installation where installation_id = any(${ids}::bigint[]) order by installation_id for update`
        const mended = await tx`
          update installation i set release = release_of(i.installation_id)
          where i.installation_id = any(${ids}::bigint[]) and i.release <> release_of(i.installation_id)`
        return mended.count
      }),
  },
  {
    code: 'CHK_BATCH_COUNTS',
    find: (tx) => tx`
      select concat_ws('/', ${key(tx)}) || ': ' || n as item, null::bigint as journey_id
      from (${countDelta(tx)}) delta`,
    repair: (db) =>
      corrected(
        db,
        (tx) => tx`
        insert into batch_count as c (slot, ${key(tx)}, n)
        select 0, ${key(tx)}, n from (${countDelta(tx)}) delta order by ${key(tx)}
        on conflict (slot, ${key(tx)}) do update set n = c.n + excluded.n`,
      ),
  },
  {
    code: 'CHK_BATCH_ATTEMPTS',
    find: (tx) => tx`
      select concat_ws('/', batch_id, wave, number, result, code) || ': ' || n as item, null::bigint as journey_id
      from (${attemptDelta(tx)}) delta`,
    repair: (db) =>
      corrected(
        db,
        (tx) => tx`
        insert into batch_attempt_count as c (slot, ${attemptKey(tx)}, n)
        select 0, ${attemptKey(tx)}, n from (${attemptDelta(tx)}) delta order by ${attemptKey(tx)}
        on conflict (batch_id, slot, wave, number, result, code) do update set n = c.n + excluded.n`,
      ),
  },
]
