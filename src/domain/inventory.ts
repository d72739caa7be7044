import type { DeviceId } from './brands.js'
import { maskMeterPoint, parseDeviceId } from './identifiers.js'
import type { DeviceModel, Hub, Meter, SmiRecord, SmiStatus, SmsoRecord } from './meter.js'
import type { Owner } from './programme.js'
import { sameText } from './text.js'

/** What an inventory check can find. */
export const inventoryCodes = [
  'INV_UNKNOWN_TO_SMSO',
  'INV_METER_POINT',
  'INV_FUEL',
  'INV_HUB',
  'INV_DEVICE_MODEL',
  'INV_HUB_MODEL',
  'INV_FIRMWARE',
  'INV_HUB_FIRMWARE',
  'INV_SUPPLIER',
  'INV_PAYMENT_MODE',
  'INV_KEYS_MISSING',
  'INV_SIBLING_UNKNOWN',
  'INV_SMI_UNKNOWN',
  'INV_SMI_STATUS',
  'INV_SMI_METER_POINT',
] as const
export type InventoryCode = (typeof inventoryCodes)[number]

/**
 * One disagreement between the register and what the SMSO or the SMI reports. `field` is the portfolio's column where
 * there is one, so that it names what to correct; code and field together are unique in a check. Meter points are masked.
 */
export interface InventoryException {
  readonly code: InventoryCode
  readonly field: string
  readonly registered: string | null
  readonly reported: string | null
  readonly owner: Owner
}

export type InventoryDecision =
  | { readonly kind: 'already-commissioned' }
  | { readonly kind: 'agrees' }
  | { readonly kind: 'exceptions'; readonly exceptions: readonly InventoryException[] }

export interface InventoryInput {
  readonly meter: Meter
  readonly hub: Hub
  /** Devices that the register knows behind the hub, the meter itself among them or not. */
  readonly siblings: readonly DeviceId[]
  /** Null: the SMSO does not know the device. */
  readonly smso: SmsoRecord | null
  /** Null: the SMI does not know the device. */
  readonly smi: SmiRecord | null
}

/**
 * Compares the supplier's row with the SMSO's record and the SMI before migration. A device that the SMI already has as
 * Commissioned under the same meter point is enrolled, whatever the SMSO says; under another one the SMI's join is
 * wrong and nothing else matters until it is put right.
 */
export function checkInventory(input: InventoryInput): InventoryDecision {
  const { meter, smi, smso } = input
  if (smi?.status === 'Commissioned') {
    if (samePoint(meter.meterPoint, smi.meterPoint)) return { kind: 'already-commissioned' }
    return { kind: 'exceptions', exceptions: [wrongJoin(meter, smi)] }
  }
  const exceptions = [
    ...(smso === null ? [unknownToSmso(meter)] : [...compareMeter(input, smso), ...compareHub(input, smso)]),
    ...checkSmi(meter, smi),
  ]
  return exceptions.length === 0 ? { kind: 'agrees' } : { kind: 'exceptions', exceptions }
}

/** Whether a device of this status in the SMI can still be migrated. Commissioned is not asked here: it is done. */
export function canMigrate(status: SmiStatus): boolean {
  return (
    status === 'Pending' || status === 'Whitelisted' || status === 'InstalledNotCommissioned' || status === 'Recovered'
  )
}

function unknownToSmso(meter: Meter): InventoryException {
  return exception('INV_UNKNOWN_TO_SMSO', 'device_id', meter.deviceId, null, 'smso')
}

