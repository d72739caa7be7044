import { inTransaction } from '../in-transaction.js'
import type { Queryable } from '../database.js'
import type { Comparison } from './comparison.js'

/** What each lane used of each day, by supplier (null: all of them), kept and counted from its submissions. */
const usedBoth = (tx: Queryable) => tx`
  select lane_id, day, supplier_id, sum(used) filter (where kept) as used, sum(used) filter (where not kept) as counted,
         sum(prepayment) filter (where kept) as prepayment_used, sum(prepayment) filter (where not kept) as prepayment_counted
  from (
    select true as kept, lane_id, day, null as supplier_id, used::bigint, prepayment_used::bigint as prepayment from lane_day
    union all select true, lane_id, day, supplier_id, used, 0 from lane_day_supplier
    union all
    select false, lane_id, day, supplier_id, count(*),
           case when supplier_id is null
                then count(*) filter (where request @? '$.devices[*] ? (@.paymentMode == "prepayment")') else 0 end
    from submission group by grouping sets ((lane_id, day), (lane_id, day, supplier_id))
  ) both_counts
  group by lane_id, day, supplier_id`

/** What lanes have used of their days against a recount. Claims hold their lane's control, and so does the correction. */
export const laneDayComparison: Comparison = {
  code: 'CHK_LANE_DAY',
  find: (tx) => tx`
    select distinct lane_id || ' ' || day as item, null::bigint as journey_id from (${usedBoth(tx)}) u
    where coalesce(used, 0) <> coalesce(counted, 0) or coalesce(prepayment_used, 0) <> coalesce(prepayment_counted, 0)`,
  repair: (db, items) =>
    inTransaction(db, async (tx) => {
      await tx`insert into lane_control (lane_id) select distinct lane_id from submission order by 1 on conflict do nothing`
      await tx`select from lane_control where lane_id <> '*' order by lane_id for update`
      const chosen = tx`lane_id || ' ' || day = any(${[...items]}::text[])`
      await tx`
        insert into lane_day (lane_id, day, used, prepayment_used)
        select lane_id, day, coalesce(counted, 0), coalesce(prepayment_counted, 0) from (${usedBoth(tx)}) u
        where supplier_id is null and ${chosen} order by lane_id, day
        on conflict (lane_id, day) do update set used = excluded.used, prepayment_used = excluded.prepayment_used`
      await tx`
        insert into lane_day_supplier (lane_id, day, supplier_id, used)
        select lane_id, day, supplier_id, coalesce(counted, 0) from (${usedBoth(tx)}) u
        where supplier_id is not null and ${chosen} order by lane_id, day, supplier_id
        on conflict (lane_id, day, supplier_id) do update set used = excluded.used`
      return items.length
    }),
}

/** A day of which a lane took more than the largest capacity that held while it did. */
export const laneOverComparison: Comparison = {
  code: 'CHK_LANE_OVER',
  find: (tx) => tx`
    select lane_id || ' ' || day || ': ' || count(*) || ' of ' || max(day_capacity) as item, null::bigint as journey_id
    from submission group by lane_id, day having count(*) > max(day_capacity)`,
}
