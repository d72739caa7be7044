import type { EpochMs, IsoDate } from '../../domain/brands.js'
import type { Programme } from '../../domain/programme.js'
import { assignCombinations } from '../combinations.js'
import { outboxPriority } from '../outbox/claim.js'
import type { Queryable } from '../database.js'

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

/** Digest of a row's values: an unchanged row is recognised without comparing them one by one. */
const digestOf = (tx: Queryable) => tx`md5(concat_ws('|', s.fuel, s.supplier_id, s.device_id, s.manufacturer, s.model, s.firmware, s.hub_id,
  s.hub_manufacturer, s.hub_model, s.hub_firmware, s.csp, s.smso_id, s.payment_mode, s.service,
  coalesce(s.installed_on::text, '-'), coalesce(s.supplied_since::text, '-'), coalesce(s.compliance_evidence, '-'), s.notes::text))`

/**
 * Sorts the good rows of the staging table into new, changed and unchanged meters, as the temp table `verdict`
 * (row_number, verdict, journey_id, changes). A field that a person corrected keeps the correction while the file merely
 * repeats the value from before it.
 */
export async function sortRows(tx: Queryable): Promise<void> {
  await tx`
    create temp table verdict on commit drop as
    select s.row_number, m.journey_id, ${digestOf(tx)} as digest,
           case when m.journey_id is null then 'created' when m.source_digest = ${digestOf(tx)} then 'unchanged' else 'changed' end as verdict,
           null::jsonb as changes
    from staging s left join meter m using (meter_point)
    where not exists (select from problem p where p.row_number = s.row_number)`
  await tx`create index on verdict (row_number)`
  await tx`
    with difference as (
      select v.row_number, f.field, f.before, f.after
      from verdict v
      join staging s using (row_number)
      join meter m using (journey_id)
      join installation i on i.installation_id = m.installation_id
      cross join lateral (values
        ('supplier_id', m.supplier_id, s.supplier_id), ('device_id', m.device_id, s.device_id),
        ('manufacturer', m.manufacturer, s.manufacturer), ('model', m.model, s.model), ('firmware', m.firmware, s.firmware),
        ('hub_id', i.hub_id, s.hub_id), ('hub_manufacturer', i.hub_manufacturer, s.hub_manufacturer),
        ('hub_model', i.hub_model, s.hub_model), ('hub_firmware', i.hub_firmware, s.hub_firmware), ('csp', i.csp, s.csp),
        ('smso_id', m.smso_id, s.smso_id), ('payment_mode', m.payment_mode, s.payment_mode), ('service', m.service, s.service),
        ('installed_on', m.installed_on::text, s.installed_on::text), ('supplied_since', m.supplied_since::text, s.supplied_since::text),
        ('compliance_evidence', m.compliance_evidence, s.compliance_evidence)) f(field, before, after)
      where v.verdict = 'changed' and f.before is distinct from f.after
        and not exists (
          select from (select c.changes -> f.field as change from correction c
                       where c.journey_id = m.journey_id and c.changes ? f.field
                       order by c.correction_id desc limit 1) last
          where last.change ->> 0 is not distinct from f.after)
        and not (f.field in ('supplier_id', 'supplied_since') and exists (
          select from evidence e where e.journey_id = m.journey_id and e.kind = 'supplier' and e.detail ->> 'from' = s.supplier_id))
    ), gathered as (
      select row_number, jsonb_object_agg(field, jsonb_build_array(before, after)) as changes from difference group by row_number
    )
    update verdict v set changes = g.changes from gathered g where g.row_number = v.row_number`
  await tx`
    update verdict v set verdict = case
      when changes is null then 'unchanged'
      when exists (select from journey j where j.journey_id = v.journey_id and j.stage in ('enrolled', 'replaced', 'lost')) then 'ended'
      else 'changed' end
    where verdict = 'changed'`
}

export async function countRows(tx: Queryable): Promise<Readonly<Record<'created' | 'changed' | 'unchanged' | 'ended', number>>> {
  const rows = await tx<{ verdict: 'created' | 'changed' | 'unchanged' | 'ended'; n: number }[]>`
    select verdict, count(*) as n from verdict group by verdict`
  const count = (verdict: string): number => rows.find((row) => row.verdict === verdict)?.n ?? 0
  return { created: count('created'), changed: count('changed'), unchanged: count('unchanged'), ended: count('ended') }
}

