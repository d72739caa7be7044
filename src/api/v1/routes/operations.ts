import { z } from 'zod'
import { MeterliftError } from '../../../domain/errors.js'
import type { Caller } from '../../auth/caller.js'
import { findOperation, listOperations } from '../../../register/access/operations.js'
import { paged, readPlace } from '../cursor.js'
import { anything, counts, flag, instant, list, maybe, noBody, nothing, page, pageSize, text } from '../forms.js'
import { route, type Route } from '../route.js'

/** The answer to a command that takes long: where to look. */
export const accepted = z.object({ operationId: text })

const operationForm = z.object({
  operationId: text,
  kind: text,
  state: z.enum(['running', 'done', 'failed']),
  progress: counts,
  result: anything,
  problem: maybe(z.object({ code: text, detail: text, hint: maybe(text) })),
  startedAt: instant,
  finishedAt: maybe(instant),
})
const words = { method: 'GET', tag: 'access', permission: 'signed-in', body: noBody } as const

const one = route(
  {
    ...words,
    path: '/operations/{operation}',
    summary: 'Long work that you asked for: how far it is, and what came of it',
    params: z.strictObject({ operation: z.uuid() }),
    query: nothing,
    answer: operationForm,
  },
  async ({ params, caller, deps }) => {
    const found = await findOperation(deps.db, params.operation)
    if (found !== null && (found.caller === caller.id || seesOthers(caller))) return { body: found }
    throw new MeterliftError('OPERATION_UNKNOWN', `there is no operation ${params.operation}`)
  },
)

/** Whoever sees the whole fleet's imports may look at another's work too. */
function seesOthers({ supplier, permissions }: Caller): boolean {
  return supplier === null && permissions.has('imports:read')
}

const listed = route(
  {
    ...words,
    path: '/operations',
    summary: 'Long work, the latest first: yours, and everyone’s where you may see imports',
    params: nothing,
    query: z.strictObject({ ...page, kind: z.string().max(100).optional(), running: flag.optional() }),
    answer: z.object({ operations: list(operationForm), next: maybe(text) }),
  },
  async ({ query: { limit = pageSize, cursor, kind, running = false }, caller, deps }) => {
    const of = { caller: seesOthers(caller) ? null : caller.id, kind, running }
    const which = ['operations', of]
    const [startedAt, operationId] = readPlace(which, cursor, /^(\d{1,15}) ([0-9a-f-]{36})$/) ?? []
    const before =
      startedAt === undefined || operationId === undefined ? null : { startedAt: Number(startedAt), operationId }
    const found = await listOperations(deps.db, of, { before, limit: limit + 1 })
    const { rows, next } = paged(which, found, limit, (row) => `${row.startedAt} ${row.operationId}`)
    return { body: { operations: rows, next } }
  },
)

export const operationRoutes: readonly Route[] = [one, listed]
