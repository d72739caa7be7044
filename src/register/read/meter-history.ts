import type { EpochMs, IsoDate, JourneyId } from '../../domain/brands.js'
import type { FieldChanges } from '../../domain/journey/happening.js'
import type { JourneyView } from '../../domain/journey/view.js'
import type { Stage, Standing } from '../../domain/stage.js'
import type { Queryable } from '../database.js'
import { loadSteps, viewOf } from '../journey/load-steps.js'

export interface EvidenceLine {
  readonly at: EpochMs
  readonly kind: string
  readonly fromStage: Stage | null
  readonly toStage: Stage | null
  readonly code: string | null
  readonly cause: string
  readonly actor: string
  readonly policy: string | null
  readonly programmeVersion: number
  readonly detail: Readonly<Record<string, unknown>> | null
}

export interface AttemptLine {
  readonly number: number
  readonly submissionId: string
  readonly lane: string
  readonly claimedAt: EpochMs
  readonly landedAt: EpochMs | null
  readonly result: 'commissioned' | 'failed' | null
  readonly code: string | null
  /** Why it does not count against the device's attempts; null: it counts. */
  readonly voided: string | null
  readonly costPence: number
}

export interface DutyDateLine {
  readonly recordedAt: EpochMs
  readonly startsOn: IsoDate | null
  readonly dueOn: IsoDate | null
  readonly policy: string | null
  readonly cause: string
  readonly programmeVersion: number
}

export interface CorrectionLine {
  readonly correctionId: number
  readonly source: 'person' | 'import'
  readonly changes: FieldChanges
  readonly actor: string
  readonly reason: string | null
  readonly createdAt: EpochMs
  readonly appliedAt: EpochMs | null
}

export interface ExceptionLine {
  readonly code: string
  readonly field: string
  readonly registered: string | null
  readonly reported: string | null
  readonly owner: string
  readonly openedAt: EpochMs
  readonly closedAt: EpochMs | null
}

export interface WaitLine {
  readonly kind: string
  readonly key: string
  readonly programmeVersion: number
  readonly since: EpochMs
}

/** All that the register knows of one meter, each list in the order in which it happened. */
export interface MeterHistory {
  readonly view: JourneyView
  readonly standing: Standing | null
  /** False until the first step of the journey was made. */
  readonly begun: boolean
  readonly evidence: readonly EvidenceLine[]
  readonly attempts: readonly AttemptLine[]
  readonly dutyDates: readonly DutyDateLine[]
  readonly corrections: readonly CorrectionLine[]
  readonly exceptions: readonly ExceptionLine[]
  readonly wait: WaitLine | null
}

/** Reads one meter's history, from one snapshot if the caller opened one; null if there is no such journey. */
export async function readMeterHistory(tx: Queryable, journeyId: JourneyId): Promise<MeterHistory | null> {
  const loaded = await loadSteps(tx, [journeyId], { lock: false })
  const row = loaded.members.get(journeyId)
  if (row === undefined) return null
  const [evidence, attempts, dutyDates, corrections, exceptions, [wait]] = await Promise.all([
    tx<EvidenceLine[]>`
      select at, kind, from_stage as "fromStage", to_stage as "toStage", code, cause, actor, policy,
             programme_version as "programmeVersion", detail
      from evidence where journey_id = ${journeyId} order by evidence_id`,
    tx<AttemptLine[]>`
      select a.number, a.submission_id as "submissionId", s.lane_id as lane, a.claimed_at as "claimedAt", a.landed_at as "landedAt",
             a.result, a.code, a.voided, a.cost_pence as "costPence"
      from attempt a join submission s using (submission_id) where a.journey_id = ${journeyId} order by a.number`,
    tx<DutyDateLine[]>`
      select recorded_at as "recordedAt", clock_starts_on as "startsOn", due_on as "dueOn", policy, cause,
             programme_version as "programmeVersion"
      from duty_date where journey_id = ${journeyId} order by recorded_at`,
    tx<CorrectionLine[]>`
      select correction_id as "correctionId", source, changes, actor, reason, created_at as "createdAt", applied_at as "appliedAt"
      from correction where journey_id = ${journeyId} order by correction_id`,
    tx<ExceptionLine[]>`
      select code, field, registered, reported, owner, opened_at as "openedAt", closed_at as "closedAt"
      from inventory_exception where journey_id = ${journeyId} order by opened_at, code, field`,
    tx<WaitLine[]>`
      select kind, key, programme_version as "programmeVersion", since from wait where journey_id = ${journeyId}`,
  ])
  return {
    view: viewOf(loaded, row),
    standing: row.standing,
    begun: row.epoch > 0,
    evidence,
    attempts,
    dutyDates,
    corrections,
    exceptions,
    wait: wait ?? null,
  }
}
