import type { CohortId, LaneId, SmsoId, SupplierId } from '../domain/brands.js'
import type { CplEntry, EpclEntry } from '../domain/programme.js'

/** Parts of a programme, in the order in which a change is described. */
export const programmeSections = [
  'programme',
  'switches',
  'checks',
  'records',
  'suppliers',
  'smsos',
  'cohorts',
  'lanes',
  'policies',
  'retry',
  'cpl',
  'epcl',
  'bankHolidays',
] as const
export type ProgrammeSection = (typeof programmeSections)[number]

/** A value of a programme as JSON has it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue }

export interface FieldChange {
  readonly field: string
  readonly before: JsonValue
  readonly after: JsonValue
}

/** One item added, removed or changed. Plain JSON: the register stores it with the version. */
export type ProgrammeChange =
  | { readonly section: ProgrammeSection; readonly kind: 'added' | 'removed'; readonly key: string }
  | {
      readonly section: ProgrammeSection
      readonly kind: 'changed'
      readonly key: string
      readonly fields: readonly FieldChange[]
    }

/** What a change may concern; the register works out from it which meters, and whose dates move. */
export interface TouchedParts {
  readonly cohorts: ReadonlySet<CohortId>
  /** Entries of the EPCL as they were and as they are, for each that was added, removed or changed. */
  readonly epclKeys: readonly EpclEntry[]
  readonly cplModels: readonly CplEntry[]
  readonly suppliers: ReadonlySet<SupplierId>
  readonly smsos: ReadonlySet<SmsoId>
  /** Lanes that changed or whose division has other bank holidays. */
  readonly lanes: ReadonlySet<LaneId>
  readonly policies: boolean
  readonly retry: boolean
  readonly switches: boolean
  readonly checks: boolean
  readonly records: boolean
}

export interface ProgrammeDiff {
  /** True if there was no programme before. */
  readonly first: boolean
  readonly changes: readonly ProgrammeChange[]
  readonly touched: TouchedParts
}
