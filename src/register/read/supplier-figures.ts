import type { SupplierId } from '../../domain/brands.js'
import type { Queryable } from '../database.js'

/** What a month made of a supplier's portfolio, or of all. */
export interface MonthCounts {
  /** `YYYY-MM`. */
  readonly month: string
  /** Attempts whose outcome came, what they cost, and those that failed. */
  readonly attempts: number
  readonly costPence: number
  readonly failed: number
  readonly enrolled: number
  readonly replaced: number
  readonly excluded: number
  /** Whose installation is gone. */
  readonly lost: number
  /** Steps that a person decided. */
  readonly decided: number
  readonly gained: number
  readonly switchedAway: number
}

/** Months from the counters, ascending; months without any are left out. @param from the first, `YYYY-MM` */
export async function readMonthCounts(
  db: Queryable,
  { supplier, from }: { readonly supplier: SupplierId | undefined; readonly from: string },
): Promise<readonly MonthCounts[]> {
  return db<MonthCounts[]>`
    select to_char(month, 'YYYY-MM') as month, sum(attempts)::bigint as attempts, sum(cost_pence)::bigint as "costPence",
           sum(failed)::bigint as failed, sum(enrolled)::bigint as enrolled, sum(replaced)::bigint as replaced,
           sum(excluded)::bigint as excluded, sum(lost)::bigint as lost, sum(decided)::bigint as decided,
           sum(gained)::bigint as gained, sum(switched_away)::bigint as "switchedAway"
    from supplier_month
    where month >= ${`${from}-01`} ${supplier === undefined ? db`` : db`and supplier_id = ${supplier}`}
    group by supplier_month.month order by supplier_month.month`
}
