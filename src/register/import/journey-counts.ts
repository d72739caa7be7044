import { cohortOfHub } from '../../domain/cohort.js'
import type { Programme } from '../../domain/programme.js'
import type { Queryable } from '../database.js'
import type { ImportValues } from './row.js'

/** Counts new journeys as the trigger would (migration 001), while it is laid aside. New journeys have no clock. */
export class JourneyCounts {
  /** By kind and hub model. */
  private readonly counts: number[][] = []

  constructor(private readonly values: ImportValues) {}

  add(kind: number, hubModel: number): void {
    const ofKind = (this.counts[kind] ??= [])
    ofKind[hubModel] = (ofKind[hubModel] ?? 0) + 1
  }

  async write(tx: Queryable, programme: Programme): Promise<void> {
    const counted = this.values.kind.list.flatMap(([, supplier_id], kind) =>
      [...this.byCohort(this.counts[kind] ?? [], programme)].map(([cohort_id, { lane_id, n }]) => ({
        supplier_id,
        cohort_id,
        lane_id,
        n,
      })),
    )
    await tx`
      with counted as materialized (
        select supplier_id, cohort_id, lane_id, sum(n) as n
        from jsonb_to_recordset(${tx.json(counted)}) as x(supplier_id text, cohort_id text, lane_id text, n bigint) group by 1, 2, 3
      ), stages as (
        insert into stage_count as c (slot, supplier_id, cohort_id, lane_id, stage, standing, code, n)
        select 0, supplier_id, cohort_id, lane_id, 'inventory', '', '', n from counted
        on conflict (slot, supplier_id, cohort_id, lane_id, stage, standing, code) do update set n = c.n + excluded.n
      )
      insert into duty_count as c (slot, supplier_id, cohort_id, state, starts_on, due_on, n)
      select 0, supplier_id, cohort_id, 'no-clock', 'infinity', 'infinity', n from counted
      on conflict (slot, supplier_id, cohort_id, state, due_on, starts_on) do update set n = c.n + excluded.n`
  }

  private byCohort(
    byHubModel: readonly (number | undefined)[],
    programme: Programme,
  ): ReadonlyMap<string, { readonly lane_id: string; readonly n: number }> {
    const counted = new Map<string, { readonly lane_id: string; readonly n: number }>()
    this.values.hubModel.list.forEach(([maker], hubModel) => {
      const n = byHubModel[hubModel] ?? 0
      if (n === 0) return
      const cohort = cohortOfHub(programme, maker)
      const id = cohort?.id ?? ''
      counted.set(id, { lane_id: cohort?.laneId ?? '', n: n + (counted.get(id)?.n ?? 0) })
    })
    return counted
  }
}