/** Carries the sorted rows into the register: new meters with their journeys, corrections of changed ones. */
export async function mergeRows(tx: Queryable, context: MergeContext): Promise<MergeCounts> {
  const counts = await countRows(tx)
  if (counts.created > 0) await createMeters(tx, context)
  if (counts.changed > 0) {
    await tx`
      with corrected as (
        insert into correction (journey_id, source, changes, actor, reason, created_at)
        select journey_id, 'import', changes, ${context.by}, 'import ' || ${context.importId}::bigint, ${context.now}
        from verdict where verdict = 'changed' order by row_number
        returning correction_id, journey_id
      )
      insert into outbox (journey_id, kind, body, priority, not_before)
      select journey_id, 'correction', jsonb_build_object('correctionId', correction_id), ${outboxPriority.correction}, ${context.now}
      from corrected order by correction_id`
  }
  await tx`
    update meter m set source_digest = v.digest, import_id = ${context.importId}, notes = s.notes
    from verdict v join staging s using (row_number)
    where m.journey_id = v.journey_id and v.verdict <> 'created' and m.source_digest <> v.digest`
  const missing = context.whole ? await listMissing(tx, context) : 0
  return { ...counts, missing }
}

async function createMeters(tx: Queryable, context: MergeContext): Promise<void> {
  await tx`
    insert into installation (hub_id, hub_manufacturer, hub_model, hub_firmware, csp)
    select distinct on (s.hub_id) s.hub_id, s.hub_manufacturer, s.hub_model, s.hub_firmware, s.csp
    from staging s join verdict v using (row_number)
    where v.verdict = 'created' order by s.hub_id, s.row_number
    on conflict (hub_id) do nothing`
  await tx`
    insert into meter (installation_id, meter_point, fuel, supplier_id, device_id, manufacturer, model, firmware, smso_id,
                       payment_mode, service, installed_on, supplied_since, compliance_evidence, notes, source_digest, import_id)
    select i.installation_id, s.meter_point, s.fuel, s.supplier_id, s.device_id, s.manufacturer, s.model, s.firmware, s.smso_id,
           s.payment_mode, s.service, s.installed_on, s.supplied_since, s.compliance_evidence, s.notes, v.digest, ${context.importId}
    from staging s join verdict v using (row_number) join installation i using (hub_id)
    where v.verdict = 'created' order by s.row_number`
  // A meter more behind a hub is another combination.
  await tx`
    update installation i set combination_id = null
    from meter m where m.import_id = ${context.importId} and m.installation_id = i.installation_id and i.combination_id is not null
      and not exists (select from journey j where j.journey_id = m.journey_id)`
  await assignCombinations(tx, context.programme, context.programmeVersion, context.today)
  await tx`
    insert into journey (journey_id, installation_id, supplier_id, cohort_id, lane_id, stage, stage_since, records_wanted_at, records_from)
    select m.journey_id, m.installation_id, m.supplier_id, c.cohort_id, i.lane_id, 'inventory', ${context.now}, ${context.now}, m.smso_id
    from meter m
    join installation i using (installation_id)
    left join combination c using (combination_id)
    where m.import_id = ${context.importId} and not exists (select from journey j where j.journey_id = m.journey_id)
    order by m.journey_id`
  // Whoever stood alone behind a hub that gained a meter is checked again, with the new neighbour in view.
  await tx`
    insert into outbox (journey_id, kind, body, priority, not_before)
    select distinct o.journey_id, 'recheck', '{}'::jsonb, ${outboxPriority.wake}::integer, ${context.now}::timestamptz
    from meter m join journey o on o.installation_id = m.installation_id and o.journey_id <> m.journey_id
    where m.import_id = ${context.importId} and o.epoch > 0`
}

async function listMissing(tx: Queryable, context: MergeContext): Promise<number> {
  const [row] = await tx<{ n: number }[]>`
    with missing as (
      insert into evidence (journey_id, at, kind, code, cause, actor, programme_version, detail)
      select j.journey_id, ${context.now}, 'note', 'IMP_MISSING', 'missing from a whole portfolio: decide what became of it', ${context.by},
             ${context.programmeVersion}, jsonb_build_object('import', ${context.importId}::bigint)
      from journey j join meter m using (journey_id)
      where j.supplier_id in (select distinct supplier_id from staging)
        and j.stage not in ('enrolled', 'replaced', 'excluded', 'lost')
        and not exists (select from staging s where s.meter_point = m.meter_point)
      returning 1
    )
    select count(*) as n from missing`
  return row?.n ?? 0
}
