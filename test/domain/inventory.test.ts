import { describe, expect, it } from 'vitest'
import type { DeviceId, MeterPoint } from '../../src/domain/brands.js'
import { parseDeviceId, parseMpan } from '../../src/domain/identifiers.js'
import { canMigrate, checkInventory, type InventoryInput, type InventoryDecision } from '../../src/domain/inventory.js'
import { type Meter, smiStatuses, type SmiRecord, type SmsoRecord } from '../../src/domain/meter.js'

const meter: Meter = {
  journeyId: 1,
  meterPoint: mpan('2000012345672'),
  fuel: 'electricity',
  supplierId: 'british-gas',
  deviceId: id('70B3D51F3000A008'),
  device: { manufacturer: 'Landis+Gyr', model: 'E470', firmware: '2.1' },
  smsoId: 'trilliant',
  paymentMode: 'credit',
  service: 'active',
  installedOn: '2016-05-01',
  suppliedSince: null,
  complianceEvidence: 'CE-1',
}
const hub = {
  hubId: id('70B3D51F3000A000'),
  device: { manufacturer: 'Landis+Gyr', model: 'H1', firmware: '7' },
  csp: 'telefonica',
}
const smso: SmsoRecord = {
  meterPoint: '2000012345672',
  fuel: 'electricity',
  deviceId: '70-b3-d5-1f-30-00-a0-08',
  device: { manufacturer: 'LANDIS+GYR', model: ' e470 ', firmware: '2.1' },
  hubId: '70b3d51f3000a000',
  hub: hub.device,
  supplierId: 'british-gas',
  paymentMode: 'credit',
  keysPresent: true,
  siblings: [],
}
const smi: SmiRecord = { deviceId: '70-B3-D5-1F-30-00-A0-08', status: 'Pending', meterPoint: '2000012345672' }

const check = (over: Partial<InventoryInput> = {}) => checkInventory({ meter, hub, siblings: [], smso, smi, ...over })
const found = (decision: InventoryDecision) =>
  decision.kind === 'exceptions'
    ? decision.exceptions.map(({ code, field, registered, reported, owner }) => [
        code,
        field,
        registered,
        reported,
        owner,
      ])
    : decision.kind

