import type { PendingQuery, Row } from 'postgres'
import type { Queryable } from '../database.js'

/** A piece of SQL with its parameters. */
type Fragment = PendingQuery<Row[]>

/** What rows say of each hub: the models behind it (0: none), how many meters, and whether they describe it alike. */
export const hubsOf = (tx: Queryable, rows: Fragment) => tx`
  select hub_id, min(hub_model_id) as hub_model_id, min(hub_model_id) <> max(hub_model_id) as disagrees,
         count(*) filter (where fuel = 'electricity') as electricity, count(*) filter (where fuel = 'gas') as gas,
         coalesce(min(device_model_id) filter (where fuel = 'electricity'), 0) as esme_model_id,
         coalesce(min(device_model_id) filter (where fuel = 'gas'), 0) as gsme_model_id
  from ${rows} group by hub_id`

/** Gathers the hubs of a file behind which something is new, as the temp table `hub`. */
export async function gatherHubs(tx: Queryable): Promise<void> {
  const rows = tx`staging where hub_id in (select hub_id from fresh)`
  await tx`create temp table hub on commit drop as ${hubsOf(tx, rows)}`
}

/**
 * Hubs that the file describes in two ways, and hubs with two meters of a fuel. Of several rows that exclude each other
 * the first one stays. Windows run over the few rows that grouping finds suspect.
 */
export async function checkHubs(tx: Queryable): Promise<void> {
  await tx`
    insert into problem
    select row_number, 5, 'hub_id', 'HUB_DISAGREES', 'row ' || first || ' describes the same hub differently', 'the same maker, model, firmware and CSP in every row of a hub'
    from (
      select row_number, first_value(row_number) over w as first,
             (hub_manufacturer, hub_model, hub_firmware, csp) is distinct from
             (first_value(hub_manufacturer) over w, first_value(hub_model) over w, first_value(hub_firmware) over w, first_value(csp) over w) as differs
      from staging s join hub_model on hub_model.id = s.hub_model_id
      where hub_id in (select hub_id from hub where disagrees)
      window w as (partition by hub_id order by row_number)
    ) s where differs`
  await checkKnownHubs(tx)
  await tx`
    insert into problem
    select row_number, 7, 'hub_id', 'INSTALLATION_FULL', 'another ' || fuel || ' meter is already behind this hub', 'at most one electricity and one gas meter behind a hub'
    from (
      select s.row_number, s.fuel,
             row_number() over (partition by s.hub_id, s.fuel order by m.journey_id is null, s.row_number) as place,
             exists (select from installation i join meter o using (installation_id)
                     where i.hub_id = s.hub_id and o.fuel = s.fuel and o.meter_point <> s.meter_point
                       and not exists (select from staging t where t.meter_point = o.meter_point and t.hub_id <> s.hub_id)) as taken
      from staging s left join meter m using (meter_point)
      where s.hub_id in (select hub_id from hub where electricity > 1 or gas > 1 union all select hub_id from hub join installation using (hub_id))
        and s.row_number not in (select row_number from problem)
    ) s where place > 1 or taken`
}

/** A new meter behind a hub that the register describes in another way, unless the file corrects the hub's other meter. */
async function checkKnownHubs(tx: Queryable): Promise<void> {
  await tx`
    insert into problem
    select f.row_number, 6, 'hub_id', 'HUB_DISAGREES', 'the register describes this hub differently: ' || concat_ws(' ', i.hub_manufacturer, i.hub_model, i.hub_firmware, i.csp),
           'what the register has, or first a correction of the other meter behind the hub'
    from fresh f join hub_model h on h.id = f.hub_model_id join installation i using (hub_id)
    where f.journey_id is null
      and (h.hub_manufacturer, h.hub_model, h.hub_firmware, h.csp) is distinct from (i.hub_manufacturer, i.hub_model, i.hub_firmware, i.csp)
      and not exists (select from staging o join meter m on m.meter_point = o.meter_point where m.installation_id = i.installation_id and o.hub_id = f.hub_id)`
}

/** The checks of new and changed rows against the meters that the register has. */
export async function checkAgainstRegister(tx: Queryable): Promise<void> {
  await tx`
    insert into problem
    select f.row_number, 3, 'device_id', 'DEVICE_IN_USE', 'the register has this device at another meter point', 'the device that is installed at this meter point'
    from fresh f join meter m on m.device_id = f.device_id and m.meter_point <> f.meter_point`
  await tx`
    insert into problem
    select f.row_number, 4, 'supplier', 'SUPPLIER_CONFLICT',
           'the register has this meter with ' || m.supplier_id || coalesce(' since ' || m.supplied_since, ''),
           'after a change of supplier: the gaining supplier, with a later supplied_since'
    from fresh f join meter m using (journey_id)
    where m.supplier_id <> f.supplier_id
      and (f.supplied_since is null or f.supplied_since <= coalesce(m.supplied_since, '-infinity'))
      and not exists (select from correction c where c.journey_id = m.journey_id and c.source = 'person'
                      and c.changes #>> '{supplier_id,0}' = f.supplier_id)
      and not exists (select from evidence e where e.journey_id = m.journey_id and e.kind = 'supplier' and e.detail ->> 'from' = f.supplier_id)`
  await tx`
    insert into problem
    select f.row_number, 8, 'fuel', 'FUEL_CHANGED', 'the register has this meter point as ' || m.fuel, m.fuel
    from fresh f join meter m using (journey_id) where m.fuel <> f.fuel`
}
