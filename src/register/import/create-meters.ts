import { assessCombinations, assignCombinations } from '../combinations.js'
import { outboxPriority } from '../outbox/claim.js'
import type { Queryable } from '../database.js'
import { hubsOf } from './check-staging.js'
import type { MergeContext } from './merge.js'

/** Beyond so many new meters, plans go wrong without statistics of the tables that they join. */
const manyMeters = 10_000

/** Creates the meters of the fresh rows that the register does not know, with their installations and journeys. */
export async function createMeters(tx: Queryable, context: MergeContext, created: number): Promise<void> {
  await tx`create temp table new_hub on commit drop as ${hubsOf(tx, tx`fresh where journey_id is null`)}`
  await nameCombinations(tx)
  await assessCombinations(tx, context.programme, context.programmeVersion, context.today, 'new')
  // A meter more behind a hub is another combination.
  await tx`update installation i set combination_id = null from new_hub h where i.hub_id = h.hub_id`
  await insertInstallations(tx)
  if (created > manyMeters) await tx`analyze installation (installation_id, hub_id, combination_id)`
  await insertMeters(tx, context)
  if (created > manyMeters) await tx`analyze meter (installation_id, import_id)`
  await assignCombinations(tx, context.programme, context.programmeVersion, context.today)
  await insertJourneys(tx, context)
  // Whoever stood alone behind a hub that gained a meter is checked again, with the new neighbour in view.
  await tx`
    insert into outbox (journey_id, kind, body, priority, not_before)
    select distinct o.journey_id, 'recheck', '{}'::jsonb, ${outboxPriority.wake}::integer, ${context.now}::timestamptz
    from meter m join journey o on o.installation_id = m.installation_id and o.journey_id <> m.journey_id
    where m.import_id = ${context.importId} and o.epoch > 0`
}

/**
 * Writes the combinations that new hubs (`new_hub`) show for the first time; the temp table `named` says which one each
 * shows, by the numbers of its models, 0 standing for no such meter.
 */
export async function nameCombinations(tx: Queryable): Promise<void> {
  await tx`
    create temp table named on commit drop as
    select n.*, e.manufacturer as em, e.model as eo, e.firmware as ef, g.manufacturer as gm, g.model as go, g.firmware as gf,
           h.hub_manufacturer, h.hub_model, h.hub_firmware, h.csp,
           lower(concat_ws('|', coalesce(e.manufacturer, ''), coalesce(e.model, ''), coalesce(e.firmware, ''), coalesce(g.manufacturer, ''),
                           coalesce(g.model, ''), coalesce(g.firmware, ''), hub_manufacturer, hub_model, hub_firmware, csp)) as combination_key
    from (select distinct hub_model_id, esme_model_id, gsme_model_id from new_hub) n
    join hub_model h on h.id = n.hub_model_id
    left join device_model e on e.id = n.esme_model_id
    left join device_model g on g.id = n.gsme_model_id`
  await tx`
    insert into combination (combination_key, esme_manufacturer, esme_model, esme_firmware, gsme_manufacturer, gsme_model,
                             gsme_firmware, hub_manufacturer, hub_model, hub_firmware, csp)
    select distinct on (combination_key) combination_key, em, eo, ef, gm, go, gf, hub_manufacturer, hub_model, hub_firmware, csp
    from named order by combination_key
    on conflict (combination_key) do nothing`
  await tx`analyze named, combination`
}

/** A hub that is there already keeps its installation. That is asked by its key: by a plan, it might be asked of all that were just inserted. */
async function insertInstallations(tx: Queryable): Promise<void> {
  await tx`
    insert into installation (hub_id, hub_manufacturer, hub_model, hub_firmware, csp, combination_id, lane_id)
    select h.hub_id, n.hub_manufacturer, n.hub_model, n.hub_firmware, n.csp, c.combination_id, c.lane_id
    from new_hub h
    join named n using (hub_model_id, esme_model_id, gsme_model_id)
    join combination c using (combination_key)
    on conflict (hub_id) do nothing`
}

/** Numbers of meters follow the file. */
async function insertMeters(tx: Queryable, { importId }: MergeContext): Promise<void> {
  await tx`
    insert into meter (installation_id, meter_point, fuel, supplier_id, device_id, manufacturer, model, firmware, smso_id,
                       payment_mode, service, installed_on, supplied_since, compliance_evidence, notes, source_digest, import_id)
    select i.installation_id, s.meter_point, s.fuel, s.supplier_id, s.device_id, d.manufacturer, d.model, d.firmware, s.smso_id,
           s.payment_mode, s.service, s.installed_on, s.supplied_since, s.compliance_evidence, s.notes, s.digest, ${importId}
    from fresh s
    join installation i using (hub_id)
    join device_model d on d.id = s.device_model_id
    where s.journey_id is null
    order by s.row_number`
}

async function insertJourneys(tx: Queryable, { importId, now }: MergeContext): Promise<void> {
  await tx`
    insert into journey (journey_id, installation_id, supplier_id, cohort_id, lane_id, stage, stage_since, records_wanted_at, records_from)
    select m.journey_id, m.installation_id, m.supplier_id, c.cohort_id, i.lane_id, 'inventory', ${now}, ${now}, m.smso_id
    from meter m
    join installation i using (installation_id)
    left join combination c using (combination_id)
    where m.import_id = ${importId}
    on conflict (journey_id) do nothing`
}
