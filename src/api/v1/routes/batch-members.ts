import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { memberCsv } from '../../../operations/batch/member-csv.js'
import { listMembers } from '../../../register/batch/read-batches.js'
import { readBatch } from '../../../register/batch/row.js'
import { wholeFleet } from '../access.js'
import { memberLine, memberStateForm } from '../batch-forms.js'
import { csvText, sendCsv } from '../send-csv.js'
import { cursorAt, readCursor } from '../cursor.js'
import { id, list, maybe, noBody, page, pageSize, text } from '../forms.js'
import { route, type Route } from '../route.js'
import { batchParam } from './batches.js'

const which = {
  state: memberStateForm.optional(),
  code: z.string().trim().min(1).max(100).optional().describe('the reason'),
  wave: id.optional(),
}
const words = { method: 'GET', tag: 'batches', params: batchParam, body: noBody } as const

const members = route(
  {
    ...words,
    path: '/batches/{batch}/members',
    summary: 'Members with where they stand and why, in the order of their journeys',
    permission: 'batches:read',
    query: z.strictObject({ ...which, ...page }),
    answer: z.object({ members: list(memberLine), next: maybe(text) }),
  },
  async ({ params, query: { limit = pageSize, cursor, ...filter }, caller, read }) => {
    wholeFleet(caller)
    const place = ['batch-members', params.batch, filter]
    const after = readCursor(place, cursor) ?? 0
    const found = await read(async (tx) => {
      await readBatch(tx, params.batch)
      return listMembers(tx, params.batch, filter, { after, limit: limit + 1 })
    })
    const rows = found.slice(0, limit)
    const last = rows.at(-1)
    const next = found.length > limit && last !== undefined ? cursorAt(place, last.journeyId) : null
    return { body: { members: rows, next } }
  },
)

const exported = route(
  {
    ...words,
    path: '/batches/{batch}/members.csv',
    summary: 'Members as CSV, streamed from one snapshot (columns: docs/batches.md)',
    permission: 'batches:read',
    audited: true,
    query: z.strictObject(which),
    answer: text,
    raw: { type: 'text/csv', describe: 'the members' },
  },
  async ({ params, query, caller, deps, read, reply }) => {
    wholeFleet(caller)
    await readBatch(deps.db, params.batch)
    sendCsv(reply, `batch-${params.batch}.csv`, (out) =>
      read((tx) => pipeline(csvText(memberCsv(tx, params.batch, query)), out)),
    )
    return null
  },
)

export const batchMemberRoutes: readonly Route[] = [members, exported]
