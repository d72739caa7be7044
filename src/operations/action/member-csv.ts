import { stringify } from 'csv-stringify/sync'
import { exportMembers, type MemberLine, type MemberQuery } from '../../register/action/read.js'
import type { Queryable } from '../../register/database.js'

/** Members of an action as CSV (docs/cli.md), in parts with how many meters each has; memory does not grow with them. */
export async function* actionMemberCsv(
  db: Queryable,
  query: MemberQuery,
): AsyncGenerator<{ readonly text: string; readonly n: number }> {
  yield { text: stringify([Object.keys(memberColumns)]), n: 0 }
  for await (const batch of exportMembers(db, query)) {
    const rows = batch.map((line) => Object.values(memberColumns).map((of) => of(line)))
    yield { text: stringify(rows), n: batch.length }
  }
}

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

/** Columns of an export, in order. */
const memberColumns: Readonly<Record<string, (line: MemberLine) => string | number | null>> = {
  journey: ({ journeyId }) => journeyId,
  device_id: ({ deviceId }) => deviceId,
  supplier: ({ supplier }) => supplier,
  state: ({ state }) => state,
  code: ({ code }) => code,
  message: ({ message }) => message,
  decided_at: ({ decidedAt }) => instant(decidedAt),
  outcome: ({ outcome }) => outcome,
  outcome_code: ({ outcomeCode }) => outcomeCode,
  outcome_at: ({ outcomeAt }) => instant(outcomeAt),
  stage: ({ stage }) => stage,
  stage_code: ({ stageCode }) => stageCode,
  batch: ({ batchId }) => batchId,
}
