import type { Queryable } from '../database.js'
import { givenConditions, meterConditions, type MeterFilter } from './meter-filter.js'
import { readStageCounts } from './stage-counts.js'

/** How many meters a filter has. */
export interface MeterCount {
  readonly meters: number
  /** False: there are more than `meters`, which is as far as they were counted. */
  readonly exact: boolean
}

/** Up to here meters are counted one by one; a count that must be exact is that of a dry run. */
const countedSingly = 10_000
const ofCounters: readonly string[] = ['supplier', 'cohort', 'lane', 'stage', 'standing', 'code']

/**
 * Counts the meters of a filter: from the counters where they know all of its conditions, else one by one up to a limit,
 * so that the cost does not depend on the number of meters.
 */
export async function countMeters(db: Queryable, filter: MeterFilter): Promise<MeterCount> {
  if (Object.keys(givenConditions(filter)).every((name) => ofCounters.includes(name))) {
    const { stage, standing, code } = filter
    const rows = await readStageCounts(db, filter)
    const meters = rows
      .filter(
        (row) =>
          (stage === undefined || row.stage === stage) &&
          (standing === undefined || row.standing === standing) &&
          (code === undefined || row.code === code),
      )
      .reduce((total, { n }) => total + n, 0)
    return { meters, exact: true }
  }
  const [row] = await db<{ n: number }[]>`
    select count(*)::int as n from (
      select from journey j join meter m using (journey_id)
      where true ${meterConditions(db, filter)} limit ${countedSingly + 1}) found`
  const n = row?.n ?? 0
  return { meters: Math.min(n, countedSingly), exact: n <= countedSingly }
}
