import type { EpochMs, IsoDate } from '../../domain/brands.js'
import type { Queryable } from '../database.js'

/** Failures of one cause: the same code, cohort and lane. */
export interface FailureGroup {
  readonly failure_code: string
  readonly cohort_id: string | null
  readonly lane_id: string | null
  readonly meters: number
  readonly waiting_retry: number
  readonly needs_action: number
  readonly first_at: EpochMs
  readonly last_at: EpochMs
  readonly due_soon: number
}

/** Open failures by cause, most meters first. `soon`: due by this day counts as due soon. */
export async function failureGroups(db: Queryable, options: { readonly supplier: string | undefined; readonly soon: IsoDate }): Promise<readonly FailureGroup[]> {
  return db<FailureGroup[]>`
    select failure_code, cohort_id, lane_id, count(*) as meters, count(*) filter (where stage = 'retry') as waiting_retry,
           count(*) filter (where stage = 'needs-action') as needs_action, min(failed_at) as first_at, max(failed_at) as last_at,
           count(*) filter (where due_on <= ${options.soon}) as due_soon
    from journey
    where stage in ('retry', 'needs-action') and failure_code is not null
      ${options.supplier === undefined ? db`` : db`and supplier_id = ${options.supplier}`}
    group by failure_code, cohort_id, lane_id order by meters desc, failure_code`
}

/** Inventory exceptions of one kind. */
export interface ExceptionGroup {
  readonly code: string
  readonly owner: string
  readonly meters: number
  readonly oldest_at: EpochMs
}

export async function exceptionGroups(db: Queryable, supplier: string | undefined): Promise<readonly ExceptionGroup[]> {
  return db<ExceptionGroup[]>`
    select e.code, e.owner, count(distinct e.journey_id) as meters, min(e.opened_at) as oldest_at
    from inventory_exception e ${supplier === undefined ? db`` : db`join journey j on j.journey_id = e.journey_id and j.supplier_id = ${supplier}`}
    where e.closed_at is null group by e.code, e.owner order by meters desc, e.code`
}

/** Duties of one supplier, state and date, from the counters. */
export interface DutyGroup {
  readonly supplier_id: string
  readonly state: string
  readonly starts_on: IsoDate | null
  readonly due_on: IsoDate | null
  readonly n: number
}

export async function dutyGroups(db: Queryable, supplier: string | undefined): Promise<readonly DutyGroup[]> {
  return db<DutyGroup[]>`
    select supplier_id, state, nullif(starts_on, 'infinity')::text as starts_on, nullif(due_on, 'infinity')::text as due_on, sum(n)::bigint as n
    from duty_count where true ${supplier === undefined ? db`` : db`and supplier_id = ${supplier}`}
    group by supplier_id, state, starts_on, due_on having sum(n) <> 0 order by due_on nulls last, supplier_id`
}

/** How fast meters were enrolled of late, and who waits longest. */
export interface Pace {
  readonly enrolled_last_minute: number
  readonly enrolled_last_hour: number
  readonly attempts_last_hour: number
  readonly failures_last_hour: number
}

export async function pace(db: Queryable, now: EpochMs): Promise<Pace> {
  const [row] = await db<Pace[]>`
    select count(*) filter (where result = 'commissioned' and landed_at > ${now - 60_000}) as enrolled_last_minute,
           count(*) filter (where result = 'commissioned') as enrolled_last_hour,
           count(*) as attempts_last_hour, count(*) filter (where result = 'failed') as failures_last_hour
    from attempt where landed_at > ${now - 3_600_000}`
  return row ?? { enrolled_last_minute: 0, enrolled_last_hour: 0, attempts_last_hour: 0, failures_last_hour: 0 }
}

export interface OldestWait {
  readonly stage: string
  readonly code: string | null
  readonly meters: number
  readonly oldest_since: EpochMs
}

/** Why open meters stand still, longest first. */
export async function oldestWaits(db: Queryable, supplier: string | undefined): Promise<readonly OldestWait[]> {
  return db<OldestWait[]>`
    select stage, code, count(*) as meters, min(stage_since) as oldest_since from journey
    where stage in ('blocked', 'waiting', 'needs-action', 'replacement') ${supplier === undefined ? db`` : db`and supplier_id = ${supplier}`}
    group by stage, code order by oldest_since, meters desc limit 12`
}
