import { londonDate } from '../domain/calendar.js'
import type { EpochMs } from '../domain/brands.js'
import { healthDays, healths, type DutyHealth, type HealthDays } from '../domain/duty.js'
import { groupBy } from '../domain/group-by.js'
import type { Programme } from '../domain/programme.js'
import { stages, type Stage, type Standing } from '../domain/stage.js'
import type { Queryable } from '../register/database.js'
import { healthOf, readDutyCounts, type DutyCount } from '../register/read/duty-counts.js'
import { readOldestWaits, type OldestWait } from '../register/read/oldest-waits.js'
import { readPace, type Pace } from '../register/read/pace.js'
import type { FleetScope } from '../register/read/scope.js'
import { readStageCounts, type StageCount } from '../register/read/stage-counts.js'

export type DutyTotals = Readonly<Record<DutyHealth, number>>

/** How many meters stand where, in the fleet or a part of it. */
export interface Funnel {
  readonly meters: number
  readonly stages: Readonly<Record<Stage, number>>
  /** Of the meters in migration. */
  readonly standings: Readonly<Record<Standing, number>>
  readonly codes: Readonly<Record<string, number>>
  /** Meters by stage and the code for which they stand there, most first. */
  readonly reasons: readonly { readonly stage: Stage; readonly code: string; readonly meters: number }[]
  readonly duties: DutyTotals
}

/** Where the fleet, or a part of it, stands: the funnel, how fast it goes, and who waits longest. */
export interface FleetStatus extends Funnel {
  readonly pace: Pace
  readonly oldestWaits: readonly OldestWait[]
}

const waitsShown = 12

/** Reads the funnel, the pace of late and who waits longest. */
export async function readFleetStatus(
  db: Queryable,
  programme: Programme,
  now: EpochMs,
  scope: FleetScope,
): Promise<FleetStatus> {
  const [funnel, pace, oldestWaits] = await Promise.all([
    readFunnel(db, programme, now, scope),
    readPace(db, now, scope),
    readOldestWaits(db, scope, waitsShown),
  ])
  return { ...funnel, pace, oldestWaits }
}

/**
 * Reads meters by stage, standing and code, and duties by health, from the counters: the cost does not depend on the
 * number of meters. Duties are of the supplier and cohort asked for.
 */
export async function readFunnel(
  db: Queryable,
  programme: Programme,
  now: EpochMs,
  scope: FleetScope,
): Promise<Funnel> {
  const on = healthDays(programme.policies, londonDate(now))
  const [rows, duties] = await Promise.all([
    readStageCounts(db, scope),
    readDutyCounts(db, scope, {}, { ...on, due: 'month' }),
  ])
  const sum = (pick: (row: (typeof rows)[number]) => boolean): number =>
    rows.filter(pick).reduce((total, { n }) => total + n, 0)
  const codes: Record<string, number> = {}
  for (const { code, n } of rows) if (code !== null) codes[code] = (codes[code] ?? 0) + n
  const standing = (name: Standing): number => sum((row) => row.stage === 'migration' && row.standing === name)
  return {
    meters: sum(() => true),
    stages: recordOf(stages, (stage) => sum((row) => row.stage === stage)),
    standings: { ready: standing('ready'), held: standing('held'), 'in-flight': standing('in-flight') },
    codes,
    reasons: reasonsOf(rows),
    duties: totalsOf(on, duties),
  }
}

function reasonsOf(rows: readonly StageCount[]): Funnel['reasons'] {
  const groups = groupBy(rows, ({ stage, code }) => `${stage} ${code ?? ''}`)
  return [...groups.values()]
    .flatMap(([first, ...others]) =>
      first === undefined || first.code === null
        ? []
        : [{ stage: first.stage, code: first.code, meters: others.reduce((total, { n }) => total + n, first.n) }],
    )
    .toSorted((a, b) => b.meters - a.meters)
}

/** Adds counted duties up by their health. */
export function totalsOf(on: HealthDays, counts: readonly DutyCount[]): DutyTotals {
  const totals = { ...none }
  for (const count of counts) totals[healthOf(count, on)] += count.n
  return totals
}

const none = recordOf(healths, () => 0)

function recordOf<K extends string>(keys: readonly K[], value: (key: K) => number): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, number>
}
