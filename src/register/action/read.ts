import type { EpochMs, JourneyId, SupplierId } from '../../domain/brands.js'
import type { ActionRequest, ActionState, MemberState } from '../../domain/action/request.js'
import type { Queryable } from '../database.js'

export const memberOutcomes = ['under-way', 'enrolled', 'failed', 'held', 'ended'] as const
export type MemberOutcome = (typeof memberOutcomes)[number]

/** An action as it was asked for, with who and when. */
export interface StoredAction {
  readonly actionId: number
  readonly name: string
  readonly kind: ActionRequest['kind']
  readonly state: ActionState
  readonly filter: Readonly<Record<string, unknown>>
  readonly programmeVersion: number
  readonly request: ActionRequest
  readonly actor: string
  readonly reason: string | null
  /** The supplier whose people asked; null: the operations team. */
  readonly supplier: SupplierId | null
  readonly createdAt: EpochMs
  readonly startedAt: EpochMs | null
  readonly startedBy: string | null
  readonly stopAskedAt: EpochMs | null
  readonly stopAskedBy: string | null
  readonly stopReason: string | null
  readonly endedAt: EpochMs | null
  /** The batches in which its retries run; each names its parent. */
  readonly batches: readonly { readonly batchId: number; readonly parentId: number | null }[]
}

/** One counter of an action's members. */
export interface MemberCount {
  readonly actionId: number
  readonly state: MemberState
  readonly code: string | null
  readonly outcome: MemberOutcome | null
  readonly outcomeCode: string | null
  readonly meters: number
}

/** The newest actions first, or the one that is named. */
export async function readActions(
  db: Queryable,
  options: {
    readonly only?: number
    readonly open?: boolean
    readonly kind?: string | undefined
    /** Of this failure code, by its filter. */
    readonly failure?: string | undefined
    readonly before?: number | null
    readonly limit: number
  },
): Promise<readonly StoredAction[]> {
  return db<StoredAction[]>`
    select action_id as "actionId", name, kind, state, filter, programme_version as "programmeVersion", request, actor, reason, supplier_id as supplier,
           created_at as "createdAt", started_at as "startedAt", started_by as "startedBy", stop_asked_at as "stopAskedAt",
           stop_asked_by as "stopAskedBy", stop_reason as "stopReason", ended_at as "endedAt",
           array(select jsonb_build_object('batchId', b.batch_id, 'parentId', b.parent_id)
                 from action_batch x join batch b using (batch_id) where x.action_id = action.action_id order by b.batch_id) as batches
    from action
    where true ${options.only === undefined ? db`` : db`and action_id = ${options.only}`}
      ${options.open === true ? db`and state in ('running', 'stopping')` : db``}
      ${options.kind === undefined ? db`` : db`and kind = ${options.kind}`}
      ${options.failure === undefined ? db`` : db`and filter ->> 'failure' = ${options.failure}`}
      ${options.before === undefined || options.before === null ? db`` : db`and action_id < ${options.before}`}
    order by action_id desc limit ${options.limit}`
}

/** Members by result, from the counters: of a supplier that asks just its own. */
export async function readMemberCounts(db: Queryable, actionIds: readonly number[]): Promise<readonly MemberCount[]> {
  return db<MemberCount[]>`
    select action_id as "actionId", state, nullif(code, '') as code, nullif(outcome, '') as outcome,
           nullif(outcome_code, '') as "outcomeCode", sum(n)::bigint as meters
    from action_count where action_id = any(${[...actionIds]}::bigint[])
    group by 1, 2, 3, 4, 5 having sum(n) > 0 order by meters desc, 2, 3, 4, 5`
}

/** One member with its result. A retry that is under way says where the meter stands now. */
export interface MemberLine {
  readonly journeyId: JourneyId
  readonly deviceId: string
  readonly supplier: string
  readonly state: MemberState
  readonly code: string | null
  readonly message: string | null
  readonly decidedAt: EpochMs | null
  readonly outcome: MemberOutcome | null
  readonly outcomeCode: string | null
  readonly outcomeAt: EpochMs | null
  readonly stage: string
  readonly stageCode: string | null
  /** The batch in which it is tried again. */
  readonly batchId: number | null
}

export interface MemberQuery {
  readonly actionId: number
  readonly state?: MemberState | undefined
  readonly outcome?: MemberOutcome | undefined
  readonly code?: string | undefined
}

const memberLines = (db: Queryable, { actionId, state, outcome, code }: MemberQuery) => db`
  select x.journey_id as "journeyId", m.device_id as "deviceId", x.supplier_id as supplier, x.state, x.code, x.message,
         x.decided_at as "decidedAt", x.outcome, x.outcome_code as "outcomeCode", x.outcome_at as "outcomeAt", j.stage,
         j.code as "stageCode", x.batch_id as "batchId"
  from action_member x join journey j using (journey_id) join meter m using (journey_id)
  where x.action_id = ${actionId}
    ${state === undefined ? db`` : db`and x.state = ${state}`} ${outcome === undefined ? db`` : db`and x.outcome = ${outcome}`}
    ${code === undefined ? db`` : db`and ${code} in (x.code, x.outcome_code)`}`

/** Members in the order of their journeys: pages neither repeat nor skip while results come in. */
export async function readMembers(
  db: Queryable,
  query: MemberQuery,
  page: { readonly after: JourneyId; readonly limit: number },
): Promise<readonly MemberLine[]> {
  return db<MemberLine[]>`
    ${memberLines(db, query)} and x.journey_id > ${page.after} order by x.journey_id limit ${page.limit}`
}

/** All members of an action, in batches, from one snapshot. */
export async function* exportMembers(db: Queryable, query: MemberQuery): AsyncGenerator<readonly MemberLine[]> {
  yield* db<MemberLine[]>`${memberLines(db, query)} order by x.journey_id`.cursor(1_000)
}
