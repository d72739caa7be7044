import type { EpochMs, IsoDate } from '../../domain/brands.js'
import type { Programme } from '../../domain/programme.js'
import { outboxPriority } from '../outbox/claim.js'
import type { Queryable } from '../database.js'
import { createMeters } from './create-meters.js'

/** How many rows the merge found of each kind. */
export interface MergeCounts {
  readonly created: number
  readonly changed: number
  readonly unchanged: number
  /** Rows that differ from the register although their journey has ended: left as they are. */
  readonly ended: number
  readonly missing: number
}

export interface MergeContext {
  readonly importId: number
  readonly programme: Programme
  readonly programmeVersion: number
  readonly by: string
  readonly now: EpochMs
  readonly today: IsoDate
  /** The file is said to be the whole portfolio of its suppliers: meters it lacks are listed for a decision. */
  readonly whole: boolean
}

export async function countRows(tx: Queryable): Promise<Omit<MergeCounts, 'missing'>> {
  const [row] = await tx<{ good: number; created: number; changed: number; ended: number }[]>`
    select (select count(*) from staging) as good,
           (select count(*) from fresh where journey_id is null) as created,
           (select count(*) from known where verdict = 'changed') as changed,
           (select count(*) from known where verdict = 'ended') as ended`
  const { good, created, changed, ended } = row ?? { good: 0, created: 0, changed: 0, ended: 0 }
  return { created, changed, ended, unchanged: good - created - changed - ended }
}

/** Carries the sorted rows into the register: new meters with their journeys, corrections of changed ones. */
export async function mergeRows(tx: Queryable, context: MergeContext): Promise<MergeCounts> {
  const counts = await countRows(tx)
  if (counts.created > 0) await createMeters(tx, context, counts.created)
  if (counts.changed > 0) {
    await tx`
      with corrected as (
        insert into correction (journey_id, source, changes, actor, reason, created_at)
        select journey_id, 'import', changes, ${context.by}, 'import ' || ${context.importId}::bigint, ${context.now}
        from known where verdict = 'changed' order by row_number
        returning correction_id, journey_id
      )
      insert into outbox (journey_id, kind, body, priority, not_before)
      select journey_id, 'correction', jsonb_build_object('correctionId', correction_id), ${outboxPriority.correction}, ${context.now}
      from corrected order by correction_id`
  }
  await tx`
    update meter m set source_digest = k.digest, import_id = ${context.importId}, notes = k.notes
    from known k where m.journey_id = k.journey_id`
  const missing = context.whole ? await listMissing(tx, context) : 0
  return { ...counts, missing }
}

async function listMissing(tx: Queryable, context: MergeContext): Promise<number> {
  const [row] = await tx<{ n: number }[]>`
    with named as materialized (
      select meter_point, supplier_id from staging union all select meter_point, supplier_id from rejected
    ), missing as (
      insert into evidence (journey_id, at, kind, code, cause, actor, programme_version, detail)
      select j.journey_id, ${context.now}, 'note', 'IMP_MISSING', 'missing from a whole portfolio: decide what became of it', ${context.by},
             ${context.programmeVersion}, jsonb_build_object('import', ${context.importId}::bigint)
      from journey j join meter m using (journey_id)
      where j.supplier_id in (select supplier_id from named)
        and j.stage not in ('enrolled', 'replaced', 'excluded', 'lost')
        and not exists (select from named n where n.meter_point = m.meter_point)
      returning 1
    )
    select count(*) as n from missing`
  return row?.n ?? 0
}
