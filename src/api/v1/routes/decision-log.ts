import { z } from 'zod'
import { decisionSubjects, listDecisions, type DecisionPlace } from '../../../register/read/decision-log.js'
import { wholeFleet } from '../access.js'
import { paged, readPlace } from '../cursor.js'
import { count, givenInstant, instant, list, maybe, noBody, nothing, page, pageSize, text } from '../forms.js'
import { route, type Route } from '../route.js'

const subjects = z.enum(decisionSubjects)

const log = route(
  {
    method: 'GET',
    path: '/decisions',
    summary:
      'The operations log: what was decided about lanes, batches, the programme, actions and imports, latest first',
    tag: 'fleet',
    permission: 'batches:read',
    params: nothing,
    query: z.strictObject({
      ...page,
      about: subjects.optional(),
      actor: z.string().max(200).optional(),
      from: givenInstant.optional(),
      to: givenInstant.optional().describe('not included'),
    }),
    body: noBody,
    answer: z.object({
      decisions: list(
        z.object({
          at: instant,
          about: subjects,
          number: count.describe('of the line among those about the same'),
          what: text,
          subject: maybe(text).describe('lane, or number of the batch, action, import or version; null: all lanes'),
          actor: text,
          reason: maybe(text),
        }),
      ),
      next: maybe(text),
    }),
  },
  async ({ query: { limit = pageSize, cursor, ...filter }, caller, deps }) => {
    wholeFleet(caller)
    const which = ['decisions', filter]
    const before = placeIn(readPlace(which, cursor, /^(\d{1,15}) ([a-z]+) (\d{1,15})$/))
    const found = await listDecisions(deps.db, filter, { before, limit: limit + 1 })
    const { rows, next } = paged(which, found, limit, ({ at, about, number }) => `${at} ${about} ${number}`)
    return { body: { decisions: rows, next } }
  },
)

function placeIn(parts: readonly string[] | null): DecisionPlace | null {
  if (parts === null) return null
  const [at, about, number] = parts
  return { at: Number(at), about: subjects.parse(about), number: Number(number) }
}

export const decisionLogRoutes: readonly Route[] = [log]
