import { inTransaction } from '../in-transaction.js'
import type { Queryable } from '../database.js'
import { redatedDuties, redateSlice } from '../duty/redate.js'
import { recordBreaches } from '../duty/watch.js'
import { endStages, type CheckFacts, type Comparison } from './comparison.js'
import { underLock } from './under-lock.js'

const none = (tx: Queryable) => tx`select null as item, null::bigint as journey_id where false`

const decisionDiffers = (tx: Queryable, policy: NonNullable<CheckFacts['policy']>) => tx`
  met_on is null and duty_ended_on is null and duty_policy = ${policy.id}
  and decision_on is distinct from due_on - ${policy.decisionPointDays}::integer`

export const dutyComparisons: readonly Comparison[] = [
  {
    code: 'CHK_DUTY_DATES',
    find: (tx, { policy, today }) =>
      policy === null
        ? none(tx)
        : tx`select journey_id::text as item, journey_id from (${redatedDuties(tx, policy, today)}) d`,
    async repair(db, items, { policy, today, now, programmeVersion }) {
      if (policy === null) return 0
      const at = { now, programmeVersion, cause: 'dated anew by a check' }
      let redated = 0
      for (const id of items.map(Number)) {
        const done = await inTransaction(db, (tx) => redateSlice(tx, policy, today, at, { after: id - 1, upTo: id }))
        redated += done.redated
      }
      return redated
    },
  },
  {
    code: 'CHK_DECISION_POINT',
    find: (tx, { policy }) =>
      policy === null
        ? none(tx)
        : tx`select journey_id::text as item, journey_id from journey where ${decisionDiffers(tx, policy)}`,
    async repair(db, items, { policy, now }) {
      if (policy === null) return 0
      return underLock(
        db,
        items,
        (tx) => tx`
        with mended as (
          update journey set decision_on = due_on - ${policy.decisionPointDays}::integer, decision_raised = false
          where journey_id = any(${[...items]}::bigint[]) and ${decisionDiffers(tx, policy)} returning journey_id, epoch
        )
        insert into outbox (journey_id, kind, body, priority, not_before)
        select journey_id, 'time', '{}', 3, ${now} from mended where epoch > 0 order by journey_id`,
      )
    },
  },
  {
    // The watch of the day after the due date records it; one day more, since that watch may be about to run.
    code: 'CHK_BREACH',
    find: (tx, { today }) => tx`
      select journey_id::text as item, journey_id from journey
      where due_on < ${today}::date - 1 and breached_on is null and met_on is null and duty_ended_on is null`,
    repair: async (db, items, { today, now, programmeVersion }) => {
      await inTransaction(db, (tx) => recordBreaches(tx, today, now, programmeVersion))
      return items.length
    },
  },
  {
    code: 'CHK_DUTY_END',
    find: (tx) => tx`
      select journey_id::text as item, journey_id from journey
      where (stage in ('enrolled', 'replaced')) <> (met_on is not null)
         or (stage in ('excluded', 'lost')) <> (duty_ended_on is not null and met_on is null)
         or stage not in ${endStages(tx)} and (met_on is not null or duty_ended_on is not null)`,
  },
]
