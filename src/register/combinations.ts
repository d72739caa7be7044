import { cohortOfHub } from '../domain/cohort.js'
import { checkCombination, enrolableSince } from '../domain/eligibility.js'
import { dutyStart, policyOn } from '../domain/duty.js'
import type { IsoDate } from '../domain/brands.js'
import type { DeviceModel, DeviceModelCombination } from '../domain/meter.js'
import type { Programme } from '../domain/programme.js'
import type { Queryable } from './database.js'

interface CombinationRow {
  readonly combination_id: number
  readonly esme_manufacturer: string | null
  readonly esme_model: string | null
  readonly esme_firmware: string | null
  readonly gsme_manufacturer: string | null
  readonly gsme_model: string | null
  readonly gsme_firmware: string | null
  readonly hub_manufacturer: string
  readonly hub_model: string
  readonly hub_firmware: string
  readonly csp: string
  readonly cohort_id: string | null
  readonly lane_id: string | null
  readonly eligibility: string | null
  readonly clock_on: IsoDate | null
}

/**
 * Gives every installation without one its combination, and creates the combinations seen for the first time with
 * what the programme says of them. Set-based: the cost depends on the installations that lack one.
 * @returns how many installations were assigned
 */
export async function assignCombinations(
  tx: Queryable,
  programme: Programme,
  programmeVersion: number,
  today: IsoDate,
): Promise<number> {
  await tx`create temp table if not exists unassigned (installation_id bigint, combination_key text) on commit drop`
  await tx`truncate unassigned`
  const [count] = await tx<{ n: number }[]>`
    with devices as (
      select i.installation_id, i.hub_manufacturer, i.hub_model, i.hub_firmware, i.csp,
             e.manufacturer as em, e.model as eo, e.firmware as ef, g.manufacturer as gm, g.model as go, g.firmware as gf
      from installation i
      left join meter e on e.installation_id = i.installation_id and e.fuel = 'electricity'
      left join meter g on g.installation_id = i.installation_id and g.fuel = 'gas'
      where i.combination_id is null
    ), keyed as (
      select d.*, lower(concat_ws('|', coalesce(em, ''), coalesce(eo, ''), coalesce(ef, ''), coalesce(gm, ''), coalesce(go, ''),
             coalesce(gf, ''), hub_manufacturer, hub_model, hub_firmware, csp)) as combination_key
      from devices d
    ), added as (
      insert into combination (combination_key, esme_manufacturer, esme_model, esme_firmware, gsme_manufacturer, gsme_model,
                               gsme_firmware, hub_manufacturer, hub_model, hub_firmware, csp)
      select distinct on (combination_key) combination_key, em, eo, ef, gm, go, gf, hub_manufacturer, hub_model, hub_firmware, csp
      from keyed order by combination_key
      on conflict (combination_key) do nothing
    ), remembered as (
      insert into unassigned select installation_id, combination_key from keyed returning 1
    )
    select count(*) as n from remembered`
  await assessCombinations(tx, programme, programmeVersion, today, 'new')
  await tx`
    update installation i set combination_id = c.combination_id, lane_id = c.lane_id
    from unassigned u join combination c using (combination_key)
    where i.installation_id = u.installation_id`
  return count?.n ?? 0
}

/** What a programme says of a combination, beside what the register holds of it. */
export interface AssessedCombination {
  readonly combinationId: number
  readonly cohortId: string | null
  readonly laneId: string | null
  readonly eligibility: string
  readonly clockOn: IsoDate | null
}

/**
 * Works out what a programme says, on a day, of each combination, without writing it.
 * @returns those of which it says something else than the register holds
 */
export async function changedCombinations(
  tx: Queryable,
  programme: Programme,
  today: IsoDate,
  which: 'new' | 'all',
): Promise<readonly AssessedCombination[]> {
  const rows = await tx<CombinationRow[]>`
    select * from combination ${which === 'new' ? tx`where assessed_version is null` : tx``} order by combination_id`
  return rows
    .map((row) => ({
      row,
      assessed: { combinationId: row.combination_id, ...assess(programme, combinationOf(row), today) },
    }))
    .filter(
      ({ row, assessed }) =>
        row.cohort_id !== assessed.cohortId ||
        row.lane_id !== assessed.laneId ||
        row.eligibility !== assessed.eligibility ||
        row.clock_on !== assessed.clockOn,
    )
    .map(({ assessed }) => assessed)
}

/**
 * Brings the register's combinations up to date with a programme and a day.
 * @param which only those never assessed (`new`), or `all` after the programme or the day changed
 * @returns the number of this change, by which the meters it concerns are found; null where nothing changed
 */
export async function assessCombinations(
  tx: Queryable,
  programme: Programme,
  programmeVersion: number,
  today: IsoDate,
  which: 'new' | 'all',
): Promise<number | null> {
  const changed = await changedCombinations(tx, programme, today, which)
  if (changed.length === 0) return null
  const [change] = await tx<{ number: number }[]>`
    with change as materialized (select nextval('combination_change') as number)
    update combination c set cohort_id = x.cohort_id, lane_id = x.lane_id, eligibility = x.eligibility,
           clock_on = x.clock_on, assessed_version = ${programmeVersion}, change_number = change.number
    from change, jsonb_to_recordset(${tx.json(changed.map((each) => ({ combination_id: each.combinationId, cohort_id: each.cohortId, lane_id: each.laneId, eligibility: each.eligibility, clock_on: each.clockOn })))})
      as x(combination_id bigint, cohort_id text, lane_id text, eligibility text, clock_on date)
    where c.combination_id = x.combination_id
    returning change.number`
  if (which === 'all') await moveToLanes(tx)
  return change?.number ?? null
}

/** Installations and open journeys follow their combination to another lane or cohort; those at an end stay where they ended. */
async function moveToLanes(tx: Queryable): Promise<void> {
  await tx`
    update installation i set lane_id = c.lane_id from combination c
    where i.combination_id = c.combination_id and i.lane_id is distinct from c.lane_id`
  await tx`
    update journey j set lane_id = c.lane_id, cohort_id = c.cohort_id
    from installation i join combination c using (combination_id)
    where j.installation_id = i.installation_id
      and (j.lane_id, j.cohort_id) is distinct from (c.lane_id, c.cohort_id)
      and j.stage not in ('enrolled', 'replaced', 'excluded', 'lost')`
}

function assess(programme: Programme, combination: DeviceModelCombination, today: IsoDate) {
  const cohort = cohortOfHub(programme, combination.hub.manufacturer)
  const policy = policyOn(programme.policies, today)
  const facts = { ...enrolableSince(programme, combination, today), suppliedSince: null, gained: false }
  return {
    cohortId: cohort?.id ?? null,
    laneId: cohort?.laneId ?? null,
    eligibility: JSON.stringify(checkCombination(programme, combination, today)),
    clockOn: policy === null ? null : dutyStart(policy, facts),
  }
}

function combinationOf(row: CombinationRow): DeviceModelCombination {
  return {
    esme: model(row.esme_manufacturer, row.esme_model, row.esme_firmware),
    gsme: model(row.gsme_manufacturer, row.gsme_model, row.gsme_firmware),
    hub: { manufacturer: row.hub_manufacturer, model: row.hub_model, firmware: row.hub_firmware },
    csp: row.csp,
  }
}

function model(manufacturer: string | null, name: string | null, firmware: string | null): DeviceModel | null {
  return manufacturer === null || name === null || firmware === null ? null : { manufacturer, model: name, firmware }
}
