import { stringify } from 'csv-stringify/sync'
import { listExceptionMeters, type ExceptionFilter } from '../register/read/exception-meters.js'
import type { Queryable } from '../register/database.js'

/** Columns of a list of exceptions, in order (docs/api.md). */
export const exceptionColumns = [
  'journey',
  'device_id',
  'fuel',
  'supplier',
  'smso',
  'lane',
  'owner',
  'code',
  'field',
  'registered',
  'reported',
  'opened_at',
  'closed_at',
] as const

const pageSize = 2_000

/** Exceptions as CSV, one a line, in parts: whoever must clear them can work through it. */
export async function* exceptionCsv(
  db: Queryable,
  filter: ExceptionFilter,
): AsyncGenerator<{ readonly text: string; readonly n: number }> {
  yield { text: stringify([[...exceptionColumns]]), n: 0 }
  for (let after = 0; ;) {
    const meters = await listExceptionMeters(db, filter, { after, limit: pageSize })
    const last = meters.at(-1)
    if (last === undefined) return
    after = last.journeyId
    const rows = meters.flatMap(({ journeyId, deviceId, fuel, supplier, smso, lane, exceptions }) =>
      exceptions.map((each) => [
        ...[journeyId, deviceId, fuel, supplier, smso, lane, each.owner, each.code, each.field],
        ...[each.registered, each.reported, new Date(each.openedAt).toISOString()],
        each.closedAt === null ? null : new Date(each.closedAt).toISOString(),
      ]),
    )
    yield { text: stringify(rows), n: rows.length }
  }
}
