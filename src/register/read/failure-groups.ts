import type { EpochMs, IsoDate } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { scopeConditions, type FleetScope } from './scope.js'

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

/** Open failures of one cause. */
export interface FailureGroup extends FailureCause {
  readonly meters: number
  /** Of these: to be tried again by themselves. */
  readonly retrying: number
  /** Of these: waiting for somebody. */
  readonly needAction: number
  readonly firstAt: EpochMs
  readonly lastAt: EpochMs
  readonly dueSoon: number
}

const firmwareIs = (db: Queryable, column: string, firmware: string | undefined) =>
  firmware === undefined ? db`` : db`and ${db(column)} = ${firmware}`

/**
 * Open failures by cause, most meters first: read from one partial index, so that neither enrolled nor waiting meters cost
 * anything.
 * @param soonUntil last day that counts as due soon; a duty overdue counts too
 */
export async function readFailureGroups(
  db: Queryable,
  scope: FailureScope,
  soonUntil: IsoDate,
): Promise<readonly FailureGroup[]> {
  return db<FailureGroup[]>`
    select j.failure_code as failure, j.cohort_id as cohort, j.lane_id as lane, j.failure_firmware as firmware,
           count(*) as meters,
           count(*) filter (where j.stage = 'retry') as retrying, count(*) filter (where j.stage = 'needs-action') as "needAction",
           min(j.failed_at) as "firstAt", max(j.failed_at) as "lastAt",
           count(*) filter (where j.due_on <= ${soonUntil}) as "dueSoon"
    from journey j
    where j.stage in ('retry', 'needs-action') and j.failure_code is not null ${scopeConditions(db, 'j', scope)}
      ${scope.failure === undefined ? db`` : db`and j.failure_code = ${scope.failure}`}
      ${firmwareIs(db, 'j.failure_firmware', scope.firmware)}
    group by j.failure_code, j.cohort_id, j.lane_id, j.failure_firmware
    order by meters desc, j.failure_code, j.cohort_id, j.lane_id, j.failure_firmware`
}

/** Failures of one cause on one day. */
export interface FailureDay extends FailureCause {
  readonly day: IsoDate
  readonly failures: number
}

/** Failures by cause and day since a day, from the counters; only days on which there were any. */
export async function readFailureDays(
  db: Queryable,
  scope: FailureScope,
  since: IsoDate,
): Promise<readonly FailureDay[]> {
  return db<FailureDay[]>`
    select f.code as failure, nullif(f.cohort_id, '') as cohort, nullif(f.lane_id, '') as lane,
           nullif(f.firmware, '') as firmware, f.day, sum(f.n)::bigint as failures
    from failure_day f
    where f.day >= ${since} ${scopeConditions(db, 'f', scope)}
      ${scope.failure === undefined ? db`` : db`and f.code = ${scope.failure}`} ${firmwareIs(db, 'f.firmware', scope.firmware)}
    group by f.code, f.cohort_id, f.lane_id, f.firmware, f.day
    having sum(f.n) > 0`
}

/** What has been done about the open failures of one cause. */
export interface FailureCases extends FailureCause {
  readonly fixed: number
  readonly proposed: number
  readonly referred: number
  readonly answered: number
}

/** What has been done about open failures, by cause. */
export async function readFailureCases(db: Queryable, scope: FailureScope): Promise<readonly FailureCases[]> {
  return db<FailureCases[]>`
    select j.failure_code as failure, j.cohort_id as cohort, j.lane_id as lane, j.failure_firmware as firmware,
           count(c.fixed_at) as fixed, count(*) filter (where c.referral = 'proposed') as proposed,
           count(*) filter (where c.referral = 'referred') as referred, count(*) filter (where c.referral = 'answered') as answered
    from failure_case c join journey j on j.journey_id = c.journey_id and j.failed_at = c.since
    where j.stage in ('retry', 'needs-action') and j.failure_code is not null ${scopeConditions(db, 'j', scope)}
      ${scope.failure === undefined ? db`` : db`and j.failure_code = ${scope.failure}`}
      ${firmwareIs(db, 'j.failure_firmware', scope.firmware)}
    group by j.failure_code, j.cohort_id, j.lane_id, j.failure_firmware`
}
