import { z } from 'zod'
import { defaultPlan } from '../../domain/batch/plan.js'
import { batchStates, memberStates } from '../../domain/batch/state.js'
import { batchCommands } from '../../domain/batch/transitions.js'
import { anything, count, counts, day, givenInstant, instant, list, maybe, text } from './forms.js'

const share = z.number().gt(0).max(1)
const meters = z.int().min(1).max(10_000_000)

const wavesForm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('one') }),
  z.strictObject({ kind: z.literal('sizes'), sizes: z.array(meters).min(1).max(200).readonly() }),
  z.strictObject({ kind: z.literal('shares'), shares: z.array(z.number().gt(0).max(100)).min(1).max(200).readonly() }),
  z.strictObject({ kind: z.literal('canary'), size: meters }),
])
const nextForm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('success'), success: share, landed: share }),
  z.strictObject({ kind: z.literal('check') }),
])
const errorsForm = z.strictObject({
  share: maybe(share),
  count: maybe(meters),
  sample: meters,
  codes: maybe(z.array(z.string().trim().toUpperCase().min(1).max(50)).max(100).readonly()),
})

/** What is asked of a batch beside its meters; what is left out is as `defaultPlan` has it. */
export const askedPlan = z.strictObject({
  waves: wavesForm.default(defaultPlan.waves).describe('sizes in meters, shares in per cent, or canary then doubling'),
  next: nextForm.default(defaultPlan.next).describe('when the next wave follows'),
  errors: errorsForm.nullable().default(defaultPlan.errors).describe('when it pauses by itself; null: never'),
  startsAt: givenInstant.nullable().default(null),
  endsAt: givenInstant.nullable().default(null),
  atEnd: z.enum(['stop', 'cancel']).default(defaultPlan.atEnd),
  ratePerHour: meters.nullable().default(null).describe('members released an hour at most'),
  whenStill: z
    .enum(['wait', 'end'])
    .default('wait')
    .describe('where all that is left waits for others: it stays open, or ends by itself'),
})

/** A plan as it is told. */
const planForm = z.object({
  waves: wavesForm,
  next: nextForm,
  errors: maybe(errorsForm),
  startsAt: maybe(instant),
  endsAt: maybe(instant),
  atEnd: z.enum(['stop', 'cancel']),
  ratePerHour: maybe(count),
  whenStill: z.enum(['wait', 'end']).optional(),
})

export const batchStateForm = z.enum(batchStates)
export const memberStateForm = z.enum(memberStates)
const memberCounts = z.record(memberStateForm, count)
const filterForm = z.record(z.string(), anything).describe('in ids of the programme; a list of devices by its length')

export const dryRunForm = z.object({
  matched: count.describe('meters that match, ended ones included'),
  siblings: count.describe('meters that come with them, since an installation goes as a whole'),
  members: count,
  canGoNow: count,
  rest: list(
    z.object({
      code: text,
      stage: text,
      member: z.boolean().describe('false: no member, the reason says why'),
      meters: count,
      examples: list(text),
      batches: list(count),
    }),
  ),
  waves: list(count),
  unknownDevices: z.object({ count, examples: list(text) }),
  authorisationsMissing: list(z.object({ supplier: text, meters: count, split: count })),
  lanes: list(z.object({ laneId: text, workingDays: maybe(count), lastDay: maybe(day), late: count })),
  workingDays: maybe(count).describe('null: longer than can be foreseen'),
  late: count.describe('would miss their date'),
  attempts: count,
  costPence: z.number(),
})

export const batchLine = z.object({
  batchId: count,
  parentId: maybe(count),
  name: text,
  state: batchStateForm,
  members: count,
  enrolled: count,
  failed: count,
  live: count,
  states: z.record(z.string(), count).describe('members by state; those that there are none of are left out'),
  filter: filterForm,
  plannedAt: instant,
  plannedBy: text,
  endedAt: maybe(instant),
})

export const healthForm = z.object({
  health: z.enum(['on-track', 'lagging', 'needs-attention']),
  reasons: list(text),
})
const attemptCount = z.object({
  number: count,
  result: z.enum(['commissioned', 'failed', 'voided']),
  code: text,
  n: count,
})
const eventForm = z.object({
  at: instant,
  actor: text,
  kind: text,
  from: maybe(text),
  to: maybe(text),
  reason: maybe(text),
})

const summaryForm = z.object({
  asked: z.object({ filter: filterForm, plan: planForm, members: count }),
  members: memberCounts,
  failed: counts,
  givenBack: counts,
  suppliers: list(z.object({ supplier: text, state: text, code: maybe(text), meters: count })),
  attempts: z.object({ made: count, costPence: z.number(), landed: list(attemptCount) }),
  plannedAt: instant,
  startedAt: maybe(instant),
  endedAt: instant,
  ranMs: maybe(count),
  who: list(eventForm),
})

/** A batch with where it stands. */
export const batchForm = z.object({
  batchId: count,
  parentId: maybe(count),
  name: text,
  state: batchStateForm,
  filter: filterForm,
  filterVersion: count,
  plan: planForm,
  startsAt: maybe(instant),
  endsAt: maybe(instant),
  ratePerHour: maybe(count),
  plannedAt: instant,
  plannedBy: text,
  decidedAt: maybe(instant),
  decidedBy: maybe(text),
  remark: maybe(text),
  startedAt: maybe(instant),
  endedAt: maybe(instant),
  pausedBy: maybe(z.enum(['person', 'errors'])),
  possible: list(z.enum(batchCommands)).describe('what can be done with it now'),
  progress: z.object({ members: count, states: memberCounts, failed: counts, waiting: counts, givenBack: counts }),
  waves: list(
    z.object({
      wave: count,
      members: count,
      state: z.enum(['pending', 'open', 'passed', 'short', 'skipped']),
      held: z.boolean(),
      openedAt: maybe(instant),
      judgedAt: maybe(instant),
      counts: memberCounts,
    }),
  ),
  health: healthForm,
  perHour: count.describe('members that came to their end an hour, by the last ten minutes'),
  completesAt: maybe(instant).describe('null: unknown'),
  late: maybe(count).describe('would miss their date at this pace; null: unknown'),
  attempts: list(z.object({ number: count, landed: count, commissioned: count })),
  firstTimeSuccess: maybe(z.number()),
  authorisations: list(z.object({ supplier: text, decision: text, at: instant, by: text, file: maybe(text) })),
  authorisationsAwaited: list(z.object({ supplier: text, meters: count })),
  children: list(z.object({ batchId: count, members: count })),
  events: list(eventForm.extend({ detail: maybe(z.record(z.string(), anything)) })),
  summary: maybe(summaryForm).describe('what came of it; null before its end'),
})

export const memberLine = z.object({
  journeyId: count,
  deviceId: text,
  fuel: text,
  supplier: text,
  lane: maybe(text),
  wave: count,
  state: memberStateForm,
  code: maybe(text),
  attempts: count,
  dueOn: maybe(day),
  stage: text,
  releasedAt: maybe(instant),
  endedAt: maybe(instant),
  movedTo: maybe(count),
})
