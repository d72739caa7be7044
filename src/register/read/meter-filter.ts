import type { IsoDate } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { scopeConditions, type FleetScope } from './scope.js'

/** Which meters are meant; the same words in every list, export and command. All conditions given hold. */
export interface MeterFilter extends FleetScope {
  readonly stage?: string | undefined
  readonly standing?: string | undefined
  readonly code?: string | undefined
  /** Code of the last failure. */
  readonly failure?: string | undefined
  readonly fuel?: string | undefined
  readonly dueBefore?: IsoDate | undefined
  readonly dueFrom?: IsoDate | undefined
  readonly paymentMode?: string | undefined
  readonly service?: string | undefined
}

/** The conditions of a filter on `journey j` and `meter m`, each preceded by `and`. */
export function meterConditions(db: Queryable, filter: MeterFilter) {
  const is = (column: string, value: string | undefined) =>
    value === undefined ? db`` : db`and ${db(column)} = ${value}`
  return db`
    ${scopeConditions(db, 'j', filter)} ${is('j.stage', filter.stage)} ${is('j.standing', filter.standing)}
    ${is('j.code', filter.code)} ${is('j.failure_code', filter.failure)} ${is('m.fuel', filter.fuel)}
    ${is('m.payment_mode', filter.paymentMode)} ${is('m.service', filter.service)}
    ${filter.dueBefore === undefined ? db`` : db`and j.due_on < ${filter.dueBefore}`}
    ${filter.dueFrom === undefined ? db`` : db`and j.due_on >= ${filter.dueFrom}`}`
}
