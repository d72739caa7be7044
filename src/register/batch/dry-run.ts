import type { LaneId } from '../../domain/brands.js'
import type { Load } from '../../domain/batch/forecast.js'
import type { Queryable } from '../database.js'

/** Meters of the last pick that stand at one thing. */
export interface PickGroup {
  /** `ready`: can go now. Else the reason why not. */
  readonly code: string
  readonly stage: string
  /** False: no member, the reason says why. */
  readonly member: boolean
  readonly meters: number
  /** Device ids of a few. */
  readonly examples: readonly string[]
  /** Batches in which they are live. */
  readonly batches: readonly number[]
}

/** Meters of the last pick by reason, most first. */
export async function groupPick(tx: Queryable): Promise<readonly PickGroup[]> {
  return tx<PickGroup[]>`
    select coalesce(p.code, case when i.state = 'ready' and j.stage = 'migration' then 'ready'
                                 else batch_member_code('waiting', j.stage, j.standing, j.code, j.failure_code) end) as code,
           j.stage, p.code is null as member, count(*) as meters,
           (array_agg(m.device_id order by j.journey_id))[1:3] as examples,
           coalesce(array_agg(distinct p.other_batch) filter (where p.other_batch is not null), '{}') as batches
    from batch_pick p join journey j using (journey_id) join meter m using (journey_id)
    join installation i on i.installation_id = j.installation_id
    group by 1, 2, 3 order by meters desc, code`
}

/** How many were asked for, and how many came with them as siblings. */
export async function countPick(tx: Queryable): Promise<{ readonly matched: number; readonly siblings: number }> {
  const [row] = await tx<{ matched: number; siblings: number }[]>`
    select count(*) filter (where matched) as matched, count(*) filter (where not matched and code is null) as siblings from batch_pick`
  return row ?? { matched: 0, siblings: 0 }
}

/** Members of the last pick that can go now, by lane, kind and date. */
export async function loadsOfPick(tx: Queryable): Promise<readonly (Load & { readonly laneId: LaneId })[]> {
  return tx<(Load & { readonly laneId: LaneId })[]>`
    select "laneId", prepayment, "dueOn", count(*) as installations, sum(meters)::bigint as meters
    from (
      select i.lane_id as "laneId", i.prepayment, i.due_on as "dueOn", count(*) as meters
      from batch_pick p join installation i using (installation_id)
      where p.code is null and i.state = 'ready' and i.lane_id is not null
      group by i.installation_id
    ) each_one
    group by 1, 2, 3`
}

/** A supplier whose meters of the last pick await its authorisation. */
export interface MissingWord {
  readonly supplier: string
  readonly meters: number
  /** Of these: of an installation that another supplier has a meter in. */
  readonly split: number
}

export async function missingWords(tx: Queryable): Promise<readonly MissingWord[]> {
  return tx<MissingWord[]>`
    select j.supplier_id as supplier, count(*) as meters,
           count(*) filter (where exists (select from journey o where o.installation_id = j.installation_id and o.supplier_id <> j.supplier_id)) as split
    from batch_pick p join journey j using (journey_id)
    where p.code is null and j.stage = 'waiting' and j.code = 'AUT_SUPPLIER'
    group by 1 order by 1`
}

/** Device ids that no meter has. */
export async function unknownDevices(tx: Queryable, devices: readonly string[]): Promise<readonly string[]> {
  const rows = await tx<{ id: string }[]>`
    select id from unnest(${[...devices]}::text[]) id where not exists (select from meter m where m.device_id = id)`
  return rows.map(({ id }) => id)
}
