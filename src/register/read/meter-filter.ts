import type { IsoDate } from '../../domain/brands.js'
import { addDays } from '../../domain/calendar.js'
import { healths, type DutyHealth, type HealthDays } from '../../domain/duty.js'
import type { Queryable } from '../database.js'
import type { DutyCount } from './duty-counts.js'
import { is, scopeConditions, type FleetScope } from './scope.js'

/** Which meters are meant; the same words in every list, export and command. All conditions given hold. */
export interface MeterFilter extends FleetScope {
  /** Only these, by their numbers: “13,137”. */
  readonly journeys?: string | undefined
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
  /** Health of the duty (`dutyHealth`) on the day of `on`, without which it is no condition. */
  readonly health?: string | undefined
  readonly on?: HealthDays | undefined
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
  'journeys',
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
  'health',
  'firmware',
  'openFailure',
  'owner',
  'referral',
  'reference',
] as const satisfies readonly (keyof MeterFilter)[]

/** A filter alone, out of an object that has more. */
export function conditionsOf(given: MeterFilter): MeterFilter {
  const { supplier, cohort, lane, stage, standing, code, failure, fuel, dueBefore, dueFrom } = given
  const { paymentMode, service, duty, health, on, firmware, openFailure, owner, referral, reference, journeys } = given
  return {
    ...{ supplier, cohort, lane, stage, standing, code, failure, fuel, dueBefore, dueFrom },
    ...{ paymentMode, service, duty, health, on, firmware, openFailure, owner, referral, reference, journeys },
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
  const flying = db`and j.journey_id in (select a.journey_id from attempt a where true ${openConditions(db, filter)})`
  return db`
    ${standingConditions(db, filter)} ${casesConditions(db, filter)}
    ${filter.standing === 'in-flight' ? flying : db``}`
}

/** Those on what was done about its failure. */
function casesConditions(db: Queryable, filter: MeterFilter) {
  return hasCases(filter)
    ? db`and exists (select from failure_case c where ${isPresent(db)} ${caseConditions(db, filter)})`
    : db``
}

/** Those by which an index has open attempts, `attempt a` (migration 029): what is in flight has one. */
function openConditions(db: Queryable, { supplier, lane }: MeterFilter) {
  return db`and a.landed_at is null and a.voided is null ${is(db, 'a.supplier_id', supplier)} ${is(db, 'a.lane_id', lane)}`
}

/** That it is one of the journeys of the filter, in a table or alias that has their numbers. */
function amongJourneys(db: Queryable, alias: string, { journeys }: MeterFilter) {
  return journeys === undefined ? db`` : db`and ${db(`${alias}.journey_id`)} = any(${journeys.split(',')}::bigint[])`
}

/**
 * The journeys `j` of a filter whose numbers are beyond one: where they are looked for, the conditions that hold, and their order.
 * They are walked to in the order of their numbers; by way of what was done about failures where the filter asks for that, whatever
 * the planner makes of the whole: it takes next to none of the cases to be of the present failure, while most are, and would sort
 * them all for a page; by way of open attempts where it asks for what is in flight.
 */
export function journeysBeyond(db: Queryable, filter: MeterFilter, after: number) {
  const standing = standingConditions(db, filter)
  if (filter.standing === 'in-flight') {
    const open = db`
      select distinct a.journey_id from attempt a
      where a.journey_id > ${after} ${openConditions(db, filter)} ${amongJourneys(db, 'a', filter)}
      order by a.journey_id offset 0`
    return {
      from: db`(${open}) a cross join lateral (select * from journey j where j.journey_id = a.journey_id offset 0) j`,
      where: db`true ${standing} ${casesConditions(db, filter)}`,
      order: db`a.journey_id`,
    }
  }
  if (!hasCases(filter))
    return { from: db`journey j`, where: db`j.journey_id > ${after} ${standing}`, order: db`j.journey_id` }
  const cases = db`select c.* from failure_case c where c.journey_id > ${after} ${caseConditions(db, filter)} order by c.journey_id offset 0`
  return {
    from: db`(${cases}) c cross join lateral (select * from journey j where ${isPresent(db)} offset 0) j`,
    where: db`true ${standing}`,
    order: db`c.journey_id`,
  }
}

/** Those on the journey alone. */
function standingConditions(db: Queryable, filter: MeterFilter) {
  return db`
    ${scopeConditions(db, 'j', filter)}
    ${amongJourneys(db, 'j', filter)}
    ${is(db, 'j.stage', filter.stage)} ${is(db, 'j.standing', filter.standing)}
    ${is(db, 'j.code', filter.code)} ${is(db, 'j.failure_code', filter.failure)}
    ${dateConditions(db, filter)}
    ${filter.duty === undefined ? db`` : dutyCondition(db, filter.duty)}
    ${filter.health === undefined ? db`` : healthCondition(db, filter)}
    ${filter.openFailure === true ? db`and j.stage in ('retry', 'needs-action') and j.failure_code is not null` : db``}`
}

/**
 * The due date in a condition. Where the meters of a stage, code or failure are looked through, it hides from the planner that there
 * is an index of dates too: by that it would gather hundreds of thousands to find a page of those that are both.
 */
function dueOf(db: Queryable, { stage, code, failure, openFailure }: MeterFilter) {
  const walked = stage !== undefined || code !== undefined || failure !== undefined || openFailure === true
  return walked ? db`(j.due_on + 0)` : db`j.due_on`
}

/** The range of due dates; one day is named as such, in which an index has its meters in the order of lists. */
function dateConditions(db: Queryable, filter: MeterFilter) {
  const { dueFrom, dueBefore } = filter
  const due = dueOf(db, filter)
  if (dueFrom !== undefined && dueBefore === addDays(dueFrom, 1)) return db`and ${due} = ${dueFrom}`
  return db`
    ${dueBefore === undefined ? db`` : db`and ${due} < ${dueBefore}`} ${dueFrom === undefined ? db`` : db`and ${due} >= ${dueFrom}`}`
}

/** The states of a duty (`duty_state` of the register) by its dates, of which statistics and indexes know. */
function dutyStates(db: Queryable) {
  return {
    open: db`and j.met_on is null and j.duty_ended_on is null and j.due_on is not null`,
    'no-clock': db`and j.met_on is null and j.duty_ended_on is null and j.due_on is null`,
    'met-in-time': db`and j.met_on is not null and (j.due_on is null or j.met_on <= j.due_on)`,
    'met-late': db`and j.met_on > j.due_on`,
    ended: db`and j.met_on is null and j.duty_ended_on is not null`,
  } as const satisfies Record<DutyCount['state'], unknown>
}

function dutyCondition(db: Queryable, duty: string) {
  const states = dutyStates(db)
  const found = Object.entries(states).find(([state]) => state === duty)
  return found === undefined ? db`and false` : found[1]
}

/**
 * The health of a duty as ranges of its dates, which their indexes answer: the same as `dutyHealth` (src/domain/duty.ts).
 * Where the counters have none whose clock has not started, all others are not looked through for them.
 */
function healthCondition(db: Queryable, filter: MeterFilter) {
  const { health = '', on, supplier, cohort } = filter
  if (on === undefined) return db``
  const { today, soonUntil } = on
  const due = dueOf(db, filter)
  const { open, ...ended } = dutyStates(db)
  const ranges: Readonly<Record<DutyHealth, ReturnType<typeof scopeConditions>>> = {
    overdue: db`${open} and ${due} < ${today}`,
    'due-soon': db`${open} and ${due} between ${today} and ${soonUntil}`,
    'on-track': db`${open} and ${due} > ${soonUntil} and j.clock_starts_on <= ${today}`,
    'not-started': db`${open} and ${due} > ${soonUntil} and (j.clock_starts_on is null or j.clock_starts_on > ${today})
      and exists (
        select from duty_count d where d.state = 'open' and d.starts_on > ${today}
          ${is(db, 'd.supplier_id', supplier)} ${is(db, 'd.cohort_id', cohort)} having sum(d.n) > 0)`,
    ...ended,
  }
  return isHealth(health) ? ranges[health] : db`and false`
}

function isHealth(word: string): word is DutyHealth {
  return healths.some((health) => health === word)
}

const ofCases = ['owner', 'referral', 'reference'] as const

/** Whether a filter asks for what people did about the failure, or standstill, at which the meter stands now. */
function hasCases(filter: MeterFilter): boolean {
  return ofCases.some((column) => filter[column] !== undefined)
}

/** That `failure_case c` is of where `journey j` stands now. */
const isPresent = (db: Queryable) => db`c.journey_id = j.journey_id and c.since = coalesce(j.failed_at, j.stage_since)`

/** Those on the case, `failure_case c`. */
function caseConditions(db: Queryable, filter: MeterFilter) {
  return db`
    ${is(db, 'c.supplier_id', filter.supplier)} ${is(db, 'c.cohort_id', filter.cohort)}
    ${ofCases.map((column) => is(db, `c.${column}`, filter[column]))}`
}
