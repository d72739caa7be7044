import type { DeviceId, SmsoId } from '../domain/brands.js'
import { parseDeviceId } from '../domain/identifiers.js'
import type { SmsoRecord } from '../domain/meter.js'
import { post, type Endpoint } from './http.js'
import { smsoRecordsReply } from './wire.js'

/** What the operators of head ends (SMSOs) are asked. */
export interface SmsoGateway {
  /** The operator's record of each device, in one request; null: unknown to it. At most 500 devices. */
  readonly fetchRecords: (
    smsoId: SmsoId,
    deviceIds: readonly DeviceId[],
  ) => Promise<ReadonlyMap<DeviceId, SmsoRecord | null>>
}

/** @param endpointOf where each SMSO is reached */
export function createSmsoGateway(endpointOf: (smsoId: SmsoId) => Endpoint): SmsoGateway {
  return {
    async fetchRecords(smsoId, deviceIds) {
      const { records } = await post(endpointOf(smsoId), '/records', { deviceIds }, smsoRecordsReply)
      return byDevice(deviceIds, records)
    },
  }
}

/** One entry for each device asked for, whatever the answer's order or spelling of ids. */
export function byDevice<T extends { readonly deviceId: string }>(
  deviceIds: readonly DeviceId[],
  records: readonly T[],
): ReadonlyMap<DeviceId, T | null> {
  const found = new Map(records.map((record) => [parseDeviceId(record.deviceId) ?? record.deviceId, record]))
  return new Map(deviceIds.map((id) => [id, found.get(id) ?? null]))
}
