import type { SupplierId } from '../../domain/brands.js'
import type { Stage, Standing } from '../../domain/stage.js'
import type { Queryable } from '../database.js'

/** Meters of one supplier at one stage and standing. */
export interface SupplierCount {
  readonly supplier: SupplierId
  readonly stage: Stage
  readonly standing: Standing | null
  readonly n: number
}

/** All counters by supplier: one read for everyone who follows them. */
export async function readCountersBySupplier(db: Queryable): Promise<readonly SupplierCount[]> {
  return db<SupplierCount[]>`
    select supplier_id as supplier, stage, nullif(standing, '') as standing, sum(n)::bigint as n
    from stage_count group by supplier_id, stage, standing having sum(n) <> 0`
}
