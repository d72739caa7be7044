import type { EpochMs, IsoDate, LaneId, SupplierId } from '../brands.js'
import type { ExclusionCategory } from '../programme.js'

/** Columns of a portfolio row that may be corrected. `meter_point` is not: a wrong one is another meter. */
export const correctableFields = [
  'device_id',
  'manufacturer',
  'model',
  'firmware',
  'hub_id',
  'hub_manufacturer',
  'hub_model',
  'hub_firmware',
  'csp',
  'smso_id',
  'supplier_id',
  'payment_mode',
  'service',
  'installed_on',
  'supplied_since',
  'compliance_evidence',
] as const
export type CorrectableField = (typeof correctableFields)[number]

/** Field by field: what the register held, and what it shall hold. */
export type FieldChanges = Readonly<
  Partial<Record<CorrectableField, readonly [from: string | null, to: string | null]>>
>

export const lossReasons = ['removed', 'stolen', 'demolished'] as const
export type LossReason = (typeof lossReasons)[number]

/** What a person may decide about one meter. */
export type Command =
  /** Attempt again, now or at a time; a blocked or waiting meter is checked again. */
  | { readonly kind: 'retry'; readonly at: EpochMs | null }
  /** Progress of a SMETS2 replacement. `done` meets the duty. */
  | { readonly kind: 'replace'; readonly step: 'order'; readonly on: IsoDate }
  | { readonly kind: 'replace'; readonly step: 'appoint'; readonly on: IsoDate }
  | { readonly kind: 'replace'; readonly step: 'visit-failed'; readonly on: IsoDate; readonly why: string }
  | { readonly kind: 'replace'; readonly step: 'done'; readonly on: IsoDate; readonly newDeviceId: string }
  | { readonly kind: 'replace'; readonly step: 'cancel' }
  | { readonly kind: 'exclude'; readonly category: ExclusionCategory; readonly evidence: string }
  | { readonly kind: 'reopen' }
  /** Take the meter back from its lane; refused once the attempt is in flight. */
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'authorise' }
  /** The corrected values stay in the register; only the correction's number travels. */
  | { readonly kind: 'correct'; readonly correctionId: number }
  | { readonly kind: 'change-supplier'; readonly supplierId: SupplierId; readonly gainedOn: IsoDate }
  | { readonly kind: 'lose'; readonly reason: LossReason; readonly on: IsoDate }
export type CommandKind = Command['kind']

/** What can happen to a journey. Each is decided in one step. */
export type Happening =
  /** A run of the workflow begins. */
  | { readonly kind: 'opened' }
  /** Fresh SMSO and SMI records are in the register. */
  | { readonly kind: 'records' }
  /** The data of another device behind the same hub changed. */
  | { readonly kind: 'recheck' }
  /** The programme changed in a way that concerns this meter. */
  | { readonly kind: 'programme' }
  /** The time that the journey slept for has come. */
  | { readonly kind: 'time' }
  | {
      readonly kind: 'outcome'
      readonly outcomeId: string
      readonly submissionId: string | null
      readonly result: 'commissioned' | 'failed'
      readonly code: string | null
      readonly occurredAt: EpochMs
    }
  | {
      readonly kind: 'correction'
      readonly correctionId: number
      readonly source: 'person' | 'import'
      readonly changes: FieldChanges
      readonly actor: string
      readonly reason: string | null
    }
  /** Attempts that failed in an outage of the lane count no more; the register has taken them off already. */
  | {
      readonly kind: 'voided'
      readonly attempts: readonly number[]
      readonly laneId: LaneId
      /** Since when the lane was out. */
      readonly since: EpochMs
    }
  | { readonly kind: 'command'; readonly command: Command; readonly actor: string; readonly reason: string | null }
