import { z } from 'zod'
import { isIsoDate, londonDate } from '../../../domain/calendar.js'
import type { JourneyId } from '../../../domain/brands.js'
import { MeterliftError } from '../../../domain/errors.js'
import { parseDeviceId } from '../../../domain/identifiers.js'
import { lossReasons, type Command } from '../../../domain/journey/happening.js'
import { exclusionCategories } from '../../../domain/programme.js'
import { changeSupplier } from '../../../operations/change-supplier.js'
import { correct } from '../../../operations/correct.js'
import { keepsSupplier } from '../../../operations/corrections.js'
import { decide, type DecideDeps } from '../../../operations/decide.js'
import { findMeter } from '../../../operations/find-meter.js'
import type { V1Deps } from '../deps.js'
import { count, givenInstant, maybe, nothing, reason, text } from '../forms.js'
import { stageForm } from '../meter-forms.js'
import { stepOf } from '../step-tag.js'
import { route, type Asked, type Route } from '../route.js'
import { meterParam } from './meters.js'

const day = z.string().refine(isIsoDate, 'a day like 2026-11-24')
const why = { reason: reason.nullable().default(null) }
const decided = z.object({ journeyId: count, stage: stageForm, code: maybe(text) })
type Decided = z.output<typeof decided>
type Deciding = Asked<z.output<typeof meterParam>, object, { readonly reason: string | null }>

/** What every decision about a meter has in common. */
const words = {
  method: 'POST',
  tag: 'meters',
  params: meterParam,
  query: nothing,
  ifMatch: 'heeded',
  answer: decided,
} as const

/** Temporal, which carries a decision to its journey. */
function withTemporal({ db, client }: V1Deps): DecideDeps {
  if (client !== null) return { db, client }
  throw new MeterliftError('TEMPORAL_AWAY', 'this service knows no Temporal to carry decisions to', {
    hint: 'set TEMPORAL_ADDRESS',
  })
}

/** The meter that is meant, as the caller sees it: another supplier's is as unknown as one that is not there. */
function meant({ params, read }: Deciding): Promise<JourneyId> {
  return read((tx) => findMeter(tx, params.meter))
}

/** Who acts, why, under which number, and on what they looked at. */
function given({ caller, body, commandId, request }: Deciding) {
  const step = stepOf(request.headers['if-match'])
  return { actor: caller.name, reason: body.reason, commandId, ...(step === null ? {} : { ifStep: step }) }
}

async function act(asked: Deciding, command: Command, fix?: string): Promise<{ readonly body: Decided }> {
  const journeyId = await meant(asked)
  const fixed = fix === undefined ? {} : { fix }
  const { stage, code } = await decide(withTemporal(asked.deps), { journeyId, command, ...fixed, ...given(asked) })
  return { body: { journeyId, stage, code } }
}

/** What has happened did so today or before. */
function notAhead(on: string | undefined, now: number): string {
  const today = londonDate(now)
  if (on === undefined) return today
  if (on <= today) return on
  throw new MeterliftError('DATE_INVALID', `${on} has not come yet`, { hint: 'record it once it has happened' })
}

const retry = route(
  {
    ...words,
    path: '/meters/{meter}/retry',
    summary: 'Attempt again; a blocked or waiting meter is checked again',
    permission: 'meters:decide',
    body: z.strictObject({
      ...why,
      at: givenInstant.nullable().default(null).describe('not before this time'),
      fix: z.string().trim().min(1).max(1_000).optional().describe('what was done of what the failure asks for'),
    }),
  },
  (asked) => act(asked, { kind: 'retry', at: asked.body.at }, asked.body.fix),
)

const withdraw = route(
  {
    ...words,
    path: '/meters/{meter}/withdraw',
    summary: 'Take the meter back from its lane, unless its attempt is in flight',
    permission: 'meters:decide',
    body: z.strictObject(why),
  },
  (asked) => act(asked, { kind: 'withdraw' }),
)

const authorise = route(
  {
    ...words,
    path: '/meters/{meter}/authorise',
    summary: "Give the Responsible Supplier's authorisation",
    permission: 'meters:authorise',
    body: z.strictObject(why),
  },
  (asked) => act(asked, { kind: 'authorise' }),
)

const on = { on: day.optional().describe('default: today') }
const replacementStep = z.discriminatedUnion('step', [
  z.strictObject({ ...why, ...on, step: z.literal('order') }),
  z.strictObject({ ...why, step: z.literal('appoint'), on: day }),
  z.strictObject({ ...why, ...on, step: z.literal('visit-failed'), why: z.string().trim().min(1).max(500) }),
  z.strictObject({ ...why, ...on, step: z.literal('done'), newDeviceId: z.string().max(40) }),
  z.strictObject({ ...why, step: z.literal('cancel') }),
])

