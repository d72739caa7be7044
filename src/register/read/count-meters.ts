import type { IsoDate } from '../../domain/brands.js'
import { addDays } from '../../domain/calendar.js'
import type { Queryable } from '../database.js'
import { healthOf, readDutyCounts, type DueRange, type DutyCount } from './duty-counts.js'
import { deviceConditions, givenConditions, journeysBeyond, type MeterFilter } from './meter-filter.js'
import { is, scopeConditions } from './scope.js'

/** How many meters a filter has. */
export interface MeterCount {
  readonly meters: number
  /** False: there may be more than `meters`, which is as far as they were counted. */
  readonly exact: boolean
}

/** So many meters are looked at one by one; a count that must be exact is that of a dry run. */
const lookedAt = 500
const ofStages: readonly string[] = ['supplier', 'cohort', 'lane', 'stage', 'standing', 'code']
const ofDuties: readonly string[] = ['supplier', 'cohort', 'duty', 'health', 'dueFrom', 'dueBefore']
const ofDevices: readonly string[] = ['fuel', 'paymentMode', 'service', 'firmware']
const ofFailures: readonly string[] = ['supplier', 'cohort', 'lane', 'stage', 'failure', 'openFailure']

/**
 * Counts the meters of a filter: from the counters where one of them knows all of its conditions, else one by one up to a
 * limit, so that the cost does not depend on the number of meters.
 */
export async function countMeters(db: Queryable, filter: MeterFilter): Promise<MeterCount> {
  const given = Object.keys(givenConditions(filter))
  const within = (known: readonly string[]): boolean => given.every((name) => known.includes(name))
  if (within(ofStages)) {
    const { stage, standing, code } = filter
    return exactly(
      await db<Sum[]>`
      select sum(n)::bigint as n from stage_count c
      where true ${scopeConditions(db, 'c', filter)} ${is(db, 'stage', stage)} ${is(db, 'standing', standing)} ${is(db, 'code', code)}`,
    )
  }
  if (within(ofDuties)) {
    const rows = await readDutyCounts(
      db,
      filter,
      dueRange(filter),
      filter.on === undefined ? null : { ...filter.on, due: 'month' },
    )
    return { meters: rows.filter((row) => isMeant(row, filter)).reduce((total, { n }) => total + n, 0), exact: true }
  }
  if (within(ofFailures) && isOpenFailure(filter)) {
    const { stage, failure } = filter
    return exactly(
      await db<Sum[]>`
      select sum(n)::bigint as n from failure_count c
      where true ${scopeConditions(db, 'c', filter)} ${is(db, 'stage', stage)} ${is(db, 'failure', failure)}`,
    )
  }
  const { from, where } = journeysBeyond(db, filter, 0)
  const ofDevice = given.some((name) => ofDevices.includes(name))
  const [row] = await db<{ found: number; seen: number }[]>`
    select count(*) filter (where true ${deviceConditions(db, filter)})::int as found, count(*)::int as seen
    from (select j.journey_id from ${from} where ${where} limit ${lookedAt}) chosen
    ${ofDevice ? db`join meter m using (journey_id)` : db``}`
  return { meters: row?.found ?? 0, exact: (row?.seen ?? 0) < lookedAt }
}

/** Within which days the duties of a filter fall due, as far as its dates and health say so. */
function dueRange({ dueFrom, dueBefore, health, on }: MeterFilter): DueRange {
  const after = on === undefined ? undefined : addDays(on.soonUntil, 1)
  const ofHealth: Readonly<Record<string, DueRange>> = {
    overdue: { before: on?.today },
    'due-soon': { from: on?.today, before: after },
    'on-track': { from: after },
  }
  const { from, before } = ofHealth[health ?? ''] ?? {}
  return { from: latest(dueFrom, from), before: earliest(dueBefore, before) }
}

const latest = (a?: IsoDate, b?: IsoDate) => (a === undefined || (b !== undefined && b > a) ? b : a)
const earliest = (a?: IsoDate, b?: IsoDate) => (a === undefined || (b !== undefined && b < a) ? b : a)

interface Sum {
  readonly n: number | null
}

function exactly([row]: readonly Sum[]): MeterCount {
  return { meters: row?.n ?? 0, exact: true }
}

/** Whether all meters of the filter stand where their last failure put them. */
function isOpenFailure({ stage, failure, openFailure }: MeterFilter): boolean {
  return openFailure === true || (failure !== undefined && (stage === 'retry' || stage === 'needs-action'))
}

/** Whether the counted duties are those of a filter by dates, state and health. */
function isMeant(count: DutyCount, { duty, health, on, dueFrom, dueBefore }: MeterFilter): boolean {
  const { state, dueOn } = count
  if (duty !== undefined && duty !== state) return false
  if (dueFrom !== undefined && (dueOn === null || dueOn < dueFrom)) return false
  if (dueBefore !== undefined && (dueOn === null || dueOn >= dueBefore)) return false
  if (health === undefined || on === undefined) return true
  return health === healthOf(count, on)
}
