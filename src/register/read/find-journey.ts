import type { DeviceId, JourneyId } from '../../domain/brands.js'
import { toJson } from '../json.js'
import type { Queryable } from '../database.js'

/** What a person typed, read in each way in which it could be meant. */
export interface MeterNames {
  readonly meterPoint: string
  readonly deviceId: DeviceId | null
  readonly journeyId: JourneyId | null
}

/** Finds a meter by meter point, else by device id, else by its journey's number; null if there is none. */
export async function findJourney(db: Queryable, names: MeterNames): Promise<JourneyId | null> {
  const [found] = await findJourneys(db, [names])
  return found ?? null
}

/** As `findJourney` for many, in the same order. */
export async function findJourneys(
  db: Queryable,
  names: readonly MeterNames[],
): Promise<readonly (JourneyId | null)[]> {
  const rows = await db<{ journey_id: JourneyId | null }[]>`
    select coalesce(p.journey_id, d.journey_id, n.journey_id) as journey_id
    from jsonb_to_recordset(${db.json(toJson(names.map((each, place) => ({ place, ...each }))))})
      as x(place integer, "meterPoint" text, "deviceId" text, "journeyId" bigint)
    left join meter p on p.meter_point = x."meterPoint"
    left join meter d on d.device_id = x."deviceId"
    left join meter n on n.journey_id = x."journeyId"
    order by x.place`
  return rows.map(({ journey_id }) => journey_id)
}
