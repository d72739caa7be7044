import { stringify } from 'csv-stringify/sync'
import { listMembers, type MemberFilter, type MemberLine } from '../../register/batch/read-batches.js'
import type { Queryable } from '../../register/database.js'

/** Columns of the export, as the register calls them. */
const columns = [
  ['journey', 'journeyId'],
  ['device_id', 'deviceId'],
  ['fuel', 'fuel'],
  ['supplier', 'supplier'],
  ['lane', 'lane'],
  ['wave', 'wave'],
  ['state', 'state'],
  ['code', 'code'],
  ['attempts', 'attempts'],
  ['due_on', 'dueOn'],
  ['stage', 'stage'],
  ['released_at', 'releasedAt'],
  ['ended_at', 'endedAt'],
  ['moved_to', 'movedTo'],
] as const satisfies readonly (readonly [string, keyof MemberLine])[]

const pageSize = 5_000

/** Members of a batch as CSV (docs/batches.md), in parts with how many members each has; memory does not grow with them. */
export async function* memberCsv(
  db: Queryable,
  batchId: number,
  filter: MemberFilter,
): AsyncGenerator<{ readonly text: string; readonly n: number }> {
  yield { text: stringify([columns.map(([title]) => title)]), n: 0 }
  for (let after = 0; ;) {
    const rows = await listMembers(db, batchId, filter, { after, limit: pageSize })
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.journeyId
    yield { text: stringify(rows.map((row) => columns.map(([, key]) => cell(key, row[key])))), n: rows.length }
  }
}

function cell(key: keyof MemberLine, value: string | number | null): string | number | null {
  return typeof value === 'number' && key.endsWith('At') ? new Date(value).toISOString() : value
}
