import { daysBetween } from '../../domain/calendar.js'
import { dutyHealth } from '../../domain/duty.js'
import type { Queryable } from '../database.js'
import { readDutyCounts, type DutyCount } from './duty-counts.js'
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
const ofStages: readonly string[] = ['supplier', 'cohort', 'lane', 'stage', 'standing', 'code']
const ofDuties: readonly string[] = ['supplier', 'cohort', 'duty', 'health', 'dueFrom', 'dueBefore']

/**
 * Counts the meters of a filter: from the counters where they know all of its conditions, else one by one up to a limit,
 * so that the cost does not depend on the number of meters.
 */
export async function countMeters(db: Queryable, filter: MeterFilter): Promise<MeterCount> {
  const names = Object.keys(givenConditions(filter))
  if (names.every((name) => ofStages.includes(name))) {
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
  if (names.every((name) => ofDuties.includes(name))) {
    const rows = await readDutyCounts(db, filter)
    const meters = rows.filter((row) => isMeant(row, filter)).reduce((total, { n }) => total + n, 0)
    return { meters, exact: true }
  }
  const [row] = await db<{ n: number }[]>`
    select count(*)::int as n from (
      select from journey j join meter m using (journey_id)
      where true ${meterConditions(db, filter)} limit ${countedSingly + 1}) found`
  const n = row?.n ?? 0
  return { meters: Math.min(n, countedSingly), exact: n <= countedSingly }
}

/** Whether the counted duties are those of a filter by dates, state and health. */
function isMeant(
  { state, startsOn, dueOn }: DutyCount,
  { duty, health, on, dueFrom, dueBefore }: MeterFilter,
): boolean {
  if (duty !== undefined && duty !== state) return false
  if (dueFrom !== undefined && (dueOn === null || dueOn < dueFrom)) return false
  if (dueBefore !== undefined && (dueOn === null || dueOn >= dueBefore)) return false
  if (health === undefined || on === undefined) return true
  const { today, soonUntil } = on
  const dates = { startsOn, dueOn, metOn: null, endedOn: null }
  return (
    health === (state === 'open' ? dutyHealth(dates, today, { dueSoonDays: daysBetween(today, soonUntil) }) : state)
  )
}
