import { londonDate } from '../domain/calendar.js'
import type { EpochMs } from '../domain/brands.js'
import { policyOn } from '../domain/duty.js'
import { describeDiff } from '../programme/describe-diff.js'
import { diffProgrammes } from '../programme/diff.js'
import type { Database } from '../register/database.js'
import { changedCombinations } from '../register/combinations.js'
import { redatedDuties } from '../register/duty/redate.js'
import { toJson } from '../register/json.js'
import { createProgrammeStore, findInForce } from '../register/programme/store.js'
import { readProgrammeFolder } from './apply-programme.js'

/** What applying a programme would do. */
export interface ProgrammePreview {
  readonly changes: readonly string[]
  /** Meters whose combination the programme speaks of differently. */
  readonly concerned: number
  /** Of these, the ones that wait or stand ready and would be told. */
  readonly woken: number
  /** Whose dates would move, by supplier. */
  readonly dates: readonly MovedDates[]
}

export interface MovedDates {
  readonly supplier_id: string
  readonly earlier: number
  readonly later: number
  readonly started: number
  readonly stopped: number
}

/** The dry run of `applyProgramme`: what changes, for how many meters, and whose dates move. Nothing is written. */
export async function previewProgramme(db: Database, folder: string, now: EpochMs): Promise<ProgrammePreview> {
  const next = await readProgrammeFolder(folder, now)
  const before = await findInForce(db, createProgrammeStore())
  const changes = describeDiff(diffProgrammes(before?.programme ?? null, next.programme))
  const today = londonDate(now)
  const policy = policyOn(next.programme.policies, today)
  return db.begin('read only', async (tx) => {
    const changed = await changedCombinations(tx, next.programme, today, 'all')
    const clocks = tx`(
      select c.combination_id, case when x.combination_id is null then c.clock_on else x.clock_on end as clock_on
      from combination c
      left join jsonb_to_recordset(${tx.json(toJson(changed.map((each) => ({ combination_id: each.combinationId, clock_on: each.clockOn }))))})
        as x(combination_id bigint, clock_on date) using (combination_id))`
    const [counted] = await tx<{ concerned: number; woken: number }[]>`
      select count(*) as concerned,
             count(*) filter (where w.kind in ('cohort', 'combination', 'cpl') or j.stage = 'migration' and j.standing <> 'in-flight') as woken
      from journey j join installation i on i.installation_id = j.installation_id left join wait w on w.journey_id = j.journey_id
      where i.combination_id = any(${changed.map(({ combinationId }) => combinationId)}::bigint[])`
    const dates =
      policy === null
        ? []
        : await tx<MovedDates[]>`
          select j.supplier_id, count(*) filter (where new_due < old_due) as earlier, count(*) filter (where new_due > old_due) as later,
                 count(*) filter (where old_due is null and new_due is not null) as started,
                 count(*) filter (where old_due is not null and new_due is null) as stopped
          from (${redatedDuties(tx, policy, today, clocks)}) moved join journey j using (journey_id)
          where new_due is distinct from old_due group by j.supplier_id order by j.supplier_id`
    return { changes, concerned: counted?.concerned ?? 0, woken: counted?.woken ?? 0, dates: [...dates] }
  })
}
