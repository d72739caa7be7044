import type { DeviceId, JourneyId } from '../../domain/brands.js'
import type { Queryable } from '../database.js'

/** What a person typed, read in each way in which it could be meant. */
export interface MeterNames {
  readonly meterPoint: string
  readonly deviceId: DeviceId | null
  readonly journeyId: JourneyId | null
}

/** Finds a meter by meter point, else by device id, else by its journey's number; null if there is none. */
export async function findJourney(db: Queryable, names: MeterNames): Promise<JourneyId | null> {
  const [row] = await db<{ journey_id: JourneyId }[]>`
    select journey_id from (
      select 1 as place, journey_id from meter where meter_point = ${names.meterPoint}
      union all select 2, journey_id from meter where device_id = ${names.deviceId}
      union all select 3, journey_id from meter where journey_id = ${names.journeyId}
    ) found order by place limit 1`
  return row?.journey_id ?? null
}
