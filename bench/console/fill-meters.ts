import type { Database } from '../../src/register/database.js'
import { supplierShares, thousandPlaces } from './mix.js'
import type { Combinations } from './world.js'

export interface Fleet {
  readonly meters: number
  readonly now: number
  readonly today: string
  readonly combinations: Combinations
  readonly inService: readonly string[]
}

/** A number that a row draws for itself: the same row and purpose give the same. */
export const draw = (db: Database, column: string, purpose: number) =>
  db`(hashint8extended(${db(column)}, ${purpose}) & 2147483647)`

const hyphened = (db: Database, kind: string, column: string) => {
  const digits = db`lpad(upper(to_hex(${db(column)})), 12, '0')`
  const pairs = [1, 3, 5, 7, 9, 11].map((from) => db`|| '-' || substr(${digits}, ${from}, 2)`)
  return db`(${`02-${kind}`} ${pairs})`
}

/**
 * Fills the tables of installations, meters and journeys. Three installations have five meters: two and two, and one.
 * What an installation draws is in `drawn` for those that fill the rest.
 */
export async function fillMeters(db: Database, fleet: Fleet): Promise<void> {
  await drawInstallations(db, fleet)
  await db`
    insert into meter (journey_id, installation_id, meter_point, fuel, supplier_id, device_id, manufacturer, model, firmware, smso_id,
                       payment_mode, service, installed_on, supplied_since, compliance_evidence, source_digest, import_id)
    overriding system value
    select n, i, case fuel when 'gas' then '7' || lpad(n::text, 9, '0') else '2' || lpad(n::text, 12, '0') end, fuel,
           case fuel when 'gas' then gas_supplier else supplier end, ${hyphened(db, 'E0', 'n')},
           case fuel when 'gas' then gsme_manufacturer else esme_manufacturer end,
           case fuel when 'gas' then gsme_model else esme_model end, case fuel when 'gas' then gsme_firmware else esme_firmware end,
           (array['secure', 'trilliant', 'ie'])[1 + ${draw(db, 'i', 7)} % 3],
           case when prepayment then 'prepayment' else 'credit' end, case when ${draw(db, 'n', 8)} % 5 = 0 then 'dormant' else 'active' end,
           date '2013-01-01' + (${draw(db, 'i', 9)} % 1800)::integer, null, 'SMETS-' || (n % 1000), hashint8extended(n, 1), 1 + n % 40
    from drawn join combination using (combination_id)
    cross join lateral (values (first_meter, 'electricity'), (first_meter + 1, 'gas')) each(n, fuel)
    where dual or fuel = 'electricity'`
  await db`insert into journey ${journeys(db, fleet)}`
  await db`
    insert into installation (installation_id, hub_id, hub_manufacturer, hub_model, hub_firmware, csp, combination_id, lane_id, state,
                              due_on, supplier_id, prepayment, submission_id, release)
    overriding system value
    select i, ${hyphened(db, 'C0', 'i')}, hub_manufacturer, hub_model, hub_firmware, csp, combination_id, d.lane_id,
           coalesce(j.standing, 'idle'), j.due_on, j.supplier_id, d.prepayment,
           case j.standing when 'in-flight' then md5('s' || i)::uuid end, 'free'
    from drawn d join combination c using (combination_id) left join journey j on j.journey_id = d.first_meter and j.standing is not null`
  await db`analyze meter, journey, installation`
  await db`select setval('meter_journey_id_seq', ${fleet.meters}), setval('installation_installation_id_seq', ${fleet.meters})`
}

async function drawInstallations(db: Database, { meters, combinations, inService }: Fleet): Promise<void> {
  const suppliers = Object.entries(supplierShares).flatMap(([id, share]) => Array<string>(share).fill(id))
  await db`
    create temporary table drawn as
    select i, dual, first_meter, c.combination_id, c.cohort_id, c.lane_id, c.cohort_id = any(${[...inService]}::text[]) as in_service,
           supplier, case when ${draw(db, 'i', 2)} % 12 = 0 then other else supplier end as gas_supplier,
           ${draw(db, 'i', 3)} % 7 = 0 as prepayment, (${draw(db, 'i', 4)} % 1000)::integer as place
    from (
      select i, i % 3 <> 0 as dual, (i - 1) / 3 * 5 + (array[5, 1, 3])[1 + i % 3] as first_meter,
             (${suppliers}::text[])[1 + ${draw(db, 'i', 5)} % 100] as supplier, (${suppliers}::text[])[1 + ${draw(db, 'i', 6)} % 100] as other,
             case when i % 3 = 0 then (${[...combinations.single]}::bigint[])[1 + ${draw(db, 'i', 1)} % 1000]
                  else (${[...combinations.dual]}::bigint[])[1 + ${draw(db, 'i', 1)} % 1000] end as combination_id
      from generate_series(1, ${(meters / 5) * 3}::bigint) i
    ) x join combination c using (combination_id)`
  await db`analyze drawn`
}

