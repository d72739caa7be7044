import { inTransaction } from '../in-transaction.js'
import type { Queryable } from '../database.js'
import type { Comparison } from './comparison.js'
import { underLock } from './under-lock.js'

const counted = (tx: Queryable) =>
  tx`(select count(*) from attempt a where a.journey_id = j.journey_id and a.voided is null)`

export const attemptComparisons: readonly Comparison[] = [
  {
    // A verdict means that a step took the outcome; that step lands the attempt.
    code: 'CHK_OUTCOME_OPEN',
    find: (tx) => tx`
      select distinct a.journey_id::text as item, a.journey_id
      from attempt a join outcome o on o.submission_id = a.submission_id and o.journey_id = a.journey_id
      where a.landed_at is null and a.voided is null and o.verdict is not null`,
    repair: (db, items) =>
      underLock(
        db,
        items,
        (tx) => tx`
        update attempt a set landed_at = o.occurred_at, result = o.result, code = o.code
        from (select distinct on (submission_id, journey_id) * from outcome
              where journey_id = any(${[...items]}::bigint[]) and verdict is not null
              order by submission_id, journey_id, result = 'commissioned' desc, occurred_at) o
        where a.journey_id = o.journey_id and a.submission_id = o.submission_id and a.landed_at is null and a.voided is null`,
      ),
  },
  {
    code: 'CHK_ATTEMPTS_TWO',
    find: (tx) => tx`
      select journey_id::text as item, journey_id from attempt where landed_at is null and voided is null
      group by journey_id having count(*) > 1`,
  },
  {
    code: 'CHK_ATTEMPT_STRAY',
    find: (tx) => tx`
      select distinct a.journey_id::text as item, a.journey_id from attempt a join submission s using (submission_id)
      where not s.request @> jsonb_build_object('devices', jsonb_build_array(jsonb_build_object('journeyId', a.journey_id)))`,
  },
  {
    code: 'CHK_ATTEMPTS_USED',
    find: (tx) => tx`
      select j.journey_id::text as item, j.journey_id
      from journey j left join (select journey_id, count(*) as n from attempt where voided is null group by journey_id) a using (journey_id)
      where j.attempts_used <> coalesce(a.n, 0)`,
    repair: (db, items) =>
      underLock(
        db,
        items,
        (tx) => tx`
        update journey j set attempts_used = ${counted(tx)}
        where journey_id = any(${[...items]}::bigint[]) and attempts_used <> ${counted(tx)}`,
      ),
  },
  {
    code: 'CHK_OUTCOME_UNTOLD',
    find: (tx) => tx`
      select o.outcome_id as item, o.journey_id from outcome o
      where o.verdict is null and o.journey_id is not null
        and not exists (select from outbox b where b.journey_id = o.journey_id and b.kind = 'outcome' and b.body ->> 'outcomeId' = o.outcome_id)`,
    repair: (db, items, { now }) =>
      inTransaction(db, async (tx) => {
        await tx`select from outcome where outcome_id = any(${[...items]}::text[]) order by outcome_id for update`
        const told = await tx`
          insert into outbox (journey_id, kind, body, priority, not_before)
          select o.journey_id, 'outcome', jsonb_build_object('outcomeId', o.outcome_id), 1, ${now} from outcome o
          where o.outcome_id = any(${[...items]}::text[]) and o.verdict is null and o.journey_id is not null
            and not exists (select from outbox b where b.journey_id = o.journey_id and b.kind = 'outcome' and b.body ->> 'outcomeId' = o.outcome_id)
          order by o.occurred_at`
        return told.count
      }),
  },
]