const replace = route(
  {
    ...words,
    path: '/meters/{meter}/replace',
    summary: 'Replace with a SMETS2 meter: order, appoint, record a failed visit, done, or cancel',
    permission: 'meters:decide',
    body: replacementStep,
  },
  (asked) => act(asked, replaceCommand(asked.body, asked.now)),
)

function replaceCommand(body: z.output<typeof replacementStep>, now: number): Command {
  switch (body.step) {
    case 'cancel':
      return { kind: 'replace', step: 'cancel' }
    case 'appoint':
      return { kind: 'replace', step: 'appoint', on: body.on }
    case 'visit-failed':
      return { kind: 'replace', step: 'visit-failed', on: notAhead(body.on, now), why: body.why }
    case 'order':
      return { kind: 'replace', step: 'order', on: notAhead(body.on, now) }
    case 'done': {
      const newDeviceId = parseDeviceId(body.newDeviceId)
      if (newDeviceId === null) {
        throw new MeterliftError('DEVICE_ID_INVALID', 'newDeviceId is not a device id', {
          hint: 'an EUI-64, sixteen hexadecimal digits',
        })
      }
      return { kind: 'replace', step: 'done', on: notAhead(body.on, now), newDeviceId }
    }
  }
}

const exclude = route(
  {
    ...words,
    path: '/meters/{meter}/exclude',
    summary: 'Exclude from enrolment: ends the duty by a named decision',
    permission: 'meters:exclude',
    body: z.strictObject({
      ...why,
      category: z.enum(exclusionCategories),
      evidence: z.string().trim().min(1).max(1_000),
    }),
  },
  (asked) => act(asked, { kind: 'exclude', category: asked.body.category, evidence: asked.body.evidence }),
)

const reopen = route(
  {
    ...words,
    path: '/meters/{meter}/reopen',
    summary: 'Reopen an exclusion; the journey goes on from the inventory',
    permission: 'meters:exclude',
    body: z.strictObject(why),
  },
  (asked) => act(asked, { kind: 'reopen' }),
)

const lose = route(
  {
    ...words,
    path: '/meters/{meter}/lose',
    summary: 'The installation is gone',
    permission: 'meters:decide',
    body: z.strictObject({ ...why, ...on, because: z.enum(lossReasons) }),
  },
  (asked) => act(asked, { kind: 'lose', reason: asked.body.because, on: notAhead(asked.body.on, asked.now) }),
)

const correcting = route(
  {
    ...words,
    path: '/meters/{meter}/correct',
    summary: 'Correct data of the meter; it is checked again from the inventory on',
    permission: 'meters:decide',
    body: z.strictObject({
      ...why,
      set: z
        .record(z.string().regex(/^[a-z_]{1,40}$/), z.string().max(500))
        .describe('columns as in a portfolio; an empty value clears an optional one'),
    }),
    answer: decided.extend({ changes: z.record(z.string(), z.array(maybe(text)).readonly()) }),
  },
  async (asked) => {
    const { deps, body, caller, now } = asked
    if (caller.supplier !== null) keepsSupplier(body.set)
    const journeyId = await meant(asked)
    const { programme } = await deps.programmes.current(deps.db)
    const { stage, code, changes } = await correct(withTemporal(deps), programme, {
      journeyId,
      fields: body.set,
      now,
      ...given(asked),
      ...(caller.supplier === null ? {} : { portfolio: caller.supplier }),
    })
    const told = Object.fromEntries(Object.entries(changes).map(([field, [from, to]]) => [field, [from, to]]))
    return { body: { journeyId, stage, code, changes: told } }
  },
)

const gained = route(
  {
    ...words,
    path: '/meters/{meter}/change-supplier',
    summary: 'The customer switched: the new supplier owns the journey and its duty',
    permission: 'meters:change-supplier',
    body: z.strictObject({ ...why, supplier: z.string().trim().min(1).max(100), gainedOn: day.optional() }),
  },
  async (asked) => {
    const { deps, body, now } = asked
    const journeyId = await meant(asked)
    const { programme } = await deps.programmes.current(deps.db)
    const { stage, code } = await changeSupplier(withTemporal(deps), programme, {
      journeyId,
      supplier: body.supplier,
      gainedOn: body.gainedOn ?? londonDate(now),
      now,
      ...given(asked),
    })
    return { body: { journeyId, stage, code } }
  },
)

export const decisionRoutes: readonly Route[] = [
  retry,
  withdraw,
  authorise,
  replace,
  exclude,
  reopen,
  lose,
  correcting,
  gained,
]
