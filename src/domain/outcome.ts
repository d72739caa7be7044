import type { EpochMs } from './brands.js'

/** What became of one device at one attempt, as DCC reported it, by callback or on being asked. */
export interface DeviceOutcome {
  readonly outcomeId: string
  /** Null where DCC does not say which submission it belongs to. */
  readonly submissionId: string | null
  readonly deviceId: string
  readonly result: 'commissioned' | 'failed'
  readonly code: string | null
  readonly occurredAt: EpochMs
}
