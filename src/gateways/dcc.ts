import type { DeviceId, IsoDate, LaneId } from '../domain/brands.js'
import type { Fuel, PaymentMode } from '../domain/meter.js'
import { parseDeviceId } from '../domain/identifiers.js'
import type { DeviceOutcome } from '../domain/outcome.js'
import { post, type Endpoint } from './http.js'
import { statusReply, submissionsReply, type WireOutcome } from './wire.js'

/** One installation to migrate. Its id is the idempotency key: sent again, it is acknowledged and never migrated twice. */
export interface SubmissionRequest {
  readonly submissionId: string
  readonly laneId: LaneId
  readonly cohortId: string
  readonly hubId: DeviceId
  readonly requiredBy: IsoDate | null
  readonly devices: readonly {
    readonly deviceId: DeviceId
    readonly fuel: Fuel
    readonly paymentMode: PaymentMode
    readonly attempt: number
  }[]
}

/** What DCC says of a submission. `unknown`: it cannot tell whether it took it; the same one is to be sent again. */
export interface SubmissionReply {
  readonly submissionId: string
  readonly status: 'accepted' | 'refused' | 'unknown'
  readonly code?: string | undefined
  readonly meaning?: string | undefined
}

export interface SubmissionState {
  readonly submissionId: string
  readonly known: boolean
  readonly outcomes: readonly DeviceOutcome[]
}

/** What DCC is asked. Outcomes come later, by callback (see outcome-callback.ts). */
export interface DccGateway {
  readonly submit: (submissions: readonly SubmissionRequest[]) => Promise<readonly SubmissionReply[]>
  readonly ask: (submissionIds: readonly string[]) => Promise<readonly SubmissionState[]>
}

export function createDccGateway(endpoint: Endpoint): DccGateway {
  return {
    async submit(submissions) {
      return (await post(endpoint, '/submissions', { submissions }, submissionsReply)).submissions
    },
    async ask(submissionIds) {
      const { submissions } = await post(endpoint, '/submissions/status', { submissionIds }, statusReply)
      return submissions.map(({ submissionId, known, outcomes }) => ({
        submissionId,
        known,
        outcomes: outcomes.map(outcomeOf),
      }))
    },
  }
}

/** An outcome as the program keeps it: with its device's id in the register's form, however DCC wrote it. */
export function outcomeOf(wire: WireOutcome): DeviceOutcome {
  return { ...wire, deviceId: parseDeviceId(wire.deviceId) ?? wire.deviceId, occurredAt: Date.parse(wire.occurredAt) }
}
