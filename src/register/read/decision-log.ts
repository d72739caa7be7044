import type { EpochMs } from '../../domain/brands.js'
import type { Queryable } from '../database.js'

/** What decisions of a log are about. */
export const decisionSubjects = ['action', 'batch', 'import', 'lane', 'programme'] as const
export type DecisionSubject = (typeof decisionSubjects)[number]

/** Something that was decided about the fleet; what was decided about one meter is in its story. */
export interface DecisionLine {
  readonly at: EpochMs
  readonly about: DecisionSubject
  /** Number of the line among those about the same. */
  readonly number: number
  /** What was done, as `stop`, `approve` or `applied`. */
  readonly what: string
  /** Lane, or number of the batch, action, import or version; null: all lanes. */
  readonly subject: string | null
  readonly actor: string
  readonly reason: string | null
}

/** The place of a line in the log. */
export type DecisionPlace = Pick<DecisionLine, 'at' | 'about' | 'number'>

export interface DecisionFilter {
  readonly about?: DecisionSubject | undefined
  readonly actor?: string | undefined
  readonly from?: EpochMs | undefined
  /** Not included. */
  readonly to?: EpochMs | undefined
}

/** Decisions about lanes, batches and the programme, actions and imports: the latest first. Each part is read by its index. */
export async function listDecisions(
  db: Queryable,
  filter: DecisionFilter,
  { before, limit }: { readonly before: DecisionPlace | null; readonly limit: number },
): Promise<readonly DecisionLine[]> {
  const { about, actor, from, to } = filter
  const parts = partsOf(db)
  const wanted = about === undefined ? decisionSubjects.flatMap((each) => parts[each]) : parts[about]
  const limited = wanted.map(
    (part) => db`(
      select * from (${part}) p
      where ${from === undefined ? db`true` : db`at >= ${from}`} ${to === undefined ? db`` : db`and at < ${to}`}
        ${actor === undefined ? db`` : db`and actor = ${actor}`}
        ${before === null ? db`` : db`and at <= ${before.at} and (at, about, number) < (${before.at}, ${before.about}, ${before.number})`}
      order by at desc, about desc, number desc limit ${limit})`,
  )
  const all = limited.reduce((others, part) => db`${others} union all ${part}`)
  return db<DecisionLine[]>`
    select * from (${all}) log
    order by at desc, about desc, number desc limit ${limit}`
}

function partsOf(db: Queryable) {
  return {
    // An action that was stopped has two lines: twice its number, and one more.
    action: [
      db`select created_at as at, 'action' as about, action_id * 2 as number, kind as what, action_id::text as subject, actor, reason
         from action`,
      db`select stop_asked_at as at, 'action' as about, action_id * 2 + 1 as number, 'stop' as what, action_id::text as subject,
                stop_asked_by as actor, stop_reason as reason
         from action where stop_asked_at is not null`,
    ],
    batch: [
      db`select at, 'batch' as about, event_id as number, kind as what, batch_id::text as subject, actor, reason from batch_event`,
    ],
    import: [
      db`select started_at as at, 'import' as about, import_id as number, 'import' as what, import_id::text as subject,
                started_by as actor, file_name as reason
         from import`,
    ],
    lane: [
      db`select at, 'lane' as about, event_id as number, kind as what, nullif(lane_id, '*') as subject, actor, reason from lane_event`,
    ],
    programme: [
      db`select applied_at as at, 'programme' as about, version::bigint as number, 'applied' as what, version::text as subject,
                applied_by as actor, null as reason
         from programme_version`,
    ],
  }
}
