import { inTransaction } from '../in-transaction.js'
import type { Queryable } from '../database.js'
import type { Comparison } from './comparison.js'
import { corrected } from './counters.js'

const memberKey = (tx: Queryable) => tx`action_id, state, code, outcome, outcome_code, supplier_id`

/** What must be added to the counters of actions, by key, for them to equal a recount of the members. */
const memberDelta = (tx: Queryable) => tx`
  select ${memberKey(tx)}, sum(n)::bigint as n
  from (
    select action_id, state, coalesce(code, '') as code, coalesce(outcome, '') as outcome,
           coalesce(outcome_code, '') as outcome_code, supplier_id, count(*) as n
    from action_member group by 1, 2, 3, 4, 5, 6
    union all
    select ${memberKey(tx)}, -sum(n) from action_count group by ${memberKey(tx)}
  ) both_counts
  group by ${memberKey(tx)} having sum(n) <> 0`

/** Stored actions: members on their way without a message, counters against a recount, results against where a meter stands. */
export const actionComparisons: readonly Comparison[] = [
  {
    code: 'CHK_ACTION_MESSAGE',
    find: (tx) => tx`
      select m.action_id || '/' || m.journey_id as item, m.journey_id from action_member m
      where m.state = 'sent' and not exists (
        select from outbox o where o.journey_id = m.journey_id and o.kind = 'action'
          and (o.body ->> 'actionId')::bigint = m.action_id)`,
    // Its turn comes again, and with it the question whether it still stands as it was counted.
    repair: (db, items) =>
      inTransaction(db, async (tx) => {
        const mended = await tx`
          update action_member m set state = 'pending'
          where m.action_id || '/' || m.journey_id = any(${[...items]}::text[]) and m.state = 'sent' and not exists (
            select from outbox o where o.journey_id = m.journey_id and o.kind = 'action'
              and (o.body ->> 'actionId')::bigint = m.action_id)`
        return mended.count
      }),
  },
  {
    code: 'CHK_ACTION_OPEN',
    find: (tx) => tx`
      select 'action ' || a.action_id as item, null::bigint as journey_id from action a
      where a.state in ('stopped', 'finished') and exists (
        select from action_member m where m.action_id = a.action_id and m.state in ('pending', 'sent'))`,
    repair: (db, items) =>
      inTransaction(db, async (tx) => {
        const mended = await tx`
          update action a set state = case when stop_asked_at is null then 'running' else 'stopping' end, ended_at = null
          where 'action ' || a.action_id = any(${[...items]}::text[]) and a.state in ('stopped', 'finished') and exists (
            select from action_member m where m.action_id = a.action_id and m.state in ('pending', 'sent'))`
        return mended.count
      }),
  },
  {
    code: 'CHK_ACTION_OUTCOME',
    find: (tx) => tx`
      select m.action_id || '/' || m.journey_id as item, m.journey_id
      from action_member m join journey j using (journey_id)
      where m.tracked and j.stage in ('enrolled', 'replaced', 'excluded', 'lost', 'needs-action', 'replacement')`,
  },
  {
    code: 'CHK_ACTION_COUNTS',
    find: (tx) => tx`
      select concat_ws('/', ${memberKey(tx)}) || ': ' || n as item, null::bigint as journey_id from (${memberDelta(tx)}) delta`,
    repair: (db) =>
      corrected(
        db,
        (tx) => tx`
          insert into action_count as c (slot, ${memberKey(tx)}, n)
          select 0, ${memberKey(tx)}, n from (${memberDelta(tx)}) delta order by ${memberKey(tx)}
          on conflict (slot, ${memberKey(tx)}) do update set n = c.n + excluded.n`,
      ),
  },
  {
    code: 'CHK_FAILURE_DAYS',
    find: (tx) => tx`
      select day || ' ' || code || ': ' || sum(n) as item, null::bigint as journey_id
      from (
        select (at at time zone 'Europe/London')::date as day, code, count(*) as n from evidence
        where kind = 'attempt' and at >= (select min(day) from failure_day) and code <> 'ATTEMPT_VOIDED' group by 1, 2
        union all
        select day, code, -sum(n) from failure_day group by 1, 2
      ) both_counts
      where day > (select min(day) from failure_day)
      group by day, code having sum(n) <> 0`,
  },
]
