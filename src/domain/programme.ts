import type { CohortId, EpochMs, IsoDate, LaneId, SmsoId, SupplierId } from './brands.js'
import type { BreakerRules } from './lane/breaker-rules.js'
import type { DeviceModel } from './meter.js'

/**
 * The programme: every fact that government, DCC or the operator decides and may change. It is data: loaded from a
 * folder, checked, versioned and applied as a whole (docs/programme.md).
 */
export interface Programme {
  readonly name: string
  readonly title: string
  readonly switches: ProgrammeSwitches
  readonly checks: IdentifierChecks
  readonly records: RecordRules
  readonly suppliers: readonly Supplier[]
  readonly smsos: readonly Smso[]
  readonly cohorts: readonly Cohort[]
  readonly cpl: readonly CplEntry[]
  readonly epcl: readonly EpclEntry[]
  readonly policies: readonly DutyPolicy[]
  readonly retry: RetryTable
  readonly lanes: readonly Lane[]
  readonly bankHolidays: readonly BankHoliday[]
}

export interface ProgrammeSwitches {
  /** Lanes release meters outside any batch by themselves. */
  readonly automaticRelease: boolean
  /** A supplier's standing authorisation is accepted for its meters. */
  readonly standingAuthorisation: boolean
}

/** What an import does with a meter point whose check digit fails: published samples sometimes break it. */
export interface IdentifierChecks {
  readonly mpanCheckDigit: 'reject' | 'warn'
  readonly mprnCheckDigit: 'reject' | 'warn'
}

export interface RecordRules {
  /** Greatest age of an SMSO or SMI record on which an inventory check may rest, in hours. */
  readonly maxAgeHours: number
}

export interface Supplier {
  readonly id: SupplierId
  readonly name: string
  readonly aliases: readonly string[]
  /** One of the six that installed SMETS1 meters. */
  readonly installing: boolean
  /** Only a DCC User can take an enrolled meter in smart mode. */
  readonly dccUser: boolean
  /** The supplier has authorised the migration of all its meters until it says otherwise. */
  readonly standingAuthorisation: boolean
}

export interface Smso {
  readonly id: SmsoId
  readonly name: string
  readonly aliases: readonly string[]
}

export type CohortDecisionKind = 'go' | 'no-go' | 'pending'

/** A decision on a cohort, in force from a day until the next one. */
export interface CohortDecision {
  readonly from: IsoDate
  readonly decision: CohortDecisionKind
  /** First day of the DCC service for the cohort, where known. */
  readonly liveOn: IsoDate | null
}

/** Device combinations connected to one head-end system (BEIS consultation April 2018, footnote 9). */
export interface Cohort {
  readonly id: CohortId
  readonly name: string
  /** Makers whose hubs belong to the cohort; compared without case. */
  readonly makers: readonly string[]
  readonly laneId: LaneId
  /** In ascending order of `from`. */
  readonly decisions: readonly CohortDecision[]
}

export interface CplEntry extends DeviceModel {
  readonly addedOn: IsoDate
  readonly removedOn: IsoDate | null
}

/** One SMETS1 Eligible Product Combination: a whole device model combination that DCC proved by testing. */
export interface EpclEntry {
  readonly id: string
  readonly esme: DeviceModel | null
  readonly gsme: DeviceModel | null
  readonly hub: DeviceModel
  readonly csp: string
  readonly addedOn: IsoDate
  readonly removedOn: IsoDate | null
}

/** The enrol-or-replace duty as in force from a day. A new policy re-dates every open obligation. */
export interface DutyPolicy {
  readonly id: string
  readonly title: string
  readonly source: string
  readonly effectiveFrom: IsoDate
  /** Calendar months from the start to the due date. */
  readonly windowMonths: number
  /** `can-be-enrolled`: the latest of cohort live date and EPCL date. `cohort-live`: the cohort's live date alone. */
  readonly startRule: 'can-be-enrolled' | 'cohort-live'
  /** What a change of supplier does to the date: `keep` it, or `restart` the window on the day of the gain. */
  readonly gainRule: 'keep' | 'restart'
  /** Whatever is left is due by this day, its clock started or not. */
  readonly backstop: IsoDate | null
  /** Days before the due date from which the supplier must choose between another attempt and replacement. */
  readonly decisionPointDays: number
  /** Days before the due date from which a duty counts as due soon. */
  readonly dueSoonDays: number
  /** Days before the due date on which the supplier is reminded, descending. */
  readonly reminders: readonly number[]
}

/** What a failure asks for: another attempt, somebody's fix first, or the exclusion route. */
export type RetryClass = 'retry' | 'fix-first' | 'exclude'
export type FixKind = 'firmware' | 'keys' | 'wan' | 'payment-mode' | 'other'
export type Owner = 'supplier' | 'smso' | 'dcc' | 'operations'

export const exclusionCategories = [
  'missing-master-keys',
  'no-wan-before-migration',
  'no-wan-while-migrating',
  'five-failed-attempts',
  'uneconomic-to-test',
  'electricity-enrolled-gas-excluded',
  'active-to-dormant',
] as const
/** The exclusion categories on which DCC consulted (docs/domain.md). */
export type ExclusionCategory = (typeof exclusionCategories)[number]

export interface RetryRule {
  readonly code: string
  readonly meaning: string
  readonly owner: Owner
  readonly class: RetryClass
  /** Milliseconds to wait before the second, third ... attempt; the last one repeats. Empty unless class is `retry`. */
  readonly waits: readonly EpochMs[]
  readonly fix: FixKind | null
  readonly exclusion: ExclusionCategory | null
  readonly remedy: string
}

export interface RetryTable {
  /** Attempts of a device before the exclusion route; five in the public papers. */
  readonly maxAttempts: number
  /** Days without progress after which a failure is referred; fourteen in the public papers. */
  readonly referralAfterDays: number
  readonly rules: readonly RetryRule[]
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Weekday = (typeof weekdays)[number]

/** Hours of London time in which a lane may submit. `to` is exclusive; `24:00` is the end of the day. */
export interface TimeWindow {
  readonly days: readonly Weekday[]
  readonly from: string
  readonly to: string
  readonly onBankHolidays: boolean
}

/** A head end's way into DCC: what it can take, when, and at what price. */
export interface Lane {
  readonly id: LaneId
  readonly name: string
  /** Installations submitted a minute at most. */
  readonly ratePerMinute: number
  /** Installations a day. */
  readonly dailyCapacity: number
  /** Installations a day that each supplier with demand is sure of (DCC's D_MIN, 100). */
  readonly supplierMinimum: number
  readonly windows: readonly TimeWindow[]
  readonly prepayment: { readonly windows: readonly TimeWindow[]; readonly dailyCap: number }
  /** Installations sent in one request. */
  readonly groupSize: number
  /** Installations awaiting their outcome at once, at most. */
  readonly inFlightLimit: number
  /** Minutes without an outcome after which the lane asks DCC. */
  readonly askAfterMinutes: number
  /** Cost of one attempt in pence. */
  readonly attemptCostPence: number
  /** Division whose bank holidays the lane keeps. */
  readonly division: BankHoliday['division']
  readonly breaker: BreakerRules
}

export interface BankHoliday {
  readonly date: IsoDate
  readonly division: 'england-and-wales' | 'scotland'
  readonly name: string
}
