import type { Selection } from '../../register/batch/pick.js'
import { meterConditions, type MeterFilter } from '../../register/read/meter-filter.js'

/** Which meters a batch is asked for: a filter, a list of devices, or both; all conditions given hold. */
export interface BatchFilter {
  readonly filter: MeterFilter
  /** Device ids; null: no list was given. */
  readonly devices: readonly string[] | null
}

/** The journeys of a filter, as the register is asked for them. */
export function selectionOf({ filter, devices }: BatchFilter): Selection {
  return (tx) => tx`
    select j.journey_id from journey j join meter m using (journey_id)
    where true ${meterConditions(tx, filter)} ${devices === null ? tx`` : tx`and m.device_id = any(${[...devices]}::text[])`}`
}
