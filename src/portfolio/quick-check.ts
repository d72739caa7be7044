import type { EpochMs } from '../domain/brands.js'
import type { Programme } from '../domain/programme.js'
import { createLoneChecks, optional, type Fault, type LoneColumn } from './check-row.js'
import type { PortfolioColumn } from './columns.js'
import type { FileRecord } from './file-record.js'
import type { RowValues } from './good-row.js'
import { type GoodRow, type Values } from './good-row.js'
import { digitsBehindOne, isMprnOfTenDigits, isValidMpan, readDeviceId } from './quick-digits.js'
import { Spellings } from './spellings.js'

/** Takes a record that is good beyond doubt into `row`; false leaves it to the row checker. */
export type QuickCheck = (record: FileRecord, row: GoodRow) => boolean

/**
 * Makes the check that most rows of a file pass at a fraction of the row checker's cost: on the file's bytes, without
 * making texts of them. What it does not take, for whatever reason, the row checker judges and explains; it takes no row
 * that the row checker would reject or warn of. Values that are judged by themselves are judged once and remembered;
 * meter points and device ids are recognised by their digits.
 * @param places where each of our columns stands in a record; one that the file lacks is empty
 * @param values where the values of the rows are numbered
 */
export function createQuickCheck(
  programme: Programme,
  now: EpochMs,
  places: ReadonlyMap<PortfolioColumn, number>,
  values: RowValues,
): QuickCheck {
  const at = (column: PortfolioColumn): number => places.get(column) ?? -1
  const lone = createLoneChecks(programme, now)
  const kindColumns = ['fuel', 'supplier', 'smso', 'payment_mode', 'service'] as const
  const kinds = new Spellings(kindColumns.map(at), (texts) => {
    const [fuel, supplier, smso, mode, service] = kindColumns.map((column, i) => judge(lone, column, texts[i] ?? ''))
    return typeof fuel === 'string' &&
      typeof supplier === 'string' &&
      typeof smso === 'string' &&
      typeof mode === 'string' &&
      typeof service === 'string'
      ? values.kind.numberOf([fuel, supplier, smso, mode, service])
      : -1
  })
  const dated = (column: LoneColumn, list: Values<readonly [string | null]>): Spellings =>
    new Spellings([at(column)], ([text = '']) => {
      const value = judge(lone, column, text)
      return value === undefined ? -1 : list.numberOf([value])
    })
  const installed = dated('installed_on', values.installedOn)
  const supplied = dated('supplied_since', values.suppliedSince)
  const devices = new Spellings([at('manufacturer'), at('model'), at('firmware')], (texts) => {
    const [maker = '', model = '', firmware = ''] = texts.map((text) => text.trim())
    return maker === '' || model === '' || firmware === '' ? -1 : values.deviceModel.numberOf([maker, model, firmware])
  })
  const hubs = new Spellings([at('hub_manufacturer'), at('hub_model'), at('hub_firmware'), at('csp')], (texts) => {
    const [maker = '', model = '', firmware = '', csp = ''] = texts.map((text) => text.trim())
    return maker === '' || model === '' || firmware === '' || csp === ''
      ? -1
      : values.hubModel.numberOf([maker, model, firmware, csp])
  })
  const [pointAt, deviceAt, hubAt, evidenceAt] = [
    at('meter_point'),
    at('device_id'),
    at('hub_id'),
    at('compliance_evidence'),
  ]
  const halves = new Uint32Array(2)
  return (record, row) => {
    const { bytes } = record
    row.kind = kinds.valueOf(record)
    row.installedOn = installed.valueOf(record)
    row.suppliedSince = supplied.valueOf(record)
    row.deviceModel = devices.valueOf(record)
    row.hubModel = hubs.valueOf(record)
    if (row.kind < 0 || row.installedOn < 0 || row.suppliedSince < 0) return false
    if (row.deviceModel < 0 || row.hubModel < 0) return false

    const start = record.startOf(pointAt)
    const end = record.endOf(pointAt)
    if (
      !(values.kind.list[row.kind]?.[0] === 'electricity'
        ? isValidMpan(bytes, start, end)
        : isMprnOfTenDigits(bytes, start, end))
    ) {
      return false
    }
    const number = digitsBehindOne(bytes, start, end)
    row.pointHigh = Math.floor(number / 2 ** 32)
    row.pointLow = number >>> 0
    row.bytes = bytes
    row.pointStart = start
    row.pointEnd = end

    if (!readDeviceId(bytes, record.startOf(deviceAt), record.endOf(deviceAt), halves)) return false
    row.deviceHigh = halves[0] ?? 0
    row.deviceLow = halves[1] ?? 0
    if (!readDeviceId(bytes, record.startOf(hubAt), record.endOf(hubAt), halves)) return false
    row.hubHigh = halves[0] ?? 0
    row.hubLow = halves[1] ?? 0
    if (row.deviceHigh === row.hubHigh && row.deviceLow === row.hubLow) return false

    row.evidenceStart = record.startOf(evidenceAt)
    row.evidenceEnd = record.endOf(evidenceAt)
    return isTrimmed(bytes, row.evidenceStart, row.evidenceEnd)
  }
}

/** A value of a column in the register's form, null where it may be empty and is, undefined where it is not good. */
function judge(
  lone: ReturnType<typeof createLoneChecks>,
  column: LoneColumn,
  spelt: string,
): string | null | undefined {
  const text = spelt.trim()
  let good = text !== '' || optional.has(column)
  const fault: Fault = () => {
    good = false
    return null
  }
  const value = lone[column](text === '' ? null : text, fault)
  return good ? value : undefined
}

/** Whether nothing at the ends of a text may be white space; some beyond ASCII is. */
function isTrimmed(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return true
  const first = bytes[start] ?? 0
  const last = bytes[end - 1] ?? 0
  return first > 0x20 && first < 0x80 && last > 0x20 && last < 0x80
}
