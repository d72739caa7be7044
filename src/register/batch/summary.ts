import type { EpochMs } from '../../domain/brands.js'
import type { BatchPlan } from '../../domain/batch/plan.js'
import type { MemberCounts } from '../../domain/batch/waves.js'
import { toJson } from '../json.js'
import type { Queryable } from '../database.js'
import { byCode, byState, readAttemptCounts, readMemberCounts, type AttemptCount } from './counts.js'
import { readBatch } from './row.js'

/** What came of a batch. */
export interface BatchSummary {
  readonly asked: {
    readonly filter: Readonly<Record<string, unknown>>
    readonly plan: BatchPlan
    readonly members: number
  }
  readonly members: MemberCounts
  readonly failed: Readonly<Record<string, number>>
  readonly givenBack: Readonly<Record<string, number>>
  readonly suppliers: readonly {
    readonly supplier: string
    readonly state: string
    readonly code: string | null
    readonly meters: number
  }[]
  readonly attempts: { readonly made: number; readonly costPence: number; readonly landed: readonly AttemptCount[] }
  readonly plannedAt: EpochMs
  readonly startedAt: EpochMs | null
  readonly endedAt: EpochMs
  readonly ranMs: number | null
  readonly who: readonly {
    readonly at: EpochMs
    readonly actor: string
    readonly kind: string
    readonly from: string | null
    readonly to: string | null
    readonly reason: string | null
  }[]
}

/** What came of a batch; written once and kept for good, whatever becomes of its meters later. */
export async function writeSummary(tx: Queryable, batchId: number, now: EpochMs): Promise<void> {
  const batch = await readBatch(tx, batchId)
  const counts = await readMemberCounts(tx, batchId)
  const attempts = await readAttemptCounts(tx, batchId)
  const suppliers = await tx<BatchSummary['suppliers'][number][]>`
    select supplier_id as supplier, state, nullif(code, '') as code, sum(n)::bigint as meters
    from batch_count where batch_id = ${batchId} group by 1, 2, 3 having sum(n) > 0 order by 1, 2, 3`
  const [spent] = await tx<{ pence: number; attempts: number }[]>`
    select coalesce(sum(cost_pence), 0)::bigint as pence, count(*) as attempts from attempt where batch_id = ${batchId}`
  const who = await tx<BatchSummary['who'][number][]>`
    select at, actor, kind, from_state as "from", to_state as "to", reason from batch_event where batch_id = ${batchId} order by event_id`
  const summary: BatchSummary = {
    asked: { filter: batch.filter, plan: batch.plan, members: batch.members },
    members: byState(counts),
    failed: byCode(counts, 'failed'),
    givenBack: byCode(counts, 'given-back'),
    suppliers,
    attempts: { made: spent?.attempts ?? 0, costPence: spent?.pence ?? 0, landed: attempts },
    plannedAt: batch.planned_at,
    startedAt: batch.started_at,
    endedAt: now,
    ranMs: batch.started_at === null ? null : now - batch.started_at,
    who,
  }
  await tx`update batch set summary = ${tx.json(toJson(summary))} where batch_id = ${batchId} and summary is null`
}