function compareMeter({ meter, siblings }: InventoryInput, smso: SmsoRecord): readonly InventoryException[] {
  const known = new Set<string>([meter.deviceId, ...siblings])
  const unknown = [...new Set(smso.siblings.map(deviceText))].filter((id) => !known.has(id)).toSorted()
  return [
    ...unless(samePoint(meter.meterPoint, smso.meterPoint), () =>
      exception('INV_METER_POINT', 'meter_point', masked(meter.meterPoint), masked(smso.meterPoint), 'supplier'),
    ),
    ...unless(meter.fuel === smso.fuel, () => exception('INV_FUEL', 'fuel', meter.fuel, smso.fuel, 'supplier')),
    ...compareModel('INV_DEVICE_MODEL', '', meter.device, smso.device),
    ...compareFirmware('INV_FIRMWARE', '', meter.device, smso.device),
    ...unless(sameText(meter.supplierId, smso.supplierId), () =>
      exception('INV_SUPPLIER', 'supplier', meter.supplierId, smso.supplierId, 'supplier'),
    ),
    ...unless(meter.paymentMode === smso.paymentMode, () =>
      exception('INV_PAYMENT_MODE', 'payment_mode', meter.paymentMode, smso.paymentMode, 'supplier'),
    ),
    ...unless(smso.keysPresent, () => exception('INV_KEYS_MISSING', 'keys', 'present', 'missing', 'smso')),
    ...unless(unknown.length === 0, () =>
      exception('INV_SIBLING_UNKNOWN', 'siblings', null, unknown.join(', '), 'supplier'),
    ),
  ]
}

function compareHub({ hub }: InventoryInput, smso: SmsoRecord): readonly InventoryException[] {
  const reported = deviceText(smso.hubId)
  return [
    ...unless(hub.hubId === reported, () => exception('INV_HUB', 'hub_id', hub.hubId, reported, 'supplier')),
    ...compareModel('INV_HUB_MODEL', 'hub_', hub.device, smso.hub),
    ...compareFirmware('INV_HUB_FIRMWARE', 'hub_', hub.device, smso.hub),
  ]
}

function compareModel(
  code: InventoryCode,
  prefix: '' | 'hub_',
  registered: DeviceModel,
  reported: DeviceModel,
): readonly InventoryException[] {
  return (['manufacturer', 'model'] as const).flatMap((field) =>
    unless(sameText(registered[field], reported[field]), () =>
      exception(code, `${prefix}${field}`, registered[field], reported[field], 'supplier'),
    ),
  )
}

function compareFirmware(
  code: InventoryCode,
  prefix: '' | 'hub_',
  registered: DeviceModel,
  reported: DeviceModel,
): readonly InventoryException[] {
  return unless(sameText(registered.firmware, reported.firmware), () =>
    exception(code, `${prefix}firmware`, registered.firmware, reported.firmware, 'supplier'),
  )
}

function checkSmi(meter: Meter, smi: SmiRecord | null): readonly InventoryException[] {
  if (smi === null) return [exception('INV_SMI_UNKNOWN', 'device_id', meter.deviceId, null, 'dcc')]
  return [
    ...unless(canMigrate(smi.status), () => exception('INV_SMI_STATUS', 'smi_status', null, smi.status, 'dcc')),
    // Before commissioning the SMI may not have joined the device to a meter point yet.
    ...unless(smi.meterPoint === null || samePoint(meter.meterPoint, smi.meterPoint), () => wrongJoin(meter, smi)),
  ]
}

function wrongJoin(meter: Meter, smi: SmiRecord): InventoryException {
  return exception('INV_SMI_METER_POINT', 'meter_point', masked(meter.meterPoint), masked(smi.meterPoint), 'dcc')
}

function exception(
  code: InventoryCode,
  field: string,
  registered: string | null,
  reported: string | null,
  owner: Owner,
): InventoryException {
  return { code, field, registered, reported, owner }
}

function unless(agrees: boolean, otherwise: () => InventoryException): readonly InventoryException[] {
  return agrees ? [] : [otherwise()]
}

function samePoint(registered: string, reported: string | null): boolean {
  return reported !== null && registered === reported.replace(/\s/g, '')
}

function masked(meterPoint: string | null): string | null {
  return meterPoint === null ? null : maskMeterPoint(meterPoint)
}

/** A device id in the register's own form where it can be read as one. */
function deviceText(text: string): string {
  return parseDeviceId(text) ?? text
}
