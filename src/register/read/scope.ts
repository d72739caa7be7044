import type { Queryable } from '../database.js'

/** The part of the fleet that a count or list is about; what is left out means all. */
export interface FleetScope {
  readonly supplier?: string | undefined
  readonly cohort?: string | undefined
  readonly lane?: string | undefined
}

/** The conditions of a scope on a table or alias that has the three columns, each preceded by `and`. */
export function scopeConditions(db: Queryable, alias: string, { supplier, cohort, lane }: FleetScope) {
  const column = (name: string, value: string | undefined) => is(db, `${alias}.${name}`, value)
  return db`${column('supplier_id', supplier)} ${column('cohort_id', cohort)} ${column('lane_id', lane)}`
}

/** That a column has a value, preceded by `and`; nothing where none is given. */
export function is(db: Queryable, column: string, value: string | undefined) {
  return value === undefined ? db`` : db`and ${db(column)} = ${value}`
}

/** A column, or an empty text where it has none: in the form in which indexes have it (migration 012). */
export function orEmpty(db: Queryable, column: string) {
  return db`case when ${db(column)} is null then '' else ${db(column)} end`
}

/** A counter of all suppliers: its total, and what was not folded into it yet (migrations 021 and 026). */
export function ofAllSuppliers(db: Queryable, total: string, counter: string, columns: readonly string[]) {
  return db`(select ${db(columns)} from ${db(total)} union all select ${db(columns)} from ${db(counter)} where slot > 0)`
}
