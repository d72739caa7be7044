import { z } from 'zod'
import { smiStatuses } from '../domain/meter.js'

/** The forms in which the outside systems are spoken to; the sandbox checks requests against the same. */

const fuel = z.enum(['electricity', 'gas'])
const paymentMode = z.enum(['credit', 'prepayment'])
const deviceModel = z.object({ manufacturer: z.string(), model: z.string(), firmware: z.string() })

/** Devices asked for in one request at most. */
export const greatestGroup = 500

export const recordsRequest = z.object({ deviceIds: z.array(z.string()).min(1).max(greatestGroup) })

export const smsoRecord = z.object({
  meterPoint: z.string(),
  fuel,
  deviceId: z.string(),
  device: deviceModel,
  hubId: z.string(),
  hub: deviceModel,
  supplierId: z.string(),
  paymentMode,
  keysPresent: z.boolean(),
  siblings: z.array(z.string()),
})
export const smsoRecordsReply = z.object({ records: z.array(smsoRecord) })

export const smiRecord = z.object({
  deviceId: z.string(),
  status: z.enum(smiStatuses),
  meterPoint: z.string().nullable(),
})
export const smiRecordsReply = z.object({ records: z.array(smiRecord) })

export const submissionRequest = z.object({
  submissionId: z.uuid(),
  laneId: z.string(),
  cohortId: z.string(),
  hubId: z.string(),
  requiredBy: z.iso.date().nullable(),
  devices: z
    .array(z.object({ deviceId: z.string(), fuel, paymentMode, attempt: z.int().positive() }))
    .min(1)
    .max(2),
})
export const submissionsRequest = z.object({ submissions: z.array(submissionRequest).min(1).max(greatestGroup) })

export const submissionReply = z.object({
  submissionId: z.uuid(),
  status: z.enum(['accepted', 'refused', 'unknown']),
  code: z.string().optional(),
  meaning: z.string().optional(),
})
export const submissionsReply = z.object({ submissions: z.array(submissionReply) })

/** One device's outcome; `occurredAt` is ISO 8601 on the wire. */
export const deviceOutcome = z.object({
  outcomeId: z.string().min(1).max(200),
  submissionId: z.uuid().nullable(),
  deviceId: z.string(),
  result: z.enum(['commissioned', 'failed']),
  code: z.string().max(40).nullable(),
  occurredAt: z.iso.datetime({ offset: true }),
})
export const statusRequest = z.object({ submissionIds: z.array(z.uuid()).min(1).max(greatestGroup) })
export const statusReply = z.object({
  submissions: z.array(z.object({ submissionId: z.uuid(), known: z.boolean(), outcomes: z.array(deviceOutcome) })),
})
export const callbackBody = z.object({ outcomes: z.array(deviceOutcome).min(1).max(1_000) })

export type WireOutcome = z.infer<typeof deviceOutcome>
export type WireSubmission = z.infer<typeof submissionRequest>
export type WireSmsoRecord = z.infer<typeof smsoRecord>
export type WireSmiRecord = z.infer<typeof smiRecord>
