import { addDays } from '../domain/calendar.js'
import type { IsoDate } from '../domain/brands.js'
import { mpanCheckDigit, mprnCheckDigits } from '../domain/identifiers.js'
import { sameText } from '../domain/text.js'
import type { DeviceModel, Fuel } from '../domain/meter.js'
import type { EpclEntry, Programme } from '../domain/programme.js'
import type { RawRow } from './columns.js'

/** What is true of a sample meter, beside its supplier's row: the sandbox plays it. */
export interface SampleTruth {
  readonly smi_status: string
  readonly keys: 'yes' | 'no'
  readonly smso_known: 'yes' | 'no'
  readonly fate: string
}

export interface SampleMeter {
  readonly row: RawRow
  /** The row as the SMSO has it; it differs where the supplier's registration is wrong. */
  readonly world: RawRow
  readonly truth: SampleTruth
}

/** Shares of the cohorts among installed meters, by the published releases (docs/domain.md, Dates and decisions). */
const cohortShares: readonly (readonly [cohort: string, share: number])[] = [
  ['secure-meters', 0.32],
  ['landis-gyr', 0.42],
  ['itron', 0.12],
  ['honeywell-elster', 0.06],
  ['aclara', 0.04],
  ['edmi', 0.04],
]

/** Shares of what goes wrong and of kinds of meters; assumed, but for the 4 % that never migrate. */
const shares = {
  dualFuel: 0.7,
  splitSupplier: 0.08,
  dormant: 0.25,
  prepayment: 0.15,
  firmwareBehind: 0.04,
  evidenceMissing: 0.015,
  registrationWrong: 0.03,
  unknownToSmso: 0.003,
  keysMissing: 0.005,
  commissionedAlready: 0.01,
  badRow: 0.002,
  never: 0.04,
  fixFirst: 0.03,
  transient: 0.11,
}

/**
 * Invents a portfolio: the same meters for the same seed, size, day and programme. All names, numbers and devices are
 * made up; meter points have valid check digits.
 */
export function* sampleMeters(
  programme: Programme,
  options: { readonly size: number; readonly seed: number; readonly today: IsoDate },
): Generator<SampleMeter> {
  const draw = new Draw(options.seed)
  const entries = entriesByCohort(programme)
  const installing = programme.suppliers.filter((supplier) => supplier.installing).map(({ id }) => id)
  const others = programme.suppliers.filter((supplier) => !supplier.installing).map(({ id }) => id)
  const smsos = programme.smsos.map(({ id }) => id)
  let made = 0
  for (let installation = 1; made < options.size; installation += 1) {
    const cohort = draw.share(cohortShares)
    const dual = draw.chance(shares.dualFuel) && made + 2 <= options.size
    const entry = draw.pick((entries.get(cohort) ?? []).filter((each) => (each.gsme !== null) === dual))
    if (entry === undefined) continue
    const installedOn = addDays('2013-03-01', draw.below(2_100))
    const switched = draw.chance(shares.dormant + 0.05)
    const supplier = switched ? (draw.pick([...installing, ...others]) ?? '') : (draw.pick(installing) ?? '')
    const gasSupplier =
      dual && draw.chance(shares.splitSupplier) ? (draw.pick([...installing, ...others]) ?? supplier) : supplier
    const service = switched && draw.chance(0.85) ? 'dormant' : 'active'
    const shared = {
      hub_id: deviceId(0xc0, installation),
      hub_manufacturer: entry.hub.manufacturer,
      hub_model: entry.hub.model,
      csp: entry.csp,
      smso:
        cohort === 'secure-meters'
          ? 'secure'
          : (smsos[cohortShares.findIndex(([id]) => id === cohort) % smsos.length] ?? ''),
      payment_mode: draw.chance(shares.prepayment) ? 'prepayment' : 'credit',
      service,
      installed_on: installedOn,
      supplied_since: switched ? addDays(options.today, -1 - draw.below(900)) : installedOn,
    }
    // Old firmware of one device puts the whole installation behind the EPCL.
    const behind = draw.chance(shares.firmwareBehind) ? draw.pick<'meter' | 'hub'>(['meter', 'hub']) : null
    const hubFirmware = behind === 'hub' ? older(programme, entry.hub) : entry.hub.firmware
    for (const fuel of dual ? (['electricity', 'gas'] as const) : (['electricity'] as const)) {
      const device = fuel === 'electricity' ? entry.esme : entry.gsme
      if (device === null) continue
      made += 1
      const row: RawRow = {
        ...shared,
        meter_point: meterPoint(draw, fuel),
        fuel,
        supplier: fuel === 'gas' ? gasSupplier : supplier,
        device_id: deviceId(fuel === 'electricity' ? 0xe0 : 0xa0, installation),
        manufacturer: device.manufacturer,
        model: device.model,
        firmware: behind === 'meter' && fuel === 'electricity' ? older(programme, device) : device.firmware,
        hub_firmware: hubFirmware,
        compliance_evidence: draw.chance(shares.evidenceMissing) ? '' : `SMETS1-${device.model}-${1 + draw.below(40)}`,
      }
      yield finish(draw, row, [...installing, ...others])
    }
  }
}

