import type { Queryable } from '../database.js'

/**
 * The checks that need other rows or the register, set-based: each bad row of the staging table gets a line in `problem`.
 * Of several rows that exclude each other the first one stays.
 */
export async function checkStaging(tx: Queryable): Promise<void> {
  await tx`create index on staging (meter_point)`
  await tx`create index on staging (hub_id)`
  await tx`analyze staging`
  await tx`
    insert into problem
    select row_number, 1, 'meter_point', 'DUPLICATE_METER_POINT', 'the meter point is also in row ' || first, 'one row for each meter point'
    from (select row_number, min(row_number) over (partition by meter_point) as first from staging) s where row_number > first`
  await tx`
    insert into problem
    select row_number, 2, 'device_id', 'DUPLICATE_DEVICE', 'the device is also in row ' || first, 'one row for each device'
    from (select row_number, min(row_number) over (partition by device_id) as first from staging) s where row_number > first`
  await tx`
    insert into problem
    select s.row_number, 3, 'device_id', 'DEVICE_IN_USE', 'the register has this device at another meter point', 'the device that is installed at this meter point'
    from staging s join meter m on m.device_id = s.device_id and m.meter_point <> s.meter_point`
  await tx`
    insert into problem
    select s.row_number, 4, 'supplier', 'SUPPLIER_CONFLICT',
           'the register has this meter with ' || m.supplier_id || coalesce(' since ' || m.supplied_since, ''),
           'after a change of supplier: the gaining supplier, with a later supplied_since'
    from staging s join meter m using (meter_point)
    where m.supplier_id <> s.supplier_id
      and (s.supplied_since is null or s.supplied_since <= coalesce(m.supplied_since, '-infinity'))
      and not exists (select from correction c where c.journey_id = m.journey_id and c.source = 'person'
                      and c.changes #>> '{supplier_id,0}' = s.supplier_id)
      and not exists (select from evidence e where e.journey_id = m.journey_id and e.kind = 'supplier' and e.detail ->> 'from' = s.supplier_id)`
  await tx`
    insert into problem
    select row_number, 5, 'hub_id', 'HUB_DISAGREES', 'row ' || first || ' describes the same hub differently', 'the same maker, model, firmware and CSP in every row of a hub'
    from (
      select row_number, first_value(row_number) over w as first,
             (hub_manufacturer, hub_model, hub_firmware, csp) is distinct from
             (first_value(hub_manufacturer) over w, first_value(hub_model) over w, first_value(hub_firmware) over w, first_value(csp) over w) as differs
      from staging window w as (partition by hub_id order by row_number)
    ) s where differs`
  await tx`
    insert into problem
    select s.row_number, 6, 'hub_id', 'HUB_DISAGREES', 'the register describes this hub differently: ' || concat_ws(' ', i.hub_manufacturer, i.hub_model, i.hub_firmware, i.csp),
           'what the register has, or first a correction of the other meter behind the hub'
    from staging s join installation i using (hub_id)
    where (s.hub_manufacturer, s.hub_model, s.hub_firmware, s.csp) is distinct from (i.hub_manufacturer, i.hub_model, i.hub_firmware, i.csp)
      and not exists (select from meter m where m.meter_point = s.meter_point)
      and not exists (select from staging o join meter m on m.meter_point = o.meter_point and m.installation_id = i.installation_id where o.hub_id = s.hub_id)`
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
      where s.row_number not in (select row_number from problem)
    ) s where place > 1 or taken`
  await tx`
    insert into problem
    select s.row_number, 8, 'fuel', 'FUEL_CHANGED', 'the register has this meter point as ' || m.fuel, m.fuel
    from staging s join meter m using (meter_point) where m.fuel <> s.fuel`
  await tx`create index on problem (row_number)`
}
