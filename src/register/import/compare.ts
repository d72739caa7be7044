import type { Queryable } from '../database.js'

/**
 * Finds the rows that the register does not have as they are, as `fresh`: the columns of staging, and `journey_id` where
 * the meter is known. Behind it no check against the register looks at a row that has not changed (createRowDigest).
 */
export async function findFresh(tx: Queryable): Promise<void> {
  await tx`
    create temp table fresh on commit drop as
    select s.*, m.journey_id from staging s left join meter m using (meter_point) where m.source_digest is distinct from s.digest`
  await tx`create index on fresh (row_number)`
  await tx`analyze fresh`
}

/**
 * Sorts the fresh rows of known meters, as the temp table `known` (row_number, verdict, journey_id, changes). A field
 * that a person corrected keeps the correction while the file merely repeats the value from before it.
 */
export async function compareKnown(tx: Queryable): Promise<void> {
  await tx`
    create temp table known on commit drop as
    with difference as (
      select s.row_number, f.field, f.before, f.after
      from fresh s
      join device_model d on d.id = s.device_model_id
      join hub_model h on h.id = s.hub_model_id
      join meter m using (journey_id)
      join installation i on i.installation_id = m.installation_id
      cross join lateral (values
        ('supplier_id', m.supplier_id, s.supplier_id), ('device_id', m.device_id, s.device_id),
        ('manufacturer', m.manufacturer, d.manufacturer), ('model', m.model, d.model), ('firmware', m.firmware, d.firmware),
        ('hub_id', i.hub_id, s.hub_id), ('hub_manufacturer', i.hub_manufacturer, h.hub_manufacturer),
        ('hub_model', i.hub_model, h.hub_model), ('hub_firmware', i.hub_firmware, h.hub_firmware), ('csp', i.csp, h.csp),
        ('smso_id', m.smso_id, s.smso_id), ('payment_mode', m.payment_mode, s.payment_mode), ('service', m.service, s.service),
        ('installed_on', m.installed_on::text, s.installed_on::text), ('supplied_since', m.supplied_since::text, s.supplied_since::text),
        ('compliance_evidence', m.compliance_evidence, s.compliance_evidence)) f(field, before, after)
      where f.before is distinct from f.after
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
    select f.row_number, f.journey_id, f.digest, f.notes, g.changes,
           case when g.changes is null then 'unchanged'
                when j.stage in ('enrolled', 'replaced', 'lost') then 'ended'
                else 'changed' end as verdict
    from fresh f left join gathered g using (row_number) left join journey j on j.journey_id = f.journey_id
    where f.journey_id is not null`
  await tx`create index on known (row_number)`
}
