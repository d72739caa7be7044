import type { CheckedRow } from './check-row.js'

/** Texts that belong together, numbered in the order in which they are first met. */
export class Values<T extends readonly (string | null)[]> {
  readonly list: T[] = []
  private readonly numbers = new Map<string, number>()

  numberOf(texts: T): number {
    const key = JSON.stringify(texts)
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    this.numbers.set(key, this.list.length)
    return this.list.push(texts) - 1
  }
}

/** The values of a file's columns that have few: a row names them by number. */
export class RowValues {
  /** Fuel, supplier, SMSO, payment mode and service. */
  readonly kind = new Values<readonly [string, string, string, string, string]>()
  readonly installedOn = new Values<readonly [string | null]>()
  readonly suppliedSince = new Values<readonly [string | null]>()
  /** Maker, model and firmware. */
  readonly deviceModel = new Values<readonly [string, string, string]>()
  /** Maker, model and firmware of a hub, and its CSP. */
  readonly hubModel = new Values<readonly [string, string, string, string]>()
}

/**
 * A row that is good by itself, in the register's form: free texts as bytes, identifiers as the two halves of a 64-bit
 * number that no other has, everything else by its number among the values. The same object holds the next row.
 */
export class GoodRow {
  bytes: Buffer = Buffer.alloc(0)
  pointStart = 0
  pointEnd = 0
  evidenceStart = 0
  /** Where it is evidenceStart, there is none. */
  evidenceEnd = 0
  pointHigh = 0
  pointLow = 0
  deviceHigh = 0
  deviceLow = 0
  hubHigh = 0
  hubLow = 0
  kind = 0
  installedOn = 0
  suppliedSince = 0
  deviceModel = 0
  hubModel = 0

  constructor(readonly values: RowValues) {}

  /** Makes it a row that the row checker found good. */
  fill(row: CheckedRow): void {
    const point = row.meter_point ?? ''
    this.bytes = Buffer.from(point + (row.compliance_evidence ?? ''))
    this.pointStart = 0
    this.pointEnd = point.length
    this.evidenceStart = point.length
    this.evidenceEnd = this.bytes.length
    // The one before the digits tells apart numbers that differ by zeros at their beginning.
    const number = Number(`1${point}`)
    this.pointHigh = Math.floor(number / 2 ** 32)
    this.pointLow = number >>> 0
    ;[this.deviceHigh, this.deviceLow] = halves(row.device_id ?? '')
    ;[this.hubHigh, this.hubLow] = halves(row.hub_id ?? '')
    const { values } = this
    this.kind = values.kind.numberOf([
      row.fuel ?? '',
      row.supplier ?? '',
      row.smso ?? '',
      row.payment_mode ?? '',
      row.service ?? '',
    ])
    this.installedOn = values.installedOn.numberOf([row.installed_on])
    this.suppliedSince = values.suppliedSince.numberOf([row.supplied_since])
    this.deviceModel = values.deviceModel.numberOf([row.manufacturer ?? '', row.model ?? '', row.firmware ?? ''])
    this.hubModel = values.hubModel.numberOf([
      row.hub_manufacturer ?? '',
      row.hub_model ?? '',
      row.hub_firmware ?? '',
      row.csp ?? '',
    ])
  }

  /** The row as texts. */
  checked(): CheckedRow {
    const { values } = this
    const [fuel = null, supplier = null, smso = null, payment_mode = null, service = null] =
      values.kind.list[this.kind] ?? []
    const [manufacturer = null, model = null, firmware = null] = values.deviceModel.list[this.deviceModel] ?? []
    const [hub_manufacturer = null, hub_model = null, hub_firmware = null, csp = null] =
      values.hubModel.list[this.hubModel] ?? []
    return {
      meter_point: this.bytes.toString('utf8', this.pointStart, this.pointEnd),
      fuel,
      supplier,
      device_id: deviceText(this.deviceHigh, this.deviceLow),
      manufacturer,
      model,
      firmware,
      hub_id: deviceText(this.hubHigh, this.hubLow),
      hub_manufacturer,
      hub_model,
      hub_firmware,
      csp,
      smso,
      payment_mode,
      service,
      installed_on: values.installedOn.list[this.installedOn]?.[0] ?? null,
      supplied_since: values.suppliedSince.list[this.suppliedSince]?.[0] ?? null,
      compliance_evidence:
        this.evidenceStart === this.evidenceEnd
          ? null
          : this.bytes.toString('utf8', this.evidenceStart, this.evidenceEnd),
    }
  }
}

function halves(deviceId: string): readonly [number, number] {
  const digits = deviceId.replaceAll('-', '')
  return [Number.parseInt(digits.slice(0, 8), 16), Number.parseInt(digits.slice(8), 16)]
}

function deviceText(high: number, low: number): string {
  const digits = [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
  return (digits.toUpperCase().match(/../g) ?? []).join('-')
}
