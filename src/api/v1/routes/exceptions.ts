import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { Programme } from '../../../domain/programme.js'
import { exceptionCsv } from '../../../operations/exception-csv.js'
import { readOpenExceptions } from '../../../operations/open-failures.js'
import { listExceptionMeters, type ExceptionFilter } from '../../../register/read/exception-meters.js'
import { filterOf } from '../access.js'
import { cursorAt, readCursor } from '../cursor.js'
import { count, instant, list, maybe, noBody, nothing, page, pageSize, text } from '../forms.js'
import { filterQuery, scopeQuery } from '../meter-forms.js'
import { csvText, sendCsv } from '../send-csv.js'
import { route, type Asked, type Route } from '../route.js'

const owner = z.enum(['supplier', 'smso', 'dcc', 'operations']).optional().describe('who must clear them')
const words = { method: 'GET', tag: 'fleet', permission: 'fleet:read', params: nothing, body: noBody } as const
const meant = {
  ...scopeQuery,
  owner,
  code: filterQuery.code,
  state: z.enum(['open', 'closed']).optional().describe('open: not cleared yet (the default)'),
}

type Meant = z.output<z.ZodObject<typeof meant>>

/** The exceptions that a caller means. */
function meantBy(
  { owner: of, state, ...scoped }: Meant,
  { caller, now }: Pick<Asked<unknown, unknown, unknown>, 'caller' | 'now'>,
  programme: Programme,
): ExceptionFilter {
  const filter = filterOf(programme, scoped, caller, now)
  return { ...filter, owner: of, closed: state === 'closed', discreet: caller.supplier !== null }
}

const groups = route(
  {
    ...words,
    path: '/exceptions',
    summary: 'Open inventory exceptions by owner and code',
    query: z.strictObject({ ...scopeQuery, owner }),
    answer: z.object({
      exceptions: list(
        z.object({ owner: text, code: text, meters: count, oldestAt: instant, meaning: text, remedy: text }),
      ),
    }),
  },
  async ({ query: { owner: of, ...scoped }, caller, deps, read, now }) => {
    const { programme } = await deps.programmes.current(deps.db)
    const filter = filterOf(programme, scoped, caller, now)
    return { body: { exceptions: await read((tx) => readOpenExceptions(tx, filter, of)) } }
  },
)

const meters = route(
  {
    ...words,
    path: '/exceptions/meters',
    summary: 'Meters with inventory exceptions, each with what was registered and what was reported',
    query: z.strictObject({ ...meant, ...page }),
    answer: z.object({
      meters: list(
        z.object({
          journeyId: count,
          deviceId: text,
          fuel: text,
          supplier: text,
          smso: text,
          lane: maybe(text),
          exceptions: list(
            z.object({
              code: text,
              owner: text,
              field: text,
              registered: maybe(text),
              reported: maybe(text),
              openedAt: instant,
              closedAt: maybe(instant),
            }),
          ),
        }),
      ),
      next: maybe(text),
    }),
  },
  async ({ query: { limit = pageSize, cursor, ...asked }, caller, deps, read, now }) => {
    const filter = meantBy(asked, { caller, now }, (await deps.programmes.current(deps.db)).programme)
    const place = ['exception-meters', filter]
    const after = readCursor(place, cursor) ?? 0
    const found = await read((tx) => listExceptionMeters(tx, filter, { after, limit: limit + 1 }))
    const rows = found.slice(0, limit)
    const last = rows.at(-1)
    const next = found.length > limit && last !== undefined ? cursorAt(place, last.journeyId) : null
    return { body: { meters: rows, next } }
  },
)

const exported = route(
  {
    ...words,
    path: '/exceptions/meters.csv',
    summary: 'Inventory exceptions as CSV, one a line (columns: docs/api.md)',
    permission: 'meters:export',
    audited: true,
    query: z.strictObject(meant),
    answer: text,
    raw: { type: 'text/csv', describe: 'the exceptions' },
  },
  async ({ query, caller, deps, read, reply, now }) => {
    const filter = meantBy(query, { caller, now }, (await deps.programmes.current(deps.db)).programme)
    sendCsv(reply, 'exceptions.csv', (out) => read((tx) => pipeline(csvText(exceptionCsv(tx, filter)), out)))
    return null
  },
)

export const exceptionRoutes: readonly Route[] = [groups, meters, exported]
