import { z } from 'zod'
import { actionKinds, actionStates, memberStates } from '../../domain/action/request.js'
import { isIsoDate } from '../../domain/calendar.js'
import { exclusionCategories } from '../../domain/programme.js'
import { memberOutcomes } from '../../register/action/read.js'
import { anything, count, givenInstant, instant, list, maybe, reason, text } from './forms.js'
import { filterQuery } from './meter-forms.js'

/** Bytes of a CSV of corrections at most; more is an import. */
export const correctionBytes = 16 * 1024 * 1024

const day = z.string().refine(isIsoDate, 'a day like 2026-11-24')
const words = z.string().trim().min(1).max(1_000)
const common = {
  name: z.string().trim().min(1).max(200).nullable().default(null).describe('null: after what it does'),
  reason: reason.nullable().default(null),
  held: z.boolean().default(false).describe('count and freeze the meters, and wait for start'),
}
const filtered = {
  ...common,
  filter: z
    .strictObject(filterQuery)
    .describe('the words of the lists; with a failure and no stage, the meters that stand where that failure put them'),
}

/** One decision about many meters: what is done, and to which. */
export const actionOrder = z.discriminatedUnion('kind', [
  z.strictObject({
    ...filtered,
    kind: z.literal('retry'),
    at: givenInstant.nullable().default(null).describe('not before this time'),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('correct'),
    csv: z.string().min(1).max(correctionBytes).describe('columns: meter, then those to correct'),
    file: z
      .string()
      .regex(/^[\w .()-]{1,120}$/, 'letters, digits, spaces, points and dashes')
      .default('corrections.csv'),
  }),
  z.strictObject({ ...filtered, kind: z.literal('fixed'), fix: words.describe('what was done') }),
  z.strictObject({
    ...filtered,
    kind: z.literal('exclude'),
    category: z.enum(exclusionCategories),
    evidence: words,
  }),
  z.strictObject({ ...filtered, kind: z.literal('replace'), on: day.nullable().default(null).describe('null: today') }),
  z.strictObject({ ...filtered, kind: z.literal('hand'), owner: words.describe('whose it is'), note: words }),
  z.strictObject({ ...filtered, kind: z.literal('refer'), addressee: words, reference: words }),
  z.strictObject({ ...filtered, kind: z.literal('answer'), answer: words }),
])
export type ActionOrderBody = z.output<typeof actionOrder>

/** What was asked, as it is told. */
const requestForm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('retry'), at: maybe(instant) }),
  z.object({ kind: z.literal('correct') }),
  z.object({ kind: z.literal('fixed'), fix: text }),
  z.object({ kind: z.literal('exclude'), category: z.enum(exclusionCategories), evidence: text }),
  z.object({ kind: z.literal('replace'), on: text }),
  z.object({ kind: z.literal('hand'), owner: text, note: text }),
  z.object({ kind: z.literal('refer'), addressee: text, reference: text }),
  z.object({ kind: z.literal('answer'), answer: text }),
])

/** What an action would do, or does: the same set, counted. */
export const actionCount = z.object({
  meters: count,
  can: count,
  cannot: list(
    z.object({
      code: text,
      message: text,
      meters: count,
      examples: list(count).describe('journeys, at most three'),
    }),
  ),
  badRows: list(z.object({ line: count, code: text, message: text, expected: maybe(text) })).describe(
    'rows of a CSV of corrections that will not do, the first thousand',
  ),
  badRowsInAll: count,
})

export const actionKindForm = z.enum(actionKinds)
export const actionMemberState = z.enum(memberStates)
export const actionOutcome = z.enum(memberOutcomes)
const byCode = list(z.object({ code: text, meaning: maybe(text), meters: count }))

export const actionLine = z.object({
  actionId: count,
  name: text,
  kind: actionKindForm,
  state: z.enum(actionStates),
  filter: z.record(z.string(), anything),
  programmeVersion: count,
  request: requestForm,
  actor: text,
  reason: maybe(text),
  supplier: maybe(text).describe('whose people asked; null: the operations team'),
  createdAt: instant,
  startedAt: maybe(instant),
  startedBy: maybe(text),
  stopAskedAt: maybe(instant),
  stopAskedBy: maybe(text),
  stopReason: maybe(text),
  endedAt: maybe(instant),
  batches: list(z.object({ batchId: count, parentId: maybe(count) })).describe('in which its retries run'),
  meters: count,
  pending: count,
  sent: count,
  done: count,
  refused: count,
  moved: count,
  stopped: count,
  refusals: byCode,
  outcomes: maybe(
    z.object({
      enrolled: count,
      failed: count,
      held: count,
      ended: count,
      underWay: count,
      failures: byCode,
    }),
  ).describe('of a retry or correction; null: the action tries nothing again'),
})

export const actionMember = z.object({
  journeyId: count,
  deviceId: text,
  supplier: text,
  state: actionMemberState,
  code: maybe(text),
  message: maybe(text),
  decidedAt: maybe(instant),
  outcome: maybe(actionOutcome),
  outcomeCode: maybe(text),
  outcomeAt: maybe(instant),
  stage: text,
  stageCode: maybe(text),
  batchId: maybe(count),
})
