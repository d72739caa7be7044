import type { Queryable } from '../database.js'
import { deviceConditions, givenConditions, journeyConditions, type MeterFilter } from './meter-filter.js'
import { scopeConditions } from './scope.js'

/** How many meters a filter has. */
export interface MeterCount {
  readonly meters: number
  /** False: there may be more than `meters`, which is as far as they were counted. */
  readonly exact: boolean
}

/** So many meters are looked at one by one; a count that must be exact is that of a dry run. */
const lookedAt = 5_000
const ofStages: readonly string[] = ['supplier', 'cohort', 'lane', 'stage', 'standing', 'code']
const ofDuties: readonly string[] = ['supplier', 'cohort', 'duty', 'dueBefore', 'dueFrom']
const ofFailures: readonly string[] = ['supplier', 'cohort', 'lane', 'stage', 'failure', 'openFailure']

/**
 * Counts the meters of a filter: from the counters where one of them knows all of its conditions, else one by one up to a
 * limit, so that the cost does not depend on the number of meters.
 */
export async function countMeters(db: Queryable, filter: MeterFilter): Promise<MeterCount> {
  const given = Object.keys(givenConditions(filter))
  const within = (known: readonly string[]): boolean => given.every((name) => known.includes(name))
  const is = (column: string, value: string | undefined) =>
    value === undefined ? db`` : db`and ${db(column)} = ${value}`
  if (within(ofStages)) {
    const { stage, standing, code } = filter
    return exactly(db`
      select sum(n)::bigint as n from stage_count c
      where true ${scopeConditions(db, 'c', filter)} ${is('stage', stage)} ${is('standing', standing)} ${is('code', code)}`)
  }
  if (within(ofDuties)) {
    const { supplier, cohort, duty, dueBefore, dueFrom } = filter
    // Without a date a duty falls due neither before a day nor from it on; its counter has the last day there is.
    return exactly(db`
      select sum(n)::bigint as n from duty_count c
      where true ${scopeConditions(db, 'c', { supplier, cohort })} ${is('state', duty)}
        ${dueBefore === undefined ? db`` : db`and due_on < ${dueBefore}`}
        ${dueFrom === undefined ? db`` : db`and due_on >= ${dueFrom} and due_on < 'infinity'`}`)
  }
  if (within(ofFailures) && isOpenFailure(filter)) {
    const { stage, failure } = filter
    return exactly(db`
      select sum(n)::bigint as n from failure_count c
      where true ${scopeConditions(db, 'c', filter)} ${is('stage', stage)} ${is('failure', failure)}`)
  }
  const [row] = await db<{ found: number; seen: number }[]>`
    select count(*) filter (where true ${deviceConditions(db, filter)})::int as found, count(*)::int as seen
    from (select j.journey_id from journey j where true ${journeyConditions(db, filter)} limit ${lookedAt}) chosen
    join meter m using (journey_id)`
  return { meters: row?.found ?? 0, exact: (row?.seen ?? 0) < lookedAt }
}

/** Whether all meters of the filter stand where their last failure put them. */
function isOpenFailure({ stage, failure, openFailure }: MeterFilter): boolean {
  return openFailure === true || (failure !== undefined && (stage === 'retry' || stage === 'needs-action'))
}

async function exactly(counted: PromiseLike<readonly unknown[]>): Promise<MeterCount> {
  const [row] = (await counted) as readonly { readonly n: number | null }[]
  return { meters: row?.n ?? 0, exact: true }
}
