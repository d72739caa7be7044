import type { EpochMs, IsoDate, JourneyId } from '../../domain/brands.js'
import type { JourneyState } from '../../domain/journey/view.js'
import type { Queryable } from '../database.js'
import { loadSteps, viewOf } from '../journey/load-steps.js'
import type { JourneyView } from '../../domain/journey/view.js'

export interface EvidenceLine {
  readonly at: EpochMs
  readonly kind: string
  readonly from_stage: string | null
  readonly to_stage: string | null
  readonly code: string | null
  readonly cause: string
  readonly actor: string
  readonly policy: string | null
  readonly programme_version: number
  readonly detail: Readonly<Record<string, unknown>> | null
}

export interface AttemptLine {
  readonly number: number
  readonly submission_id: string
  readonly claimed_at: EpochMs
  readonly landed_at: EpochMs | null
  readonly result: string | null
  readonly code: string | null
  readonly cost_pence: number
}

export interface DutyDateLine {
  readonly recorded_at: EpochMs
  readonly clock_starts_on: IsoDate | null
  readonly due_on: IsoDate | null
  readonly policy: string | null
  readonly cause: string
}

export interface ExceptionLine {
  readonly code: string
  readonly field: string
  readonly registered: string | null
  readonly reported: string | null
  readonly owner: string
  readonly opened_at: EpochMs
  readonly closed_at: EpochMs | null
}

/** All the register knows of one meter. */
export interface MeterStory {
  readonly view: JourneyView
  readonly state: JourneyState
  readonly standing: string | null
  readonly evidence: readonly EvidenceLine[]
  readonly attempts: readonly AttemptLine[]
  readonly dutyDates: readonly DutyDateLine[]
  readonly exceptions: readonly ExceptionLine[]
  readonly wait: { readonly kind: string; readonly key: string; readonly since: EpochMs } | null
}

/** Reads one meter's story; null if there is no such journey. */
export async function readStory(tx: Queryable, journeyId: JourneyId): Promise<MeterStory | null> {
  const loaded = await loadSteps(tx, [journeyId], { lock: false })
  const row = loaded.members.get(journeyId)
  if (row === undefined) return null
  const view = viewOf(loaded, row)
  const [evidence, attempts, dutyDates, exceptions, [wait]] = await Promise.all([
    tx<EvidenceLine[]>`
      select at, kind, from_stage, to_stage, code, cause, actor, policy, programme_version, detail
      from evidence where journey_id = ${journeyId} order by evidence_id`,
    tx<AttemptLine[]>`
      select number, submission_id, claimed_at, landed_at, result, code, cost_pence from attempt where journey_id = ${journeyId} order by number`,
    tx<DutyDateLine[]>`
      select recorded_at, clock_starts_on, due_on, policy, cause from duty_date where journey_id = ${journeyId} order by recorded_at`,
    tx<ExceptionLine[]>`
      select code, field, registered, reported, owner, opened_at, closed_at
      from inventory_exception where journey_id = ${journeyId} order by opened_at, code`,
    tx<{ kind: string; key: string; since: EpochMs }[]>`select kind, key, since from wait where journey_id = ${journeyId}`,
  ])
  return { view, state: view.state, standing: row.standing, evidence, attempts, dutyDates, exceptions, wait: wait ?? null }
}
