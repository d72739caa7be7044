import type { DeviceId, EpochMs, IsoDate, JourneyId, SupplierId } from '../brands.js'
import type { Fuel, Installation, Meter, SmiRecord, SmsoRecord } from '../meter.js'
import type { ExclusionCategory, Programme } from '../programme.js'
import type { Stage } from '../stage.js'

/** A SMETS2 replacement on its way: ordered, appointed, perhaps after a failed visit. Done ends the journey. */
export interface Replacement {
  readonly state: 'ordered' | 'appointed' | 'visit-failed' | 'done'
  readonly orderedOn: IsoDate
  readonly appointedOn: IsoDate | null
  readonly failedVisits: number
  readonly newDeviceId: string | null
  readonly doneOn: IsoDate | null
}

/** A named decision that the meter is not enrolled, with its category and evidence. It ends the duty; it can be reopened. */
export interface Exclusion {
  readonly category: ExclusionCategory
  readonly evidence: string
  readonly decidedBy: string
  readonly decidedAt: EpochMs
}

/** The enrol-or-replace duty of one meter. Its health is computed from this and a given day. */
export interface Duty {
  /** First day on which the meter can be enrolled; null while no clock runs. */
  readonly startsOn: IsoDate | null
  readonly dueOn: IsoDate | null
  readonly policyId: string | null
  /** Why a started clock stands although the ground for it is gone: `epcl-removed` or `go-reverted`. */
  readonly flag: string | null
  /** Day from which the supplier must choose between another attempt and replacement. */
  readonly decisionOn: IsoDate | null
  readonly decisionRaised: boolean
  readonly breachedOn: IsoDate | null
  readonly metOn: IsoDate | null
  readonly endedOn: IsoDate | null
}

/** What a journey itself owns: the part of the register that its workflow alone writes. */
export interface JourneyState {
  readonly stage: Stage
  /** Why it stands there: a stable code of docs/codes.md, or null where the stage says it all. */
  readonly code: string | null
  readonly stageSince: EpochMs
  readonly attemptsUsed: number
  /** Attempts a person granted beyond the table's greatest number. */
  readonly attemptsGranted: number
  readonly nextAttemptAt: EpochMs | null
  readonly failureCode: string | null
  readonly failedAt: EpochMs | null
  /** A reason for `needs-action` that only a person's retry lifts, whatever is corrected meanwhile. */
  readonly hold: string | null
  /** Corrected in flight, or a retry at a set time: the inventory is checked again before another attempt. */
  readonly recheck: boolean
  /** Since when fresh SMSO and SMI records are wanted; null when none are. */
  readonly recordsWantedAt: EpochMs | null
  readonly replacement: Replacement | null
  readonly exclusion: Exclusion | null
  readonly gainedOn: IsoDate | null
  readonly duty: Duty
}

/** An attempt whose outcome is awaited. */
export interface InFlight {
  readonly submissionId: string
  readonly attempt: number
  readonly claimedAt: EpochMs
}

/** A record of the SMSO or the SMI with the time at which it was true; `record` null: unknown there. */
export interface TimedRecord<T> {
  readonly asOf: EpochMs
  readonly record: T | null
}

/** Another meter behind the same hub. */
export interface Sibling {
  readonly journeyId: JourneyId
  readonly deviceId: DeviceId
  readonly fuel: Fuel
  readonly supplierId: SupplierId
  readonly stage: Stage
  readonly code: string | null
}

/** Everything a decision about one journey may rest on: immutable, read in the transaction that writes the decision. */
export interface JourneyView {
  readonly journeyId: JourneyId
  readonly state: JourneyState
  readonly meter: Meter
  readonly installation: Installation
  readonly siblings: readonly Sibling[]
  readonly smso: TimedRecord<SmsoRecord> | null
  readonly smi: TimedRecord<SmiRecord> | null
  /** The present supplier authorised this meter's migration by itself (besides any standing authorisation). */
  readonly authorised: boolean
  readonly inFlight: InFlight | null
}

/** What is the same for all journeys of one step: the programme in force, its version, and the time. */
export interface Circumstances {
  readonly programme: Programme
  readonly programmeVersion: number
  readonly now: EpochMs
}
