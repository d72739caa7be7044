import { z } from 'zod'
import { MeterliftError } from '../domain/errors.js'
import { exclusionCategories, weekdays } from '../domain/programme.js'
import { defaultBreaker } from '../domain/lane/breaker-rules.js'
import type { Programme } from '../domain/programme.js'

/** The programme as the register stores it (jsonb). test/programme/parse.test.ts holds it equal to the domain's type. */

const date = z.iso.date()
const count = z.number().int().nonnegative()
const named = { id: z.string(), name: z.string() }
const device = z.object({ manufacturer: z.string(), model: z.string(), firmware: z.string() })
const division = z.enum(['england-and-wales', 'scotland'])
const digitCheck = z.enum(['reject', 'warn'])

const supplier = z.object({
  ...named,
  aliases: z.array(z.string()),
  installing: z.boolean(),
  dccUser: z.boolean(),
  standingAuthorisation: z.boolean(),
})

const smso = z.object({ ...named, aliases: z.array(z.string()) })

const cohort = z.object({
  ...named,
  makers: z.array(z.string()),
  laneId: z.string(),
  decisions: z.array(z.object({ from: date, decision: z.enum(['go', 'no-go', 'pending']), liveOn: date.nullable() })),
})

const listed = { addedOn: date, removedOn: date.nullable() }
const cplEntry = z.object({ ...device.shape, ...listed })
const epclEntry = z.object({
  id: z.string(),
  esme: device.nullable(),
  gsme: device.nullable(),
  hub: device,
  csp: z.string(),
  ...listed,
})

const policy = z.object({
  id: z.string(),
  title: z.string(),
  source: z.string(),
  effectiveFrom: date,
  windowMonths: count,
  startRule: z.enum(['can-be-enrolled', 'cohort-live']),
  gainRule: z.enum(['keep', 'restart']),
  backstop: date.nullable(),
  decisionPointDays: count,
  dueSoonDays: count,
  reminders: z.array(count),
})

const retryRule = z.object({
  code: z.string(),
  meaning: z.string(),
  owner: z.enum(['supplier', 'smso', 'dcc', 'operations']),
  class: z.enum(['retry', 'fix-first', 'exclude']),
  waits: z.array(count),
  fix: z.enum(['firmware', 'keys', 'wan', 'payment-mode', 'other']).nullable(),
  exclusion: z.enum(exclusionCategories).nullable(),
  remedy: z.string(),
})

const window = z.object({
  days: z.array(z.enum(weekdays)),
  from: z.string(),
  to: z.string(),
  onBankHolidays: z.boolean(),
})

const breaker = z.object({
  windowMinutes: count,
  minimumSample: count,
  failurePercent: count,
  stormFactor: count,
  stormPercent: count,
  normHours: count,
  openMinutes: count,
  probes: count,
  probePercent: count,
  rampMinutes: count,
})

const lane = z.object({
  ...named,
  ratePerMinute: count,
  dailyCapacity: count,
  supplierMinimum: count,
  windows: z.array(window),
  prepayment: z.object({ windows: z.array(window), dailyCap: count }),
  groupSize: count,
  inFlightLimit: count,
  askAfterMinutes: count,
  attemptCostPence: count,
  division,
  // Versions stored before there were breakers say nothing of them.
  breaker: breaker.default(defaultBreaker),
})

export const programmeSchema = z.object({
  name: z.string(),
  title: z.string(),
  switches: z.object({ automaticRelease: z.boolean(), standingAuthorisation: z.boolean() }),
  checks: z.object({ mpanCheckDigit: digitCheck, mprnCheckDigit: digitCheck }),
  records: z.object({ maxAgeHours: count }),
  suppliers: z.array(supplier),
  smsos: z.array(smso),
  cohorts: z.array(cohort),
  cpl: z.array(cplEntry),
  epcl: z.array(epclEntry),
  policies: z.array(policy),
  retry: z.object({ maxAttempts: count, referralAfterDays: count, rules: z.array(retryRule) }),
  lanes: z.array(lane),
  bankHolidays: z.array(z.object({ date, division, name: z.string() })),
})

/**
 * Reads back a stored version of the programme. Throws `programme-stored-invalid` if it does not have the shape that
 * this release of Meterlift knows.
 */
export function parseProgramme(json: unknown): Programme {
  const result = programmeSchema.safeParse(json)
  if (result.success) return result.data
  const first = result.error.issues[0]
  const where = first === undefined ? 'unknown place' : `${first.path.join('.')}: ${first.message}`
  throw new MeterliftError('PROGRAMME_STORED_INVALID', `The stored programme cannot be read (${where}).`, {
    hint: 'It was written by another release or changed by hand: run "meterlift programme apply" again.',
    cause: result.error,
  })
}
