import type { EpochMs, IsoDate } from '../domain/brands.js'
import { isIsoDate, londonDate } from '../domain/calendar.js'
import { parseDeviceId, parseMpan, parseMprn } from '../domain/identifiers.js'
import type { Fuel } from '../domain/meter.js'
import type { Programme } from '../domain/programme.js'
import { normalText } from '../domain/text.js'
import { portfolioColumns, type PortfolioColumn, type RawRow, type RowProblem } from './columns.js'

/** A row whose every value is in the register's own form; null where the file leaves an optional value empty. */
export type CheckedRow = Readonly<Record<PortfolioColumn, string | null>>

export type RowCheck =
  | { readonly ok: true; readonly row: CheckedRow; readonly warnings: readonly RowProblem[] }
  | { readonly ok: false; readonly problems: readonly RowProblem[] }

/** Checks rows one at a time against the programme; made once an import. */
export type RowChecker = (row: RawRow) => RowCheck

const optional: ReadonlySet<PortfolioColumn> = new Set(['installed_on', 'supplied_since', 'compliance_evidence'])
const earliestInstallation: IsoDate = '2005-01-01'

/** @param now the time of the import: no date of a row may lie after that day */
export function createRowChecker(programme: Programme, now: EpochMs): RowChecker {
  const suppliers = names(programme.suppliers)
  const smsos = names(programme.smsos)
  const today = londonDate(now)
  return (raw) => {
    const problems: RowProblem[] = []
    const warnings: RowProblem[] = []
    const fault = (column: string, code: string, message: string, expected: string): null => {
      problems.push({ column, code, message, expected })
      return null
    }
    const row = {} as Record<PortfolioColumn, string | null>
    for (const column of portfolioColumns) {
      const text = raw[column].trim()
      row[column] = text === '' ? null : text
      if (text === '' && !optional.has(column)) fault(column, 'VALUE_MISSING', `${column} is empty`, `a value for ${column}`)
    }
    const fuel = oneOf(row.fuel, ['electricity', 'gas'], 'fuel', 'FUEL_INVALID', fault)
    row.fuel = fuel
    row.payment_mode = oneOf(row.payment_mode, ['credit', 'prepayment'], 'payment_mode', 'PAYMENT_MODE_INVALID', fault)
    row.service = oneOf(row.service, ['active', 'dormant'], 'service', 'SERVICE_INVALID', fault)
    row.supplier = known(row.supplier, suppliers, 'supplier', 'SUPPLIER_UNKNOWN', fault)
    row.smso = known(row.smso, smsos, 'smso', 'SMSO_UNKNOWN', fault)
    row.device_id = device(row.device_id, 'device_id', 'DEVICE_ID_INVALID', fault)
    row.hub_id = device(row.hub_id, 'hub_id', 'HUB_ID_INVALID', fault)
    if (row.device_id !== null && row.device_id === row.hub_id) {
      fault('hub_id', 'HUB_ID_INVALID', 'the hub has the same id as the meter', 'the EUI-64 of the communications hub')
    }
    row.meter_point = meterPoint(row.meter_point, fuel, programme, fault, warnings)
    row.installed_on = date(row.installed_on, 'installed_on', today, fault)
    row.supplied_since = date(row.supplied_since, 'supplied_since', today, fault)
    if (row.installed_on !== null && row.installed_on < earliestInstallation) {
      fault('installed_on', 'DATE_IMPOSSIBLE', `${row.installed_on} is before any SMETS1 meter was installed`, `a day from ${earliestInstallation} on`)
    }
    return problems.length === 0 ? { ok: true, row, warnings } : { ok: false, problems }
  }
}

type Fault = (column: string, code: string, message: string, expected: string) => null

function oneOf<const T extends string>(text: string | null, words: readonly T[], column: string, code: string, fault: Fault): T | null {
  if (text === null) return null
  const word = words.find((each) => each === text.toLowerCase())
  return word ?? fault(column, code, `${column} is “${text}”`, words.join(' or '))
}

/** Ids by every name a supplier or SMSO goes by, in normal text. */
function names(items: readonly { readonly id: string; readonly name: string; readonly aliases: readonly string[] }[]): ReadonlyMap<string, string> {
  return new Map(items.flatMap(({ id, name, aliases }) => [id, name, ...aliases].map((each) => [normalText(each), id] as const)))
}

function known(text: string | null, ids: ReadonlyMap<string, string>, column: string, code: string, fault: Fault): string | null {
  if (text === null) return null
  const id = ids.get(normalText(text))
  return id ?? fault(column, code, `the programme has no ${column} called “${text}”`, `one of ${[...new Set(ids.values())].join(', ')}`)
}

function device(text: string | null, column: string, code: string, fault: Fault): string | null {
  if (text === null) return null
  return parseDeviceId(text) ?? fault(column, code, `“${text}” is not an EUI-64`, 'sixteen hexadecimal digits, with or without hyphens')
}

function meterPoint(text: string | null, fuel: Fuel | null, programme: Programme, fault: Fault, warnings: RowProblem[]): string | null {
  if (text === null || fuel === null) return text
  const electricity = fuel === 'electricity'
  const parsed = electricity ? parseMpan(text) : parseMprn(text)
  if (!parsed.ok) {
    const other = electricity ? parseMprn(text) : parseMpan(text)
    return other.ok && other.checkDigitValid
      ? fault('fuel', 'FUEL_MISMATCH', `the meter point is ${electricity ? 'a gas (MPRN)' : 'an electricity (MPAN)'} number, the fuel is ${fuel}`, electricity ? 'a 13-digit MPAN, or fuel gas' : 'an MPRN of 6 to 10 digits, or fuel electricity')
      : fault('meter_point', 'METER_POINT_INVALID', parsed.reason, parsed.expected)
  }
  if (!parsed.checkDigitValid) {
    const level = electricity ? programme.checks.mpanCheckDigit : programme.checks.mprnCheckDigit
    const problem = { column: 'meter_point', code: 'CHECK_DIGIT', message: 'the check digit does not fit the number', expected: 'the number as it stands on the bill, all its digits' }
    if (level === 'reject') return fault(problem.column, problem.code, problem.message, problem.expected)
    warnings.push(problem)
  }
  return parsed.value
}

function date(text: string | null, column: string, today: IsoDate, fault: Fault): IsoDate | null {
  if (text === null) return null
  const real: boolean = isIsoDate(text)
  if (!real) return fault(column, 'DATE_INVALID', `“${text}” is not a day of the calendar`, 'a date like 2017-03-28')
  return text > today ? fault(column, 'DATE_FUTURE', `${text} lies in the future`, `a day up to ${today}`) : text
}
