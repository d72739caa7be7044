import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { addDays, daysBetween } from '../../../domain/calendar.js'
import { MeterliftError } from '../../../domain/errors.js'
import { findMeter } from '../../../operations/find-meter.js'
import { readMeterStory } from '../../../operations/meter-story.js'
import { checkSort } from '../../../operations/resolve-filter.js'
import { exportColumns, exportMeters } from '../../../register/export/export-meters.js'
import { givenConditions, type MeterFilter } from '../../../register/read/meter-filter.js'
import { listMeters, meterSorts, type Page } from '../../../register/read/list-meters.js'
import { findMeters } from '../../../register/read/find-meters.js'
import type { Queryable } from '../../../register/database.js'
import { filterOf } from '../access.js'
import { paged, readCursor, readPlace } from '../cursor.js'
import { list, maybe, noBody, nothing, page, pageSize, text } from '../forms.js'
import { filterQuery, meterFilter, meterLine, storyForm } from '../meter-forms.js'
import { sendCsv } from '../send-csv.js'
import { stepTag } from '../step-tag.js'
import { route, type Route } from '../route.js'

/** What names a meter: its meter point, its device id in any spelling, or its journey's number. */
export const meterParam = z.strictObject({ meter: z.string().trim().min(1).max(64) })

const firstDay = '1970-01-01'

/** The place of a list by due date; its day is a number, so that every place that can be written is one. */
function readDatedPlace(which: unknown, cursor: string | undefined): Omit<Page, 'limit'> {
  const [after = '0', days] = readPlace(which, cursor, /^(\d{1,15}) (\d{1,6})$/) ?? []
  return { after: Number(after), afterDay: days === undefined ? null : addDays(firstDay, Number(days)) }
}

const listed = route(
  {
    method: 'GET',
    path: '/meters',
    summary: 'Meters of a filter, in the order of their numbers or by due date',
    tag: 'meters',
    permission: 'fleet:read',
    params: nothing,
    query: z.strictObject({
      ...filterQuery,
      sort: z
        .enum(meterSorts)
        .optional()
        .describe('due: earliest due date first; goes with the health of an open duty'),
      ...page,
    }),
    body: noBody,
    answer: z.object({ meters: list(meterLine), next: maybe(text) }),
  },
  async ({ query: { limit = pageSize, cursor, sort, ...words }, caller, deps, read, now }) => {
    const { programme } = await deps.programmes.current(deps.db)
    const filter = filterOf(programme, meterFilter(words), caller, now)
    checkSort(sort, filter)
    const which = ['meters', givenConditions(filter), sort]
    const byDate = sort === 'due'
    const place = byDate ? readDatedPlace(which, cursor) : { after: readCursor(which, cursor) ?? 0 }
    const found = await read((tx) => listMeters(tx, filter, { ...place, limit: limit + 1 }))
    const { rows, next } = paged(which, found, limit, ({ journeyId, dueOn }) =>
      byDate && dueOn !== null ? `${journeyId} ${daysBetween(firstDay, dueOn)}` : journeyId,
    )
    return { body: { meters: rows, next } }
  },
)

const found = route(
  {
    method: 'GET',
    path: '/search',
    summary: 'Meters by meter point, device id or hub, the first twenty',
    tag: 'meters',
    permission: 'fleet:read',
    audited: true,
    params: nothing,
    query: z.strictObject({ q: z.string().trim().min(1).max(64) }),
    body: noBody,
    answer: z.object({ meters: list(meterLine) }),
  },
  async ({ query: { q }, read }) => ({ body: { meters: await read((tx) => findMeters(tx, q)) } }),
)

const story = route(
  {
    method: 'GET',
    path: '/meters/{meter}',
    summary: "One meter's story; its ETag goes with a decision as If-Match",
    tag: 'meters',
    permission: 'fleet:read',
    audited: true,
    params: meterParam,
    query: nothing,
    body: noBody,
    answer: storyForm,
  },
  async ({ params, caller, deps, read, now }) => {
    const { programme } = await deps.programmes.current(deps.db)
    return read(async (tx) => {
      const journeyId = await findMeter(tx, params.meter)
      const told = await readMeterStory(
        tx,
        programme,
        journeyId,
        now,
        caller.supplier === null ? 'everyone' : 'supplier',
      )
      if (told === null) {
        throw new MeterliftError('METER_UNKNOWN', `the register has no meter ${params.meter}`, {
          hint: 'give a meter point, a device id or a journey number; meters list shows them',
        })
      }
      return { body: told, etag: await stepTag(tx, journeyId) }
    })
  },
)

const exported = route(
  {
    method: 'GET',
    path: '/meters.csv',
    summary: 'All meters of a filter as CSV, streamed from one snapshot (columns: docs/cli.md)',
    tag: 'meters',
    permission: 'meters:export',
    audited: true,
    params: nothing,
    query: z.strictObject(filterQuery),
    body: noBody,
    answer: text,
    raw: { type: 'text/csv', describe: 'the meters' },
  },
  async ({ query, caller, deps, read, reply, now }) => {
    const { programme } = await deps.programmes.current(deps.db)
    const filter = filterOf(programme, meterFilter(query), caller, now)
    sendCsv(reply, 'meters.csv', (out) => read((tx) => pipeline(csvOf(tx, filter), out)))
    return null
  },
)

async function* csvOf(tx: Queryable, filter: MeterFilter): AsyncGenerator<string> {
  yield stringify([[...exportColumns]])
  for await (const batch of exportMeters(tx, filter)) {
    yield stringify(batch.map((row) => exportColumns.map((column) => row[column])))
  }
}

export const meterRoutes: readonly Route[] = [listed, found, story, exported]
