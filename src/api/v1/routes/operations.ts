import { z } from 'zod'
import { MeterliftError } from '../../../domain/errors.js'
import { findOperation } from '../../../register/access/operations.js'
import { anything, counts, instant, maybe, noBody, nothing, text } from '../forms.js'
import { route, type Route } from '../route.js'

/** The answer to a command that takes long: where to look. */
export const accepted = z.object({ operationId: text })

const one = route(
  {
    method: 'GET',
    path: '/operations/{operation}',
    summary: 'Long work that you asked for: how far it is, and what came of it',
    tag: 'access',
    permission: 'signed-in',
    params: z.strictObject({ operation: z.uuid() }),
    query: nothing,
    body: noBody,
    answer: z.object({
      operationId: text,
      kind: text,
      state: z.enum(['running', 'done', 'failed']),
      progress: counts,
      result: anything,
      problem: maybe(z.object({ code: text, detail: text, hint: maybe(text) })),
      startedAt: instant,
      finishedAt: maybe(instant),
    }),
  },
  async ({ params, caller, deps }) => {
    const found = await findOperation(deps.db, params.operation)
    // Whoever sees the whole fleet's imports may look at another's work too.
    const mayLook = found !== null && (found.caller === caller.id || caller.permissions.has('imports:read'))
    if (!mayLook) throw new MeterliftError('OPERATION_UNKNOWN', `there is no operation ${params.operation}`)
    const { operationId, kind, state, progress, result, problem, startedAt, finishedAt } = found
    return { body: { operationId, kind, state, progress, result, problem, startedAt, finishedAt } }
  },
)

export const operationRoutes: readonly Route[] = [one]
