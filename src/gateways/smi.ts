import type { DeviceId } from '../domain/brands.js'
import type { SmiRecord } from '../domain/meter.js'
import { post, type Endpoint } from './http.js'
import { byDevice } from './smso.js'
import { smiRecordsReply } from './wire.js'

/** What the Smart Metering Inventory is asked. */
export interface SmiGateway {
  /** The inventory's record of each device, in one request; null: unknown there. At most 500 devices. */
  readonly fetchRecords: (deviceIds: readonly DeviceId[]) => Promise<ReadonlyMap<DeviceId, SmiRecord | null>>
}

export function createSmiGateway(endpoint: Endpoint): SmiGateway {
  return {
    async fetchRecords(deviceIds) {
      const { records } = await post(endpoint, '/records', { deviceIds }, smiRecordsReply)
      return byDevice(deviceIds, records)
    },
  }
}
