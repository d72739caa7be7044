import { z } from 'zod'
import { isIsoDate } from '../../domain/calendar.js'
import { healths } from '../../domain/duty.js'
import { stages } from '../../domain/stage.js'
import type { MeterFilter } from '../../register/read/meter-filter.js'
import { count, day, instant, list, maybe, text } from './forms.js'

const word = z.string().trim().min(1).max(100)
const given = z.string().refine(isIsoDate, 'a day like 2026-11-24')

/** The part of the fleet that is meant: the words of the command line's options. */
export const scopeQuery = { supplier: word.optional(), cohort: word.optional(), lane: word.optional() }

const journeyNumbers = /^\d{1,15}(,\d{1,15}){0,999}$/

/** Filters of lists and exports: the words of the command line's options. */
export const filterQuery = {
  ...scopeQuery,
  journeys: z
    .string()
    .regex(journeyNumbers, 'numbers of journeys, like 13,137; at most a thousand')
    .optional()
    .describe('only these, by their numbers, like 13,137'),
  stage: word.optional(),
  standing: word.optional().describe('of those in migration: ready, held or in-flight'),
  code: word.optional(),
  failure: word.optional().describe('code of the last failure'),
  fuel: word.optional(),
  'due-before': given.optional(),
  'due-from': given.optional(),
  'payment-mode': word.optional(),
  service: word.optional(),
  firmware: word.optional().describe('of the meter'),
  duty: word.optional().describe('open, no-clock, met-in-time, met-late or ended'),
  health: word
    .optional()
    .describe('of the duty, today: overdue, due-soon, on-track, not-started, no-clock, met-in-time, met-late or ended'),
  owner: word.optional().describe('to whom the failure was handed'),
  referral: word.optional().describe('of the failure: proposed, referred or answered'),
  reference: word.optional().describe('under which the failure was referred'),
  'open-failure': z.enum(['true']).optional().describe('only meters that stand where their last failure put them'),
}
type FilterWords = z.output<z.ZodObject<typeof filterQuery>>

/** The register's filter of a query. */
export function meterFilter(query: FilterWords): MeterFilter {
  const {
    'due-before': dueBefore,
    'due-from': dueFrom,
    'payment-mode': paymentMode,
    'open-failure': openFailure,
    ...same
  } = query
  return { ...same, dueBefore, dueFrom, paymentMode, ...(openFailure === undefined ? {} : { openFailure: true }) }
}

export const stageForm = z.enum(stages)
export const standingForm = z.enum(['ready', 'held', 'in-flight'])
const healthForm = z.enum(healths)
export const dutyTotals = z.record(healthForm, count)
export const stageCounts = z.record(stageForm, count)
export const standingCounts = z.record(standingForm, count)
const owner = z.enum(['supplier', 'smso', 'dcc', 'operations'])
const codeOwner = z.enum(['supplier', 'smso', 'dcc', 'operations', 'nobody'])

export const meterLine = z.object({
  journeyId: count,
  deviceId: text,
  fuel: text,
  supplier: text,
  cohort: maybe(text),
  lane: maybe(text),
  stage: stageForm,
  standing: maybe(standingForm),
  code: maybe(text),
  failure: maybe(text),
  attemptsUsed: count,
  dueOn: maybe(day),
  nextAttemptAt: maybe(instant),
  stageSince: instant,
})

export const failureMeaningForm = z.object({
  meaning: text,
  owner,
  class: maybe(z.enum(['retry', 'fix-first', 'exclude'])),
  fix: maybe(z.enum(['firmware', 'keys', 'wan', 'payment-mode', 'other'])),
  remedy: text,
})
const device = z.object({ manufacturer: text, model: text, firmware: text })

/** One meter's story. */
export const storyForm = z.object({
  journeyId: count,
  meterPoint: text,
  fuel: text,
  supplier: text,
  deviceId: text,
  device,
  hubId: text,
  hub: device,
  csp: text,
  smso: text,
  paymentMode: text,
  service: text,
  installedOn: maybe(day),
  suppliedSince: maybe(day),
  complianceEvidence: maybe(text),
  cohort: maybe(text),
  lane: maybe(text),
  stage: stageForm,
  standing: maybe(standingForm),
  stageSince: instant,
  code: maybe(text),
  reason: maybe(z.object({ meaning: text, owner: codeOwner, remedy: text })),
  details: list(text),
  failure: maybe(failureMeaningForm.extend({ code: text, failedAt: maybe(instant) })),
  attemptsUsed: count,
  attemptsAllowed: count,
  exceptions: list(
    z.object({
      code: text,
      field: text,
      registered: maybe(text),
      reported: maybe(text),
      owner: text,
      openedAt: instant,
      closedAt: maybe(instant),
    }),
  ),
  replacement: maybe(
    z.object({
      state: z.enum(['ordered', 'appointed', 'visit-failed', 'done']),
      orderedOn: day,
      appointedOn: maybe(day),
      failedVisits: count,
      newDeviceId: maybe(text),
      doneOn: maybe(day),
    }),
  ),
  exclusion: maybe(z.object({ category: text, evidence: text, decidedBy: text, decidedAt: instant })),
  siblings: list(
    z.object({
      journeyId: count,
      deviceId: text,
      fuel: text,
      supplier: text,
      stage: stageForm,
      code: maybe(text),
      holds: z.boolean(),
    }),
  ),
  duty: z.object({
    health: healthForm,
    startsOn: maybe(day),
    dueOn: maybe(day),
    daysLeft: maybe(count),
    policy: maybe(text),
    flag: maybe(text),
    decisionOn: maybe(day),
    breachedOn: maybe(day),
    metOn: maybe(day),
    endedOn: maybe(day),
    history: list(
      z.object({
        recordedAt: instant,
        startsOn: maybe(day),
        dueOn: maybe(day),
        policy: maybe(text),
        cause: text,
        programmeVersion: count,
      }),
    ),
  }),
  next: list(z.object({ at: maybe(instant), what: text })),
  actions: list(
    z.object({ action: text, allowed: z.boolean(), refusal: maybe(z.object({ code: text, message: text })) }),
  ),
  attempts: list(
    z.object({
      number: count,
      submissionId: text,
      lane: text,
      claimedAt: instant,
      landedAt: maybe(instant),
      result: maybe(z.enum(['commissioned', 'failed'])),
      code: maybe(text),
      voided: maybe(text),
      costPence: count,
    }),
  ),
  timeline: list(
    z.object({
      at: instant,
      kind: text,
      text,
      code: maybe(text),
      actor: text,
      policy: maybe(text),
      programmeVersion: maybe(count),
    }),
  ),
})
