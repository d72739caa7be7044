import type { Queryable } from '../database.js'

/** The part of the fleet that a count or list is about; what is left out means all. */
export interface FleetScope {
  readonly supplier?: string | undefined
  readonly cohort?: string | undefined
  readonly lane?: string | undefined
}

/** The conditions of a scope on a table or alias that has the three columns, each preceded by `and`. */
export function scopeConditions(db: Queryable, alias: string, { supplier, cohort, lane }: FleetScope) {
  const is = (column: string, value: string | undefined) =>
    value === undefined ? db`` : db`and ${db(`${alias}.${column}`)} = ${value}`
  return db`${is('supplier_id', supplier)} ${is('cohort_id', cohort)} ${is('lane_id', lane)}`
}

/** A column, or an empty text where it has none: in the form in which indexes have it (migration 017). */
export function orEmpty(db: Queryable, column: string) {
  return db`case when ${db(column)} is null then '' else ${db(column)} end`
}
