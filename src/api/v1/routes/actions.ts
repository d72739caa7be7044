import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { actionPermissions, teamActions, type ActionKind, type ActionRequest } from '../../../domain/action/request.js'
import { londonDate } from '../../../domain/calendar.js'
import { MeterliftError } from '../../../domain/errors.js'
import { listActions, showAction, startAction, stopAction } from '../../../operations/action/follow.js'
import { actionMemberCsv } from '../../../operations/action/member-csv.js'
import { beginAction, countAction, openFailures, type ActionOrder } from '../../../operations/action/order.js'
import { readCorrections, type BadRow } from '../../../operations/action/read-corrections.js'
import { readMembers } from '../../../register/action/read.js'
import type { ProgrammeInForce } from '../../../register/programme/store.js'
import type { Caller } from '../../auth/caller.js'
import { filterOf, wholeFleet } from '../access.js'
import {
  actionCount,
  actionKindForm,
  actionLine,
  actionMember,
  actionMemberState,
  actionOrder,
  actionOutcome,
  correctionBytes,
  type ActionOrderBody,
} from '../action-forms.js'
import { csvText, sendCsv } from '../send-csv.js'
import { cursorAt, paged, readCursor } from '../cursor.js'
import { count, flag, id, list, maybe, noBody, nothing, page, pageSize, reason, text } from '../forms.js'
import { meterFilter } from '../meter-forms.js'
import { route, type Asked, type Route } from '../route.js'

const words = { tag: 'actions', query: nothing } as const
const reading = { ...words, method: 'GET', permission: 'actions:read', body: noBody } as const
const acting = { ...words, method: 'POST', permission: 'actions:begin' } as const
const actionParam = z.strictObject({ action: id })

function mayAct(caller: Caller, kind: ActionKind): void {
  if (teamActions.includes(kind)) wholeFleet(caller)
  const needed = actionPermissions[kind]
  if (caller.permissions.has(needed)) return
  throw new MeterliftError('NOT_PERMITTED', `this needs the permission ${needed}`, {
    hint: `you are ${caller.roles.join(' and ')}; docs/security.md says who may what`,
  })
}

function requestOf(body: ActionOrderBody, now: number): ActionRequest {
  switch (body.kind) {
    case 'retry':
      return { kind: 'retry', at: body.at }
    case 'correct':
      return { kind: 'correct' }
    case 'fixed':
      return { kind: 'fixed', fix: body.fix }
    case 'exclude':
      return { kind: 'exclude', category: body.category, evidence: body.evidence }
    case 'replace':
      return { kind: 'replace', on: replacedOn(body.on, now) }
    case 'hand':
      return { kind: 'hand', owner: body.owner, note: body.note }
    case 'refer':
      return { kind: 'refer', addressee: body.addressee, reference: body.reference }
    case 'answer':
      return { kind: 'answer', answer: body.answer }
  }
}

/** What has happened did so today or before. */
function replacedOn(on: string | null, now: number): string {
  const today = londonDate(now)
  if (on === null || on <= today) return on ?? today
  throw new MeterliftError('DATE_INVALID', `${on} has not come yet`, { hint: 'record it once it has happened' })
}

interface Ordered {
  readonly inForce: ProgrammeInForce
  readonly order: ActionOrder
  readonly bad: readonly BadRow[]
}

/** What is asked, and of which meters: a supplier's of its own alone. */
async function orderOf({ body, caller, deps, now }: Asked<unknown, unknown, ActionOrderBody>): Promise<Ordered> {
  mayAct(caller, body.kind)
  const inForce = await deps.programmes.current(deps.db)
  const { name, reason } = body
  const given = {
    request: requestOf(body, now),
    ...{ name, reason, now, actor: caller.name },
    portfolio: caller.supplier ?? undefined,
  }
  if (body.kind !== 'correct') {
    const filter = openFailures(filterOf(inForce.programme, meterFilter(body.filter), caller, now))
    return { inForce, order: { ...given, set: { kind: 'filter', filter } }, bad: [] }
  }
  const csv = Buffer.from(body.csv)
  const read = await readCorrections(deps.db, inForce.programme, csv, now, caller.supplier ?? undefined)
  const { corrections, digest, bad } = read
  return { inForce, order: { ...given, set: { kind: 'corrections', corrections, file: body.file, digest } }, bad }
}

/** More rows than a person reads are counted. */
const badRowsTold = 1_000
const toldBad = (bad: readonly BadRow[]) => ({ badRows: bad.slice(0, badRowsTold), badRowsInAll: bad.length })

const dryRun = route(
  {
    ...acting,
    path: '/actions/dry-run',
    summary: 'Count what an action would do: who can, who cannot, and what to do first; nothing is changed',
    repeatable: true,
    bodyLimit: correctionBytes,
    params: nothing,
    body: actionOrder,
    answer: actionCount,
  },
  async (asked) => {
    const { inForce, order, bad } = await orderOf(asked)
    return { body: { ...(await countAction(asked.deps.db, inForce, order)), ...toldBad(bad) } }
  },
)