describe('the inventory check', () => {
  it('agrees whatever the case, spacing and hyphenation of the reply', () => {
    expect(check()).toEqual({ kind: 'agrees' })
    expect(check({ smso: { ...smso, meterPoint: '20 0001 2345 672' } })).toEqual({ kind: 'agrees' })
  })

  it.each<[string, Partial<SmsoRecord>, readonly unknown[]]>([
    [
      'meter point, masked',
      { meterPoint: '1012345678907' },
      ['INV_METER_POINT', 'meter_point', '*********5672', '*********8907', 'supplier'],
    ],
    ['fuel', { fuel: 'gas' }, ['INV_FUEL', 'fuel', 'electricity', 'gas', 'supplier']],
    [
      'hub',
      { hubId: '70B3D51F3000A0FF' },
      ['INV_HUB', 'hub_id', '70-B3-D5-1F-30-00-A0-00', '70-B3-D5-1F-30-00-A0-FF', 'supplier'],
    ],
    [
      'maker',
      { device: { ...smso.device, manufacturer: 'Itron' } },
      ['INV_DEVICE_MODEL', 'manufacturer', 'Landis+Gyr', 'Itron', 'supplier'],
    ],
    ['model', { device: { ...smso.device, model: 'E350' } }, ['INV_DEVICE_MODEL', 'model', 'E470', 'E350', 'supplier']],
    ['hub model', { hub: { ...hub.device, model: 'H2' } }, ['INV_HUB_MODEL', 'hub_model', 'H1', 'H2', 'supplier']],
    [
      'firmware',
      { device: { ...smso.device, firmware: '2.2' } },
      ['INV_FIRMWARE', 'firmware', '2.1', '2.2', 'supplier'],
    ],
    [
      'hub firmware',
      { hub: { ...hub.device, firmware: '8' } },
      ['INV_HUB_FIRMWARE', 'hub_firmware', '7', '8', 'supplier'],
    ],
    ['supplier', { supplierId: 'npower' }, ['INV_SUPPLIER', 'supplier', 'british-gas', 'npower', 'supplier']],
    [
      'payment mode',
      { paymentMode: 'prepayment' },
      ['INV_PAYMENT_MODE', 'payment_mode', 'credit', 'prepayment', 'supplier'],
    ],
    ['keys', { keysPresent: false }, ['INV_KEYS_MISSING', 'keys', 'present', 'missing', 'smso']],
  ])('finds a disagreement on the %s alone', (_what, over, exception) => {
    expect(found(check({ smso: { ...smso, ...over } }))).toEqual([exception])
  })

  it('reports all disagreements at once, each code and field once', () => {
    const decision = check({ smso: { ...smso, fuel: 'gas', keysPresent: false, hubId: '70B3D51F3000A0FF' }, smi: null })
    expect(decision).toMatchObject({
      kind: 'exceptions',
      exceptions: ['INV_FUEL', 'INV_KEYS_MISSING', 'INV_HUB', 'INV_SMI_UNKNOWN'].map((code) => ({ code })),
    })
  })

  it('names meters behind the hub that the register does not know, in one exception', () => {
    const [gas, other] = ['70B3D51F3000A009', '70B3D51F3000A00A']
    const seen = { ...smso, siblings: [other, gas, other, '70B3D51F3000A008'] }
    expect(found(check({ smso: seen }))).toEqual([
      ['INV_SIBLING_UNKNOWN', 'siblings', null, '70-B3-D5-1F-30-00-A0-09, 70-B3-D5-1F-30-00-A0-0A', 'supplier'],
    ])
    expect(check({ smso: seen, siblings: [id(gas), id(other)] })).toEqual({ kind: 'agrees' })
  })

  it('says that a device is unknown to the SMSO, to the SMI, or to both', () => {
    expect(found(check({ smso: null }))).toEqual([['INV_UNKNOWN_TO_SMSO', 'device_id', meter.deviceId, null, 'smso']])
    expect(found(check({ smi: null }))).toEqual([['INV_SMI_UNKNOWN', 'device_id', meter.deviceId, null, 'dcc']])
    expect(found(check({ smso: null, smi: null }))).toHaveLength(2)
  })

  it.each(smiStatuses.filter((status) => status !== 'Commissioned'))('status %s of the SMI', (status) => {
    const able = ['Pending', 'Whitelisted', 'InstalledNotCommissioned', 'Recovered'].includes(status)
    expect(canMigrate(status)).toBe(able)
    expect(found(check({ smi: { ...smi, status } }))).toEqual(
      able ? 'agrees' : [['INV_SMI_STATUS', 'smi_status', null, status, 'dcc']],
    )
  })

  it('takes an SMI without a join for one not made yet, and another meter point for a wrong join', () => {
    expect(check({ smi: { ...smi, meterPoint: null } })).toEqual({ kind: 'agrees' })
    expect(found(check({ smi: { ...smi, meterPoint: '1012345678907' } }))).toEqual([
      ['INV_SMI_METER_POINT', 'meter_point', '*********5672', '*********8907', 'dcc'],
    ])
  })

  it('finds a commissioned device enrolled, whatever the SMSO says, unless it is joined to another meter point', () => {
    const done = { ...smi, status: 'Commissioned' as const }
    expect(check({ smi: done, smso: null })).toEqual({ kind: 'already-commissioned' })
    expect(found(check({ smi: { ...done, meterPoint: '1012345678907' }, smso: null }))).toEqual([
      ['INV_SMI_METER_POINT', 'meter_point', '*********5672', '*********8907', 'dcc'],
    ])
    expect(found(check({ smi: { ...done, meterPoint: null } }))).toEqual([
      ['INV_SMI_METER_POINT', 'meter_point', '*********5672', null, 'dcc'],
    ])
  })
})

function id(text: string): DeviceId {
  const parsed = parseDeviceId(text)
  if (parsed === null) throw new Error(`${text} is no device id`)
  return parsed
}

function mpan(text: string): MeterPoint {
  const parsed = parseMpan(text)
  if (!parsed.ok) throw new Error(`${text} ${parsed.reason}`)
  return parsed.value
}