function finish(draw: Draw, row: RawRow, suppliers: readonly string[]): SampleMeter {
  const wrong = draw.chance(shares.registrationWrong)
  const world = wrong ? misregistered(draw, row, suppliers) : row
  const truth: SampleTruth = {
    smi_status: draw.chance(shares.commissionedAlready) ? 'Commissioned' : 'InstalledNotCommissioned',
    keys: draw.chance(shares.keysMissing) ? 'no' : 'yes',
    smso_known: draw.chance(shares.unknownToSmso) ? 'no' : 'yes',
    fate: fate(draw, row.fuel === 'gas'),
  }
  return { row: draw.chance(shares.badRow) ? spoilt(draw, row) : row, world, truth }
}

/** The SMSO's record where it and the supplier's row disagree. */
function misregistered(draw: Draw, row: RawRow, suppliers: readonly string[]): RawRow {
  switch (draw.below(4)) {
    case 0:
      return { ...row, supplier: draw.pick(suppliers.filter((each) => each !== row.supplier)) ?? row.supplier }
    case 1:
      return { ...row, payment_mode: row.payment_mode === 'credit' ? 'prepayment' : 'credit' }
    case 2:
      return { ...row, firmware: `${row.firmware}.1` }
    default:
      return { ...row, meter_point: meterPoint(draw, row.fuel === 'gas' ? 'gas' : 'electricity') }
  }
}

/** A mistake as it stands in real files. */
function spoilt(draw: Draw, row: RawRow): RawRow {
  switch (draw.below(4)) {
    case 0:
      return { ...row, meter_point: row.meter_point.replace(/.$/, (digit) => String((Number(digit) + 1) % 10)) }
    case 1:
      return { ...row, supplier: 'Nobody Energy' }
    case 2:
      return { ...row, installed_on: '2017-02-30' }
    default:
      return { ...row, device_id: row.device_id.slice(0, -3) }
  }
}

function fate(draw: Draw, gas: boolean): string {
  const roll = draw.next()
  const { never, fixFirst, transient } = shares
  const codes = (list: readonly string[], gasList: readonly string[]): string =>
    draw.pick(gas ? [...list, ...gasList] : list) ?? 'D301'
  if (roll < never) return `never:${codes(['X901', 'W101', 'H701'], ['GT01'])}`
  if (roll < never + fixFirst) return `fix:${codes(['K401', 'F501', 'P601'], [])}`
  if (roll < never + fixFirst + transient)
    return `transient:${codes(['W101', 'W102', 'T201', 'D301'], ['GT01'])}:${1 + draw.below(3)}`
  return 'clean'
}

function entriesByCohort(programme: Programme): ReadonlyMap<string, readonly EpclEntry[]> {
  return new Map(
    programme.cohorts.map((cohort) => [
      cohort.id,
      programme.epcl.filter(
        (entry) =>
          entry.removedOn === null &&
          entry.esme !== null &&
          cohort.makers.some((maker) => sameText(maker, entry.hub.manufacturer)),
      ),
    ]),
  )
}

/** A firmware of the same model that is on the CPL and on no EPCL entry in force; a made-up one where there is none. */
function older(programme: Programme, device: DeviceModel): string {
  const listed = new Set(
    programme.epcl
      .filter(({ removedOn }) => removedOn === null)
      .flatMap(({ esme, gsme, hub }) =>
        [esme, gsme, hub].flatMap((each) => (each === null ? [] : [`${each.model}/${each.firmware}`])),
      ),
  )
  const old = programme.cpl.find((each) => each.model === device.model && !listed.has(`${each.model}/${each.firmware}`))
  return old?.firmware ?? '0.9'
}

function meterPoint(draw: Draw, fuel: Fuel): string {
  if (fuel === 'gas') {
    const body = String(10_000_000 + draw.below(89_999_999))
    return body + mprnCheckDigits(body)
  }
  const body = `${10 + draw.below(14)}${String(draw.below(1e5)).padStart(5, '0')}${String(draw.below(1e5)).padStart(5, '0')}`
  return body + mpanCheckDigit(body)
}

/** A made-up EUI-64 (locally administered), unique to its kind and number. */
function deviceId(kind: number, number: number): string {
  const hex = `02${kind.toString(16).padStart(2, '0')}${number.toString(16).padStart(12, '0')}`.toUpperCase()
  return (hex.match(/../g) ?? []).join('-')
}

/** Seeded draws (mulberry32). */
class Draw {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  below(n: number): number {
    return Math.floor(this.next() * n)
  }

  pick<T>(items: readonly T[]): T | undefined {
    return items[this.below(items.length)]
  }

  share(parts: readonly (readonly [string, number])[]): string {
    let roll = this.next()
    for (const [name, share] of parts) {
      roll -= share
      if (roll < 0) return name
    }
    return parts[0]?.[0] ?? ''
  }
}