const begin = route(
  {
    ...acting,
    path: '/actions',
    summary: 'Begin an action: the meters that are counted are those that are acted on',
    status: 201,
    bodyLimit: correctionBytes,
    params: nothing,
    body: actionOrder,
    answer: actionCount.extend({ actionId: count }),
  },
  async (asked) => {
    const { inForce, order, bad } = await orderOf(asked)
    const begun = await beginAction(asked.deps.db, inForce, order, { held: asked.body.held })
    return { body: { ...begun, ...toldBad(bad) }, location: `/v1/actions/${begun.actionId}` }
  },
)

const listed = route(
  {
    ...reading,
    path: '/actions',
    summary: 'Actions with their results, the newest first; a supplier sees those of its own people',
    query: z.strictObject({
      ...page,
      open: flag.optional(),
      kind: actionKindForm.optional(),
      failure: z.string().trim().min(1).max(100).optional().describe('whose filter names this failure code'),
    }),
    params: nothing,
    answer: z.object({ actions: list(actionLine), next: maybe(text) }),
  },
  async ({ query: { limit = pageSize, cursor, open = false, kind, failure }, read }) => {
    const which = ['actions', open, kind, failure]
    const of = { open, kind, failure, before: readCursor(which, cursor), limit: limit + 1 }
    const found = await read((tx) => listActions(tx, of))
    const { rows, next } = paged(which, found, limit, ({ actionId }) => actionId)
    return { body: { actions: rows, next } }
  },
)

const one = route(
  {
    ...reading,
    path: '/actions/{action}',
    summary: 'One action: what was asked, by whom, and what came of it',
    params: actionParam,
    answer: actionLine,
  },
  async ({ params, read }) => ({
    body: await read((tx) => showAction(tx, params.action)),
  }),
)

const which = {
  state: actionMemberState.optional(),
  outcome: actionOutcome.optional(),
  code: z.string().trim().min(1).max(100).optional().describe('refused, or failed again, with this code'),
}

const members = route(
  {
    ...reading,
    path: '/actions/{action}/members',
    summary: 'The meters of an action, each with its result, in the order of their journeys',
    params: actionParam,
    query: z.strictObject({ ...which, ...page }),
    answer: z.object({ members: list(actionMember), next: maybe(text) }),
  },
  async ({ params: { action: actionId }, query: { limit = pageSize, cursor, ...filter }, read }) => {
    const place = ['action-members', actionId, filter]
    const after = readCursor(place, cursor) ?? 0
    const found = await read(async (tx) => {
      await showAction(tx, actionId)
      return readMembers(tx, { actionId, ...filter }, { after, limit: limit + 1 })
    })
    const rows = found.slice(0, limit)
    const last = rows.at(-1)
    const next = found.length > limit && last !== undefined ? cursorAt(place, last.journeyId) : null
    return { body: { members: rows, next } }
  },
)

const exported = route(
  {
    ...reading,
    path: '/actions/{action}/members.csv',
    summary: 'The meters of an action with their results as CSV, streamed from one snapshot (columns: docs/cli.md)',
    audited: true,
    params: actionParam,
    query: z.strictObject(which),
    answer: text,
    raw: { type: 'text/csv', describe: 'the meters' },
  },
  async ({ params: { action: actionId }, query, read, reply }) => {
    await read((tx) => showAction(tx, actionId))
    sendCsv(reply, `action-${actionId}.csv`, (out) =>
      read((tx) => pipeline(csvText(actionMemberCsv(tx, { actionId, ...query })), out)),
    )
    return null
  },
)

/** Whoever starts or stops an action sees it, and may what it does. */
async function meant({ params, caller, read }: Asked<{ readonly action: number }, unknown, unknown>): Promise<void> {
  const { kind } = await read((tx) => showAction(tx, params.action))
  mayAct(caller, kind)
}

const start = route(
  {
    ...acting,
    path: '/actions/{action}/start',
    summary: 'Start an action that was counted and held',
    params: actionParam,
    body: noBody,
    answer: actionLine,
  },
  async (asked) => {
    await meant(asked)
    const { params, caller, deps, read, now } = asked
    const inForce = await deps.programmes.current(deps.db)
    await startAction(deps.db, inForce, params.action, { actor: caller.name, now })
    return { body: await read((tx) => showAction(tx, params.action)) }
  },
)

const stop = route(
  {
    ...acting,
    path: '/actions/{action}/stop',
    summary: 'Stop an action: what has not reached its meter does not any more; what has is not undone',
    params: actionParam,
    body: z.strictObject({ reason: reason.nullable().default(null) }),
    answer: actionLine,
  },
  async (asked) => {
    await meant(asked)
    const { params, caller, body, deps, read, now } = asked
    await stopAction(deps.db, params.action, { actor: caller.name, reason: body.reason, now })
    return { body: await read((tx) => showAction(tx, params.action)) }
  },
)

export const actionRoutes: readonly Route[] = [dryRun, begin, listed, one, members, exported, start, stop]
