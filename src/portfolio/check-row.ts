import type { EpochMs, IsoDate } from '../domain/brands.js'
import { isIsoDate, londonDate } from '../domain/calendar.js'
import { parseDeviceId, parseMpan, parseMprn } from '../domain/identifiers.js'
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

/** Columns that a row may leave empty. */
export const optional: ReadonlySet<PortfolioColumn> = new Set(['installed_on', 'supplied_since', 'compliance_evidence'])
const earliestInstallation: IsoDate = '2005-01-01'

/** Columns of which each value is judged by itself, whatever else the row says. */
export type LoneColumn = 'fuel' | 'payment_mode' | 'service' | 'supplier' | 'smso' | 'installed_on' | 'supplied_since'

/** How the value of each lone column is read: in the register's own form, or null after telling what is wrong. */
export type LoneChecks = Readonly<Record<LoneColumn, (text: string | null, fault: Fault) => string | null>>

/** @param now the time of the import: no date of a row may lie after that day */
export function createLoneChecks(programme: Programme, now: EpochMs): LoneChecks {
  const suppliers = names(programme.suppliers)
  const smsos = names(programme.smsos)
  const today = londonDate(now)
  return {
    fuel: (text, fault) => oneOf(text, ['electricity', 'gas'], 'fuel', 'FUEL_INVALID', fault),
    payment_mode: (text, fault) => oneOf(text, ['credit', 'prepayment'], 'payment_mode', 'PAYMENT_MODE_INVALID', fault),
    service: (text, fault) => oneOf(text, ['active', 'dormant'], 'service', 'SERVICE_INVALID', fault),
    supplier: (text, fault) => known(text, suppliers, 'supplier', 'SUPPLIER_UNKNOWN', fault),
    smso: (text, fault) => known(text, smsos, 'smso', 'SMSO_UNKNOWN', fault),
    installed_on: (text, fault) => installed(date(text, 'installed_on', today, fault), fault),
    supplied_since: (text, fault) => date(text, 'supplied_since', today, fault),
  }
}

/** @param now the time of the import: no date of a row may lie after that day */
export function createRowChecker(programme: Programme, now: EpochMs): RowChecker {
  const lone = createLoneChecks(programme, now)
  return (raw) => {
    const problems: RowProblem[] = []
    const warnings: RowProblem[] = []
    const fault: Fault = (column, code, message, expected) => {
      problems.push({ column, code, message, expected })
      return null
    }
    const row = {} as Record<PortfolioColumn, string | null>
    for (const column of portfolioColumns) {
      const text = raw[column].trim()
      row[column] = text === '' ? null : text
      if (text === '' && !optional.has(column))
        fault(column, 'VALUE_MISSING', `${column} is empty`, `a value for ${column}`)
    }
    row.fuel = lone.fuel(row.fuel, fault)
    row.payment_mode = lone.payment_mode(row.payment_mode, fault)
    row.service = lone.service(row.service, fault)
    row.supplier = lone.supplier(row.supplier, fault)
    row.smso = lone.smso(row.smso, fault)
    row.device_id = device(row.device_id, 'device_id', 'DEVICE_ID_INVALID', fault)
    row.hub_id = device(row.hub_id, 'hub_id', 'HUB_ID_INVALID', fault)
    if (row.device_id !== null && row.device_id === row.hub_id) {
      fault('hub_id', 'HUB_ID_INVALID', 'the hub has the same id as the meter', 'the EUI-64 of the communications hub')
    }
    row.meter_point = meterPoint(row.meter_point, row.fuel, programme, fault, warnings)
    row.installed_on = lone.installed_on(row.installed_on, fault)
    row.supplied_since = lone.supplied_since(row.supplied_since, fault)
    return problems.length === 0 ? { ok: true, row, warnings } : { ok: false, problems }
  }
}

/** Tells what is wrong with a value. */
export type Fault = (column: string, code: string, message: string, expected: string) => null

function oneOf(
  text: string | null,
  words: readonly string[],
  column: string,
  code: string,
  fault: Fault,
): string | null {
  if (text === null) return null
  const word = words.find((each) => each === text.toLowerCase())
  return word ?? fault(column, code, `${column} is “${text}”`, words.join(' or '))
}

/** Ids by every name a supplier or SMSO goes by, in normal text. */
function names(
  items: readonly { readonly id: string; readonly name: string; readonly aliases: readonly string[] }[],
): ReadonlyMap<string, string> {
  return new Map(
    items.flatMap(({ id, name, aliases }) => [id, name, ...aliases].map((each) => [normalText(each), id] as const)),
  )
}

function known(
  text: string | null,
  ids: ReadonlyMap<string, string>,
  column: string,
  code: string,
  fault: Fault,
): string | null {
  if (text === null) return null
  const id = ids.get(normalText(text))
  return (
    id ??
    fault(
      column,
      code,
      `the programme has no ${column} called “${text}”`,
      `one of ${[...new Set(ids.values())].join(', ')}`,
    )
  )
}

function device(text: string | null, column: string, code: string, fault: Fault): string | null {
  if (text === null) return null
  return (
    parseDeviceId(text) ??
    fault(column, code, `“${text}” is not an EUI-64`, 'sixteen hexadecimal digits, with or without hyphens')
  )
}

function meterPoint(
  text: string | null,
  fuel: string | null,
  programme: Programme,
  fault: Fault,
  warnings: RowProblem[],
): string | null {
  if (text === null || fuel === null) return text
  const electricity = fuel === 'electricity'
  const parsed = electricity ? parseMpan(text) : parseMprn(text)
  if (!parsed.ok) {
    const other = electricity ? parseMprn(text) : parseMpan(text)
    return other.ok && other.checkDigitValid
      ? fault(
          'fuel',
          'FUEL_MISMATCH',
          `the meter point is ${electricity ? 'a gas (MPRN)' : 'an electricity (MPAN)'} number, the fuel is ${fuel}`,
          electricity ? 'a 13-digit MPAN, or fuel gas' : 'an MPRN of 6 to 10 digits, or fuel electricity',
        )
      : fault('meter_point', 'METER_POINT_INVALID', parsed.reason, parsed.expected)
  }
  if (!parsed.checkDigitValid) {
    const level = electricity ? programme.checks.mpanCheckDigit : programme.checks.mprnCheckDigit
    const problem = {
      column: 'meter_point',
      code: 'CHECK_DIGIT',
      message: 'the check digit does not fit the number',
      expected: 'the number as it stands on the bill, all its digits',
    }
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

function installed(day: IsoDate | null, fault: Fault): IsoDate | null {
  return day !== null && day < earliestInstallation
    ? fault(
        'installed_on',
        'DATE_IMPOSSIBLE',
        `${day} is before any SMETS1 meter was installed`,
        `a day from ${earliestInstallation} on`,
      )
    : day
}
