import { sameText } from '../../src/domain/text.js'
import { mpanCheckDigit } from '../../src/domain/identifiers.js'
import type { EpclEntry, Programme } from '../../src/domain/programme.js'
import { portfolioColumns } from '../../src/portfolio/columns.js'

/** How many meters of a cohort a portfolio shall have. */
export interface CohortPart {
  readonly cohort: string
  readonly meters: number
}

/** A portfolio of clean electricity meters as CSV, each alone behind its hub: a part of each cohort, one after the other. */
export function* parkedPortfolio(programme: Programme, parts: readonly CohortPart[]): Generator<string> {
  yield `${portfolioColumns.join(',')}\n`
  let number = 0
  for (const { cohort, meters } of parts) {
    const entry = electricityEntry(programme, cohort)
    for (let n = 0; n < meters; n += 1) {
      number += 1
      yield row(programme, entry, number)
    }
  }
}

type ElectricityEntry = EpclEntry & { readonly esme: NonNullable<EpclEntry['esme']> }

function electricityEntry(programme: Programme, cohortId: string): ElectricityEntry {
  const makers = programme.cohorts.find(({ id }) => id === cohortId)?.makers ?? []
  const isAlone = (each: EpclEntry): each is ElectricityEntry => each.esme !== null && each.gsme === null
  const entry = programme.epcl
    .filter(isAlone)
    .find(({ hub, removedOn }) => removedOn === null && makers.some((maker) => sameText(maker, hub.manufacturer)))
  if (entry === undefined) throw new Error(`the EPCL has no electricity-only combination of ${cohortId}`)
  return entry
}

function row(programme: Programme, { esme, hub, csp }: ElectricityEntry, number: number): string {
  const mpan = `10${String(number).padStart(10, '0')}`
  const id = String(number).padStart(10, '0')
  const values: Readonly<Record<(typeof portfolioColumns)[number], string>> = {
    meter_point: mpan + mpanCheckDigit(mpan),
    fuel: 'electricity',
    supplier: programme.suppliers[number % programme.suppliers.length]?.id ?? '',
    device_id: `02e000${id}`,
    manufacturer: esme.manufacturer,
    model: esme.model,
    firmware: esme.firmware,
    hub_id: `02c000${id}`,
    hub_manufacturer: hub.manufacturer,
    hub_model: hub.model,
    hub_firmware: hub.firmware,
    csp,
    smso: programme.smsos[0]?.id ?? '',
    payment_mode: 'credit',
    service: 'active',
    installed_on: '2016-01-01',
    supplied_since: '2016-01-01',
    compliance_evidence: 'SMETS1-1',
  }
  return `${portfolioColumns.map((column) => values[column]).join(',')}\n`
}
