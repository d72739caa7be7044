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
  /** How the duty stands: `open`, `no-clock`, `met-in-time`, `met-late` or `ended`. */
  readonly duty?: string | undefined
  /** Firmware of the meter. */
  readonly firmware?: string | undefined
  /** Only meters that stand where their last failure put them. */
  readonly openFailure?: boolean | undefined
  /** Whom the failure was handed to. */
  readonly owner?: string | undefined
  /** `proposed`, `referred` or `answered`. */
  readonly referral?: string | undefined
  /** Reference of the referral. */
  readonly reference?: string | undefined
}

const names = [
  'supplier',
  'cohort',
  'lane',
  'stage',
  'standing',
  'code',
  'failure',
  'fuel',
  'dueBefore',
  'dueFrom',
  'paymentMode',
  'service',
  'duty',
  'firmware',
  'openFailure',
  'owner',
  'referral',
  'reference',
] as const satisfies readonly (keyof MeterFilter)[]

/** A filter alone, out of an object that has more. */
export function conditionsOf(given: MeterFilter): MeterFilter {
  const { supplier, cohort, lane, stage, standing, code, failure, fuel, dueBefore, dueFrom } = given
  const { paymentMode, service, duty, firmware, openFailure, owner, referral, reference } = given
  return {
    ...{ supplier, cohort, lane, stage, standing, code, failure, fuel, dueBefore, dueFrom },
    ...{ paymentMode, service, duty, firmware, openFailure, owner, referral, reference },
  }
}

/** The conditions of a filter that were given, by name: as it is stored with what was done by it. */
export function givenConditions(filter: MeterFilter): Readonly<Record<string, string | true>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = filter[name]
      return value === undefined || value === false ? [] : [[name, value]]
    }),
  )
}

const is = (db: Queryable, column: string, value: string | undefined) =>
  value === undefined ? db`` : db`and ${db(column)} = ${value}`

/** The conditions of a filter on `journey j` and `meter m`, each preceded by `and`. */
export function meterConditions(db: Queryable, filter: MeterFilter) {
  return db`${journeyConditions(db, filter)} ${deviceConditions(db, filter)}`
}

/** Those on the device, `meter m`. */
export function deviceConditions(db: Queryable, { fuel, paymentMode, service, firmware }: MeterFilter) {
  return db`
    ${is(db, 'm.fuel', fuel)} ${is(db, 'm.payment_mode', paymentMode)} ${is(db, 'm.service', service)}
    ${is(db, 'm.firmware', firmware)}`
}

/** Those on its journey, `journey j`. */
export function journeyConditions(db: Queryable, filter: MeterFilter) {
  return db`
    ${scopeConditions(db, 'j', filter)} ${is(db, 'j.stage', filter.stage)} ${is(db, 'j.standing', filter.standing)}
    ${is(db, 'j.code', filter.code)} ${is(db, 'j.failure_code', filter.failure)}
    ${filter.dueBefore === undefined ? db`` : db`and j.due_on < ${filter.dueBefore}`}
    ${filter.dueFrom === undefined ? db`` : db`and j.due_on >= ${filter.dueFrom}`}
    ${filter.duty === undefined ? db`` : db`and duty_state(j.met_on, j.due_on, j.duty_ended_on) = ${filter.duty}`}
    ${filter.openFailure === true ? db`and j.stage in ('retry', 'needs-action') and j.failure_code is not null` : db``}
    ${caseConditions(db, filter)}`
}

/** What people did about the failure, or standstill, at which the meter stands now. */
function caseConditions(db: Queryable, { owner, referral, reference }: MeterFilter) {
  const given = Object.entries({ owner, referral, reference }).filter(([, value]) => value !== undefined)
  if (given.length === 0) return db``
  return db`and exists (
    select from failure_case c where c.journey_id = j.journey_id and c.since = coalesce(j.failed_at, j.stage_since)
    ${given.map(([column, value]) => db`and ${db(`c.${column}`)} = ${value ?? null}`)})`
}
