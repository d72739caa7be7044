import type { DeviceId, EpochMs, IsoDate, MeterPoint } from '../../domain/brands.js'
import type { Fuel, PaymentMode, Service } from '../../domain/meter.js'
import type { Exclusion, JourneyState, Replacement } from '../../domain/journey/view.js'
import type { Stage, Standing } from '../../domain/stage.js'

/** A journey with its meter, as one row of the register. */
export interface MemberRow {
  readonly journey_id: number
  readonly installation_id: number
  readonly stage: Stage
  readonly code: string | null
  readonly standing: Standing | null
  readonly stage_since: EpochMs
  readonly epoch: number
  readonly seq: number
  readonly step_key: string | null
  readonly attempts_used: number
  readonly attempts_granted: number
  readonly next_attempt_at: EpochMs | null
  readonly failure_code: string | null
  readonly failed_at: EpochMs | null
  readonly hold: string | null
  readonly recheck: boolean
  readonly records_wanted_at: EpochMs | null
  readonly replacement: Replacement | null
  readonly exclusion: Exclusion | null
  readonly gained_on: IsoDate | null
  readonly clock_starts_on: IsoDate | null
  readonly due_on: IsoDate | null
  readonly duty_policy: string | null
  readonly duty_flag: string | null
  readonly decision_on: IsoDate | null
  readonly decision_raised: boolean
  readonly breached_on: IsoDate | null
  readonly met_on: IsoDate | null
  readonly duty_ended_on: IsoDate | null
  readonly meter_point: MeterPoint
  readonly fuel: Fuel
  readonly supplier_id: string
  readonly device_id: DeviceId
  readonly manufacturer: string
  readonly model: string
  readonly firmware: string
  readonly smso_id: string
  readonly payment_mode: PaymentMode
  readonly service: Service
  readonly installed_on: IsoDate | null
  readonly supplied_since: IsoDate | null
  readonly compliance_evidence: string | null
  /** Submission whose outcome this meter awaits. */
  readonly open_submission_id: string | null
  readonly open_attempt: number | null
  readonly open_claimed_at: EpochMs | null
  readonly authorised: boolean
  /** An action follows what comes of its attempt. */
  readonly followed: boolean
}

/** The part of a row that the journey owns. */
export function stateOf(row: MemberRow): JourneyState {
  return {
    stage: row.stage,
    code: row.code,
    stageSince: row.stage_since,
    attemptsUsed: row.attempts_used,
    attemptsGranted: row.attempts_granted,
    nextAttemptAt: row.next_attempt_at,
    failureCode: row.failure_code,
    failedAt: row.failed_at,
    hold: row.hold,
    recheck: row.recheck,
    recordsWantedAt: row.records_wanted_at,
    replacement: row.replacement,
    exclusion: row.exclusion,
    gainedOn: row.gained_on,
    duty: {
      startsOn: row.clock_starts_on,
      dueOn: row.due_on,
      policyId: row.duty_policy,
      flag: row.duty_flag,
      decisionOn: row.decision_on,
      decisionRaised: row.decision_raised,
      breachedOn: row.breached_on,
      metOn: row.met_on,
      endedOn: row.duty_ended_on,
    },
  }
}

const instant = (at: EpochMs | null): string | null => (at === null ? null : new Date(at).toISOString())

/** The columns of a journey's state, ready for `jsonb_to_recordset`. */
export function columnsOf(state: JourneyState): Readonly<Record<string, unknown>> {
  return {
    stage: state.stage,
    code: state.code,
    stage_since: instant(state.stageSince),
    attempts_granted: state.attemptsGranted,
    next_attempt_at: instant(state.nextAttemptAt),
    failure_code: state.failureCode,
    failed_at: instant(state.failedAt),
    hold: state.hold,
    recheck: state.recheck,
    records_wanted_at: instant(state.recordsWantedAt),
    replacement: state.replacement,
    exclusion: state.exclusion,
    gained_on: state.gainedOn,
    clock_starts_on: state.duty.startsOn,
    due_on: state.duty.dueOn,
    duty_policy: state.duty.policyId,
    duty_flag: state.duty.flag,
    decision_on: state.duty.decisionOn,
    decision_raised: state.duty.decisionRaised,
    breached_on: state.duty.breachedOn,
    met_on: state.duty.metOn,
    duty_ended_on: state.duty.endedOn,
  }
}
