import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { stringify } from 'csv-stringify/sync'
import { isLive, liveSince } from '../../src/domain/cohort.js'
import { londonDate } from '../../src/domain/calendar.js'
import { mpanCheckDigit } from '../../src/domain/identifiers.js'
import type { Programme } from '../../src/domain/programme.js'
import { readProgrammeFolder } from '../../src/operations/apply-programme.js'
import { importPortfolio } from '../../src/operations/import-portfolio.js'
import { openDatabase, type Database } from '../../src/register/database.js'
import { migrate } from '../../src/register/migrate.js'
import { putInForce } from '../../src/register/programme/change.js'
import { storeRecords } from '../../src/register/survey/survey.js'

const example = fileURLToPath(new URL('../../examples/programmes/example', import.meta.url))

/**
 * Makes a register with so many clean meters, imported and with the SMSO's and the inventory's records at hand, so that
 * their journeys only wait to be started. Each meter is alone behind its hub.
 */
export async function prepareFleet(url: string, size: number): Promise<void> {
  await migrate(url)
  const db = openDatabase(url, { max: 4 })
  try {
    const now = Date.now()
    const programme = openWide((await readProgrammeFolder(example, now)).programme)
    await putInForce(db, { programme, digest: 'bench', appliedBy: 'bench', now, today: londonDate(now), changes: [] })
    // Nobody need be told of the programme.
    await db`update programme_version set told_at = ${now}`
    const report = await importPortfolio(
      db,
      {
        stream: Readable.from([Buffer.from(stringify(cleanRows(programme, size, londonDate(now)), { header: true }))]),
        name: 'bench',
      },
      { by: 'bench', now, quarantineTo: '/dev/null' },
    )
    if (report.created !== size) throw new Error(`${report.created} of ${size} meters were imported`)
    await bringRecords(db, Date.now())
    // Not tables that are still empty: plans made for these would read them whole for as long as they grow.
    await db`vacuum analyze installation, meter, journey, inventory_record, combination`
  } finally {
    await db.end()
  }
}

/** Lanes that take whatever is ready: head ends are not what is measured. */
function openWide(programme: Programme): Programme {
  const lanes = programme.lanes.map((lane) => ({
    ...lane,
    ratePerMinute: 1_000_000,
    dailyCapacity: 1_000_000,
    inFlightLimit: 1_000_000,
  }))
  return { ...programme, lanes }
}

/** Meters of the cohort that went live last, so that each one's decision point lies ahead and every journey sets its timer. */
function cleanRows(programme: Programme, size: number, today: string): Readonly<Record<string, string>>[] {
  const [cohort] = programme.cohorts
    .filter((each) => isLive(each, today))
    .toSorted((a, b) => (liveSince(b, today) ?? '').localeCompare(liveSince(a, today) ?? ''))
  const entries = programme.epcl.flatMap((entry) => {
    const { esme, gsme, hub, addedOn, removedOn } = entry
    return esme !== null &&
      gsme === null &&
      addedOn <= today &&
      removedOn === null &&
      cohort?.makers.includes(hub.manufacturer) === true
      ? [{ ...entry, esme }]
      : []
  })
  return Array.from({ length: size }, (_, index) => {
    const entry = entries[index % entries.length]
    if (entry === undefined) throw new Error('the example programme has no combination to enrol')
    const { hub, esme, csp } = entry
    const mpan = `2000${String(index).padStart(8, '0')}`
    return {
      meter_point: mpan + mpanCheckDigit(mpan),
      fuel: 'electricity',
      supplier: 'edf',
      ...esme,
      device_id: deviceId(0xe0, index),
      hub_id: deviceId(0xc0, index),
      hub_manufacturer: hub.manufacturer,
      hub_model: hub.model,
      hub_firmware: hub.firmware,
      csp,
      smso: 'secure',
      payment_mode: 'credit',
      service: 'active',
      installed_on: '2016-01-01',
      supplied_since: '',
      compliance_evidence: 'bench',
    }
  })
}

function deviceId(kind: number, number: number): string {
  return `02${kind.toString(16)}${number.toString(16).padStart(12, '0')}`
}

interface MeterAndHub extends Readonly<
  Record<
    | 'device_id'
    | 'meter_point'
    | 'manufacturer'
    | 'model'
    | 'firmware'
    | 'hub_id'
    | 'hub_manufacturer'
    | 'hub_model'
    | 'hub_firmware'
    | 'supplier_id',
    string
  >
> {
  readonly journey_id: number
}

/** The survey's work: records that agree with the register arrive, and the journeys' start stands in the outbox. */
async function bringRecords(db: Database, asOf: number): Promise<void> {
  const rows = await db<MeterAndHub[]>`
    select m.*, i.hub_id, i.hub_manufacturer, i.hub_model, i.hub_firmware from meter m join installation i using (installation_id)`
  await storeRecords(
    db,
    rows.map((m) => ({
      journeyId: m.journey_id,
      smso: {
        meterPoint: m.meter_point,
        fuel: 'electricity',
        deviceId: m.device_id,
        device: { manufacturer: m.manufacturer, model: m.model, firmware: m.firmware },
        hubId: m.hub_id,
        hub: { manufacturer: m.hub_manufacturer, model: m.hub_model, firmware: m.hub_firmware },
        supplierId: m.supplier_id,
        paymentMode: 'credit',
        keysPresent: true,
        siblings: [],
      },
      smi: { deviceId: m.device_id, status: 'InstalledNotCommissioned', meterPoint: null },
    })),
    asOf,
  )
}
