import type { EpochMs, IsoDate } from '../../domain/brands.js'
import type { FailureSpan } from '../../domain/failure-trend.js'
import type { Queryable } from '../database.js'
import { readFailureDays } from './failure-days.js'
import { is, ofAllSuppliers, orEmpty, scopeConditions, type FleetScope } from './scope.js'

/** Which open failures are meant. */
export interface FailureScope extends FleetScope {
  readonly failure?: string | undefined
  readonly firmware?: string | undefined
}

/** What tells one cause of failures from another. */
export interface FailureCause {
  readonly failure: string
  readonly cohort: string | null
  readonly lane: string | null
  /** Firmware of the meter. */
  readonly firmware: string | null
}

/** Open failures of one cause, and what has been done about them. */
export interface FailureGroup extends FailureCause {
  readonly meters: number
  /** Of these: to be tried again by themselves. */
  readonly retrying: number
  /** Of these: waiting for somebody. */
  readonly needAction: number
  readonly firstAt: EpochMs
  readonly lastAt: EpochMs
  readonly dueSoon: number
  readonly fixed: number
  readonly proposed: number
  readonly referred: number
  readonly answered: number
  /** Failures of this cause on each day of the span, open or not. */
  readonly days: readonly number[]
}

/**
 * Open failures by cause, most meters first, from their counters. How many are due, the first, the last and those of each day are as they
 * were counted within the last two minutes (`countCauses`); what was not is found now, by one look at an index for each cause.
 * @param span last day that counts as due soon (a duty overdue counts too), and the days
 */
export async function readFailureGroups(
  db: Queryable,
  scope: FailureScope,
  span: FailureSpan,
): Promise<readonly FailureGroup[]> {
  const counted = await readCountedGroups(db, scope, span)
  const known = counted.filter((group) => !isNotKnown(group))
  if (known.length === counted.length) return known
  const [looked, failed] = await Promise.all([
    lookAtCauses(db, scope, span.soonUntil, counted.filter(isNotKnown)),
    readFailureDays(db, scope, span.days),
  ])
  const foundOf = new Map(looked.map((each) => [causeKey(each), each]))
  const daysOf = new Map(failed.map((each) => [causeKey(each), each.days]))
  return counted.flatMap((group) => {
    if (!isNotKnown(group)) return [group]
    const found = foundOf.get(causeKey(group))
    if (found === undefined) return []
    const days = daysOf.get(causeKey(group)) ?? span.days.map(() => 0)
    return [{ ...group, ...found, dueSoon: Math.min(found.dueSoon, group.meters), days }]
  })
}

const causeKey = ({ failure, cohort, lane, firmware }: FailureCause): string =>
  [failure, cohort, lane, firmware].join('\n')

interface CauseDates {
  readonly firstAt: EpochMs
  readonly lastAt: EpochMs
  readonly dueSoon: number
}

/** A group of which nobody has counted the dates and the days lately. */
type NotKnown = Omit<FailureGroup, keyof CauseDates | 'days'> & Readonly<Record<keyof CauseDates | 'days', null>>

const isNotKnown = (group: FailureGroup | NotKnown): group is NotKnown => group.firstAt === null

/** Groups from the counters alone: to plan how journeys would be looked at takes longer than to read these. */
async function readCountedGroups(db: Queryable, scope: FailureScope, { soonUntil, days }: FailureSpan) {
  const columns = ['cohort_id', 'lane_id', 'failure', 'firmware', 'stage', 'fixed', 'referral', 'n']
  const counter =
    scope.supplier === undefined ? ofAllSuppliers(db, 'failure_total', 'failure_count', columns) : db`failure_count`
  const ofScope = (alias: string) => db`
    ${scopeConditions(db, alias, scope)} ${is(db, `${alias}.failure`, scope.failure)} ${is(db, `${alias}.firmware`, scope.firmware)}`
  return db<(FailureGroup | NotKnown)[]>`
    with causes as materialized (
      select c.failure, c.cohort_id, c.lane_id, c.firmware, sum(n)::bigint as meters,
             coalesce(sum(n) filter (where stage = 'retry'), 0)::bigint as retrying,
             coalesce(sum(n) filter (where stage = 'needs-action'), 0)::bigint as need_action,
             coalesce(sum(n) filter (where fixed), 0)::bigint as fixed,
             coalesce(sum(n) filter (where referral = 'proposed'), 0)::bigint as proposed,
             coalesce(sum(n) filter (where referral = 'referred'), 0)::bigint as referred,
             coalesce(sum(n) filter (where referral = 'answered'), 0)::bigint as answered
      from ${counter} c where true ${ofScope('c')}
      group by 1, 2, 3, 4 having sum(n) > 0
    ), known as materialized (
      select k.failure, k.cohort_id, k.lane_id, k.firmware, k.due, k.first_at, k.last_at, k.days
      from failure_cause k
      where (select exists (select from failure_causes_counted
                            where until = ${soonUntil} and days = ${[...days]}::date[] and at > now() - interval '2 minutes'))
        ${scope.supplier === undefined ? db`and k.supplier_id = ''` : db``} ${ofScope('k')}
    )
    select c.failure, nullif(c.cohort_id, '') as cohort, nullif(c.lane_id, '') as lane, nullif(c.firmware, '') as firmware, c.meters,
           c.retrying, c.need_action as "needAction", k.first_at as "firstAt", k.last_at as "lastAt",
           case when k.due is not null then least(k.due, c.meters) end as "dueSoon", c.fixed, c.proposed, c.referred, c.answered,
           k.days
    from causes c left join known k on k.failure = c.failure and k.cohort_id = c.cohort_id and k.lane_id = c.lane_id and k.firmware = c.firmware
    order by c.meters desc, c.failure, cohort, lane, firmware`
}

/** Finds the dates of causes, and how many of each are due by a day; a cause that is gone meanwhile is left out. */
async function lookAtCauses(
  db: Queryable,
  scope: FleetScope,
  soonUntil: IsoDate,
  causes: readonly FailureCause[],
): Promise<readonly (FailureCause & CauseDates)[]> {
  if (causes.length === 0) return []
  const open = db`
    j.stage in ('retry', 'needs-action') and j.failure_code is not null
    and j.failure_code = c.failure and ${orEmpty(db, 'j.cohort_id')} = c.cohort and ${orEmpty(db, 'j.lane_id')} = c.lane
    and ${orEmpty(db, 'j.failure_firmware')} = c.firmware ${scopeConditions(db, 'j', scope)}`
  const asked = causes.map(({ failure, cohort, lane, firmware }) => ({
    failure,
    cohort: cohort ?? '',
    lane: lane ?? '',
    firmware: firmware ?? '',
  }))
  const looked = await db<(FailureCause & CauseDates)[]>`
    select c.failure, nullif(c.cohort, '') as cohort, nullif(c.lane, '') as lane, nullif(c.firmware, '') as firmware,
           (select j.failed_at from journey j where ${open} order by j.failed_at limit 1) as "firstAt",
           (select j.failed_at from journey j where ${open} and j.failed_at is not null order by j.failed_at desc limit 1) as "lastAt",
           (select count(*) from journey j where ${open} and j.due_on <= ${soonUntil}) as "dueSoon"
    from jsonb_to_recordset(${db.json(asked)}) as c (failure text, cohort text, lane text, firmware text)`
  return looked.filter(({ firstAt }) => firstAt !== null)
}
