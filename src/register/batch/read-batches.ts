import type { EpochMs, IsoDate, JourneyId } from '../../domain/brands.js'
import type { BatchState, MemberState } from '../../domain/batch/state.js'
import type { Queryable } from '../database.js'
import { awaitsWord } from './words.js'

/** A batch of a list. */
export interface BatchLine {
  readonly batchId: number
  readonly parentId: number | null
  readonly name: string
  readonly state: BatchState
  /** Which meters were asked for; a list of devices by its length. */
  readonly filter: Readonly<Record<string, unknown>>
  readonly members: number
  readonly enrolled: number
  readonly failed: number
  readonly live: number
  /** Members by state; those that there are none of are left out. */
  readonly states: Readonly<Partial<Record<MemberState, number>>>
  readonly plannedAt: EpochMs
  readonly plannedBy: string
  readonly endedAt: EpochMs | null
}

/** Which batches a list is of. */
export interface BatchesOf {
  readonly open: boolean
  readonly state?: BatchState | undefined
  readonly parentId: number | null
  readonly before: number | null
  readonly limit: number
}

/** Batches, newest first. */
export async function listBatches(db: Queryable, of: BatchesOf): Promise<readonly BatchLine[]> {
  return db<BatchLine[]>`
    with page as materialized (
      select * from batch b
      where (${!of.open} or b.ended_at is null)
        ${of.state === undefined ? db`` : db`and b.state = ${of.state}`}
        ${of.parentId === null ? db`` : db`and b.parent_id = ${of.parentId}`}
        ${of.before === null ? db`` : db`and b.batch_id < ${of.before}`}
      order by b.batch_id desc limit ${of.limit}
    ), member as (
      select batch_id, state, sum(n)::bigint as n from batch_count where batch_id in (select batch_id from page) group by 1, 2
    ), counted as (
      select batch_id, sum(n) filter (where state = 'enrolled')::bigint as enrolled, sum(n) filter (where state = 'failed')::bigint as failed,
             sum(n) filter (where state in ('left', 'waiting', 'released', 'in-flight', 'retrying'))::bigint as live,
             jsonb_object_agg(state, n) filter (where n > 0) as states
      from member group by 1
    )
    select b.batch_id as "batchId", b.parent_id as "parentId", b.name, b.state, b.members,
           case when jsonb_typeof(b.filter->'devices') = 'array'
                then b.filter || jsonb_build_object('devices', jsonb_array_length(b.filter->'devices')) else b.filter end as filter,
           coalesce(c.enrolled, 0) as enrolled, coalesce(c.failed, 0) as failed, coalesce(c.live, 0) as live,
           coalesce(c.states, '{}') as states, b.planned_at as "plannedAt", b.planned_by as "plannedBy", b.ended_at as "endedAt"
    from page b left join counted c using (batch_id)
    order by b.batch_id desc`
}

/** A member of a batch. */
export interface MemberLine {
  readonly journeyId: JourneyId
  readonly deviceId: string
  readonly fuel: string
  readonly supplier: string
  readonly lane: string | null
  readonly wave: number
  readonly state: MemberState
  readonly code: string | null
  readonly attempts: number
  readonly dueOn: IsoDate | null
  readonly stage: string
  readonly releasedAt: EpochMs | null
  readonly endedAt: EpochMs | null
  /** The batch that it moved to, or in which it is tried again. */
  readonly movedTo: number | null
}

export interface MemberFilter {
  readonly state?: string | undefined
  readonly code?: string | undefined
  readonly wave?: number | undefined
}

/** Members of a batch in the order of their journey numbers. */
export async function listMembers(
  db: Queryable,
  batchId: number,
  filter: MemberFilter,
  page: { readonly after: JourneyId; readonly limit: number },
): Promise<readonly MemberLine[]> {
  return db<MemberLine[]>`
    select b.journey_id as "journeyId", m.device_id as "deviceId", m.fuel, b.supplier_id as supplier, nullif(b.lane_id, '') as lane,
           b.wave, b.state, b.code, b.attempts, b.due_on as "dueOn", j.stage, b.released_at as "releasedAt", b.ended_at as "endedAt",
           b.moved_to as "movedTo"
    from batch_member b join journey j using (journey_id) join meter m using (journey_id)
    where b.batch_id = ${batchId} and b.journey_id > ${page.after}
      ${filter.state === undefined ? db`` : db`and b.state = ${filter.state}`}
      ${filter.code === undefined ? db`` : db`and b.code = ${filter.code}`}
      ${filter.wave === undefined ? db`` : db`and b.wave = ${filter.wave}`}
    order by b.journey_id limit ${page.limit}`
}

/** What was recorded of a batch, beside its counters. */
export interface BatchFacts {
  /** Members that came to their end here since `paceSince`. */
  readonly endedOfLate: number
  /** Suppliers whose authorisation live members wait for. */
  readonly awaited: readonly { readonly supplier: string; readonly meters: number }[]
  readonly authorisations: readonly {
    readonly supplier: string
    readonly decision: string
    readonly at: EpochMs
    readonly by: string
    readonly file: string | null
  }[]
  readonly events: readonly {
    readonly at: EpochMs
    readonly actor: string
    readonly kind: string
    readonly from: string | null
    readonly to: string | null
    readonly reason: string | null
    readonly detail: Readonly<Record<string, unknown>> | null
  }[]
  /** Batches in which its members are tried again. */
  readonly children: readonly { readonly batchId: number; readonly members: number }[]
  /** Members that are tried again elsewhere. */
  readonly retriedElsewhere: number
}

export async function readBatchFacts(db: Queryable, batchId: number, paceSince: EpochMs): Promise<BatchFacts> {
  const [pace, awaited, authorisations, events, children] = await Promise.all([
    db<{ n: number }[]>`
      select count(*) as n from batch_member
      where batch_id = ${batchId} and ended_at >= ${paceSince} and state in ('enrolled', 'failed', 'ended')`,
    db<{ supplier: string; meters: number }[]>`
      select supplier_id as supplier, sum(n)::bigint as meters from batch_count
      where batch_id = ${batchId} and ${awaitsWord(db)} group by 1 having sum(n) > 0 order by 1`,
    db<BatchFacts['authorisations'][number][]>`
      select supplier_id as supplier, decision, decided_at as at, decided_by as by, file_name as file
      from batch_authorisation where batch_id = ${batchId} order by 1`,
    db<BatchFacts['events'][number][]>`
      select at, actor, kind, from_state as "from", to_state as "to", reason, detail
      from batch_event where batch_id = ${batchId} order by event_id`,
    db<{ batchId: number; members: number }[]>`
      select moved_to as "batchId", count(*) as members from batch_member
      where batch_id = ${batchId} and moved_to is not null group by 1 order by 1`,
  ])
  return {
    endedOfLate: pace[0]?.n ?? 0,
    awaited,
    authorisations,
    events,
    children,
    retriedElsewhere: children.reduce((sum, { members }) => sum + members, 0),
  }
}
