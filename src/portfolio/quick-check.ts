import type { EpochMs } from '../domain/brands.js'
import { parseDeviceId } from '../domain/identifiers.js'
import type { Programme } from '../domain/programme.js'
import { createLoneChecks, optional, type CheckedRow, type Fault, type LoneColumn } from './check-row.js'
import type { PortfolioColumn } from './columns.js'
import { isDeviceIdAsKept, isMprnOfTenDigits, isValidMpan } from './quick-digits.js'

/** Takes a record that is good beyond doubt, in the register's form; null leaves it to the row checker. */
export type QuickCheck = (record: readonly string[]) => CheckedRow | null

/** Distinct values that are remembered of a column; beyond, remembering begins anew. */
const mostRemembered = 10_000

/**
 * Makes the check that most rows of a file pass at a fraction of the row checker's cost. What it does not take, for
 * whatever reason, the row checker judges and explains; it takes no row that the row checker would reject or warn of.
 * Values that are judged by themselves are judged once and remembered; meter points and device ids are recognised by
 * their digits.
 * @param places where each of our columns stands in a record; one that the file lacks is empty
 */
export function createQuickCheck(
  programme: Programme,
  now: EpochMs,
  places: ReadonlyMap<PortfolioColumn, number>,
): QuickCheck {
  const at = (column: PortfolioColumn): number => places.get(column) ?? -1
  const [meterPointAt, deviceAt, hubAt, evidenceAt] = [
    at('meter_point'),
    at('device_id'),
    at('hub_id'),
    at('compliance_evidence'),
  ]
  const [fuelAt, supplierAt, smsoAt, modeAt] = [at('fuel'), at('supplier'), at('smso'), at('payment_mode')]
  const [serviceAt, installedAt, suppliedAt, cspAt] = [
    at('service'),
    at('installed_on'),
    at('supplied_since'),
    at('csp'),
  ]
  const [makerAt, modelAt, firmwareAt] = [at('manufacturer'), at('model'), at('firmware')]
  const [hubMakerAt, hubModelAt, hubFirmwareAt] = [at('hub_manufacturer'), at('hub_model'), at('hub_firmware')]
  const lone = createLoneChecks(programme, now)
  const fuelOf = remember(lone, 'fuel')
  const supplierOf = remember(lone, 'supplier')
  const smsoOf = remember(lone, 'smso')
  const modeOf = remember(lone, 'payment_mode')
  const serviceOf = remember(lone, 'service')
  const installedOf = remember(lone, 'installed_on')
  const suppliedOf = remember(lone, 'supplied_since')
  return (record) => {
    const fuel = fuelOf(record[fuelAt])
    const supplier = supplierOf(record[supplierAt])
    const smso = smsoOf(record[smsoAt])
    const payment_mode = modeOf(record[modeAt])
    const service = serviceOf(record[serviceAt])
    const installed_on = installedOf(record[installedAt])
    const supplied_since = suppliedOf(record[suppliedAt])
    if (
      fuel === undefined ||
      supplier === undefined ||
      smso === undefined ||
      payment_mode === undefined ||
      service === undefined ||
      installed_on === undefined ||
      supplied_since === undefined
    ) {
      return null
    }
    const meter_point = record[meterPointAt] ?? ''
    if (!(fuel === 'electricity' ? isValidMpan(meter_point) : isMprnOfTenDigits(meter_point))) return null
    const device_id = deviceId(record[deviceAt])
    const hub_id = deviceId(record[hubAt])
    if (device_id === null || hub_id === null || device_id === hub_id) return null
    const manufacturer = trimmed(record[makerAt])
    const model = trimmed(record[modelAt])
    const firmware = trimmed(record[firmwareAt])
    const hub_manufacturer = trimmed(record[hubMakerAt])
    const hub_model = trimmed(record[hubModelAt])
    const hub_firmware = trimmed(record[hubFirmwareAt])
    const csp = trimmed(record[cspAt])
    if (
      manufacturer === null ||
      model === null ||
      firmware === null ||
      hub_manufacturer === null ||
      hub_model === null ||
      hub_firmware === null ||
      csp === null
    ) {
      return null
    }
    return {
      meter_point,
      fuel,
      supplier,
      device_id,
      manufacturer,
      model,
      firmware,
      hub_id,
      hub_manufacturer,
      hub_model,
      hub_firmware,
      csp,
      smso,
      payment_mode,
      service,
      installed_on,
      supplied_since,
      compliance_evidence: trimmed(record[evidenceAt]),
    }
  }
}

/** A value of a column in the register's form, null where it may be empty and is, undefined where it is not good. */
function remember(
  lone: ReturnType<typeof createLoneChecks>,
  column: LoneColumn,
): (text: string | undefined) => string | null | undefined {
  const answers = new Map<string, string | null | undefined>()
  const judge = (text: string): string | null | undefined => {
    let good = text !== '' || optional.has(column)
    const fault: Fault = () => {
      good = false
      return null
    }
    const value = lone[column](text === '' ? null : text, fault)
    return good ? value : undefined
  }
  return (text = '') => {
    const known = answers.get(text)
    if (known !== undefined) return known
    const answer = judge(text.trim())
    if (answers.size >= mostRemembered) answers.clear()
    // A copy: a piece cut out of a larger text would keep all of it in memory.
    answers.set(Buffer.from(text).toString(), answer)
    return answer
  }
}

function deviceId(text: string | undefined): string | null {
  if (text === undefined) return null
  return isDeviceIdAsKept(text) ? text : parseDeviceId(text.trim())
}

function trimmed(text: string | undefined): string | null {
  const plain = text?.trim() ?? ''
  return plain === '' ? null : plain
}