function journeys(db: Database, { now, today }: Fleet) {
  const [live, ahead] = [thousandPlaces(true), thousandPlaces(false)]
  const of = (key: 'stage' | 'code' | 'failure') => db`
    case when in_service then (${live.map((place) => place[key])}::text[])[1 + place]
         else (${ahead.map((place) => place[key])}::text[])[1 + place] end`
  const enrolled = live.findIndex(({ stage }) => stage === 'enrolled')
  const at = db`${now}::timestamptz`
  const day = db`${today}::date`
  return db`
    (journey_id, installation_id, supplier_id, cohort_id, lane_id, stage, code, standing, stage_since, epoch, seq, step_key,
     programme_version, attempts_used, next_attempt_at, failure_code, failed_at, failure_firmware, records_wanted_at, records_from,
     clock_starts_on, due_on, duty_policy, decision_on, breached_on, met_on, duty_ended_on)
    select n, i, supplier_id, cohort_id, lane_id, stage, code, case stage when 'migration' then standing end,
           case when failed_at is not null then failed_at
                when met_on is not null then met_on + (n % 86400) * interval '1 s'
                else ${at} - (${draw(db, 'n', 11)} % 17280000) * interval '1 s' end,
           1, 3, 'messages', 1,
           case when failure is not null then 1 + ${draw(db, 'n', 12)} % 5 when stage = 'enrolled' or standing = 'in-flight' and stage = 'migration' then 1 else 0 end,
           case stage when 'retry' then ${at} + (${draw(db, 'n', 13)} % 86400) * interval '1 s' end,
           failure, failed_at, case when failure is not null then firmware end,
           case code when 'INV_RECORDS_AWAITED' then ${at} + interval '10 years' end, smso_id,
           clock, due, case when clock is not null then 'six-months' end, due - 42,
           case when due < ${day} and stage not in ('enrolled', 'replaced', 'excluded', 'lost') then due + 1 end,
           met_on, case when stage in ('excluded', 'lost') then least(clock + (${draw(db, 'i', 14)} % 150)::integer, ${day}) end
    from (
      select *, (clock + interval '6 months')::date as due,
             case when stage in ('enrolled', 'replaced') then least(${day}, clock + (${draw(db, 'i', 15)} % 195)::integer) end as met_on,
             case stage when 'retry' then ${at} - (${draw(db, 'n', 16)} % 86400) * interval '1 s'
                        when 'needs-action' then ${at} - ((${draw(db, 'n', 16)} % 10000) / 10000.0) ^ 2 * interval '60 days' end as failed_at
      from (
        select *, case when in_service and stage <> 'inventory' and code is distinct from 'ELG_COMBINATION_NOT_LISTED'
                       then ${day} - (${draw(db, 'i', 17)} % 420)::integer end as clock,
               case when ${draw(db, 'i', 18)} % 12 = 0 then 'in-flight' else 'ready' end as standing
        from (
          select n, i, m.supplier_id, cohort_id, lane_id, m.firmware, m.smso_id, in_service, ${of('stage')} as stage, ${of('code')} as code,
                 ${of('failure')} as failure
          from (
            -- Of a pair one may have failed alone.
            select n, i, cohort_id, lane_id, in_service,
                   case when n = first_meter and dual and in_service and (${live.map(({ failure }) => failure)}::text[])[1 + place] is not null
                             and ${draw(db, 'i', 19)} % 3 = 0 then ${enrolled} else place end as place
            from drawn cross join lateral (values (first_meter), (first_meter + 1)) each(n) where dual or n = first_meter
          ) each join meter m on m.journey_id = n
        ) placed
      ) clocked
    ) dated`
}
