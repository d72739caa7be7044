import type { EpochMs, IsoDate } from '../domain/brands.js'
import { londonDate } from '../domain/calendar.js'
import { policyOn } from '../domain/duty.js'
import type { Programme } from '../domain/programme.js'
import { describeDiff } from '../programme/describe-diff.js'
import { diffProgrammes } from '../programme/diff.js'
import { changedCombinations, type AssessedCombination } from '../register/combinations.js'
import type { Database, Queryable } from '../register/database.js'
import { redatedDuties } from '../register/duty/redate.js'
import { onceInTransaction } from '../runtime/once-in-transaction.js'
import { toJson } from '../register/json.js'
import { createProgrammeStore, findInForce } from '../register/programme/store.js'
import { readProgrammeFolder, type ReadProgramme } from './apply-programme.js'

/** What applying a programme would do. */
export interface ProgrammePreview {
  /** False: the same files are in force already. */
  readonly changed: boolean
  /** What changes, as lines for people. */
  readonly changes: readonly string[]
  /** Meters whose combination the programme speaks of differently. */
  readonly concerned: number
  /** Meters that wait or stand ready and would be told. */
  readonly woken: number
  /** Whose dates would move, by supplier, today. */
  readonly dates: readonly MovedDates[]
  /** The same on each later day on which a policy takes effect, if all else stays as it is. */
  readonly later: readonly { readonly on: IsoDate; readonly policy: string; readonly dates: readonly MovedDates[] }[]
}

/** How many meters of one supplier get another due date. */
export interface MovedDates {
  readonly supplier: string
  readonly earlier: number
  readonly later: number
  /** Had no date, and get one. */
  readonly started: number
  /** Had a date, and have none any more. */
  readonly stopped: number
}

/** The dry run of `applyProgramme`: what changes, for how many meters, and whose dates move. Nothing is written. */
export async function previewProgramme(db: Database, folder: string, now: EpochMs): Promise<ProgrammePreview> {
  return previewReadProgramme(db, await readProgrammeFolder(folder, now), now)
}

/** The dry run of a programme that was read before. */
export async function previewReadProgramme(db: Database, next: ReadProgramme, now: EpochMs): Promise<ProgrammePreview> {
  const before = await findInForce(db, createProgrammeStore())
  const today = londonDate(now)
  const preview = async (tx: Queryable): Promise<ProgrammePreview> => {
    const changed = await changedCombinations(tx, next.programme, today, 'all')
    const laterPolicies = next.programme.policies.filter(({ effectiveFrom }) => effectiveFrom > today)
    const later: { on: IsoDate; policy: string; dates: readonly MovedDates[] }[] = []
    for (const { id, effectiveFrom } of laterPolicies) {
      const then = await changedCombinations(tx, next.programme, effectiveFrom, 'all')
      later.push({ on: effectiveFrom, policy: id, dates: await movedDates(tx, next.programme, effectiveFrom, then) })
    }
    return {
      changed: before?.digest !== next.digest,
      changes: describeDiff(diffProgrammes(before?.programme ?? null, next.programme)),
      ...(await countConcerned(tx, next.programme, changed)),
      dates: await movedDates(tx, next.programme, today, changed),
      later,
    }
  }
  return onceInTransaction(db, preview, 'isolation level repeatable read read only')
}

/** The meters that `wakeConcerned` would tell (src/register/programme/change.ts), counted. */
async function countConcerned(
  tx: Queryable,
  programme: Programme,
  changed: readonly AssessedCombination[],
): Promise<{ readonly concerned: number; readonly woken: number }> {
  const standing = programme.switches.standingAuthorisation
    ? programme.suppliers.filter(({ standingAuthorisation }) => standingAuthorisation).map(({ id }) => id)
    : []
  const [counted] = await tx<{ concerned: number; woken: number }[]>`
    select count(*) filter (where touched) as concerned,
           count(*) filter (where touched and (w.kind in ('cohort', 'combination', 'cpl') or j.stage = 'migration' and j.standing <> 'in-flight')
                               or w.kind = 'authorisation' and w.key = any(${standing}::text[])) as woken
    from journey j
    join installation i on i.installation_id = j.installation_id
    left join wait w on w.journey_id = j.journey_id
    cross join lateral (select i.combination_id = any(${changed.map(({ combinationId }) => combinationId)}::bigint[]) as touched) c
    where touched or w.kind = 'authorisation'`
  return counted ?? { concerned: 0, woken: 0 }
}

/** Due dates that would move under the policy in force on a day, with the clocks that the programme gives on that day. */
async function movedDates(
  tx: Queryable,
  programme: Programme,
  on: IsoDate,
  changed: readonly AssessedCombination[],
): Promise<readonly MovedDates[]> {
  const policy = policyOn(programme.policies, on)
  if (policy === null) return []
  const rows = changed.map(({ combinationId, clockOn }) => ({ combination_id: combinationId, clock_on: clockOn }))
  const clocks = tx`(
    select c.combination_id, case when x.combination_id is null then c.clock_on else x.clock_on end as clock_on
    from combination c
    left join jsonb_to_recordset(${tx.json(toJson(rows))}) as x(combination_id bigint, clock_on date) using (combination_id))`
  return [
    ...(await tx<MovedDates[]>`
      select j.supplier_id as supplier,
             count(*) filter (where new_due < old_due) as earlier, count(*) filter (where new_due > old_due) as later,
             count(*) filter (where old_due is null) as started, count(*) filter (where new_due is null) as stopped
      from (${redatedDuties(tx, policy, on, clocks)}) moved join journey j using (journey_id)
      where new_due is distinct from old_due group by j.supplier_id order by j.supplier_id`),
  ]
}
