import { fileURLToPath } from 'node:url'
import { isLive } from '../../src/domain/cohort.js'
import { londonDate } from '../../src/domain/calendar.js'
import type { Programme } from '../../src/domain/programme.js'
import { readProgrammeFolder } from '../../src/operations/apply-programme.js'
import { assessCombinations } from '../../src/register/combinations.js'
import type { Database } from '../../src/register/database.js'
import { inTransaction } from '../../src/register/in-transaction.js'
import { putInForce } from '../../src/register/programme/change.js'
import { cohortShares } from './mix.js'

const example = fileURLToPath(new URL('../../examples/programmes/example', import.meta.url))

/** The example programme with lanes that take whatever is ready: what is measured is reading, not head ends. */
export async function openProgramme(db: Database, now: number): Promise<Programme> {
  const { programme } = await readProgrammeFolder(example, now)
  const lanes = programme.lanes.map((lane) => ({
    ...lane,
    ratePerMinute: 1_000_000,
    dailyCapacity: 10_000_000,
    inFlightLimit: 10_000_000,
    prepayment: { ...lane.prepayment, dailyCap: 10_000_000 },
  }))
  const open = { ...programme, lanes }
  await putInForce(db, {
    programme: open,
    digest: 'bench',
    appliedBy: 'bench',
    now,
    today: londonDate(now),
    changes: [],
  })
  await db`update programme_version set told_at = ${now}`
  return open
}

/** Device combinations of a fleet: for each of a thousand places one, by the cohorts' shares. */
export interface Combinations {
  /** With two meters behind the hub, and with one. */
  readonly dual: readonly number[]
  readonly single: readonly number[]
}

/** Makes the combinations of the programme's EPCL, as an import would. */
export async function makeCombinations(db: Database, programme: Programme, now: number): Promise<Combinations> {
  const today = londonDate(now)
  const rows = programme.epcl
    .filter(({ esme }) => esme !== null)
    .map(({ esme, gsme, hub, csp }) => ({
      combination_key: [
        ...[esme?.manufacturer, esme?.model, esme?.firmware, gsme?.manufacturer, gsme?.model, gsme?.firmware],
        ...[hub.manufacturer, hub.model, hub.firmware, csp],
      ]
        .map((part) => part ?? '')
        .join('|')
        .toLowerCase(),
      ...{ em: esme?.manufacturer, eo: esme?.model, ef: esme?.firmware },
      ...{ gm: gsme?.manufacturer ?? null, go: gsme?.model ?? null, gf: gsme?.firmware ?? null },
      ...{ hm: hub.manufacturer, ho: hub.model, hf: hub.firmware, csp },
    }))
  await inTransaction(db, async (tx) => {
    await tx`
      insert into combination (combination_key, esme_manufacturer, esme_model, esme_firmware, gsme_manufacturer, gsme_model,
                               gsme_firmware, hub_manufacturer, hub_model, hub_firmware, csp)
      select distinct on (combination_key) combination_key, em, eo, ef, gm, go, gf, hm, ho, hf, csp
      from jsonb_to_recordset(${tx.json(rows)}) as x(combination_key text, em text, eo text, ef text, gm text, go text, gf text,
                                                     hm text, ho text, hf text, csp text)`
    await assessCombinations(tx, programme, 1, today, 'new')
  })
  const made = await db<{ id: number; cohort: string | null; dual: boolean }[]>`
    select combination_id as id, cohort_id as cohort, gsme_model is not null as dual from combination
    where cohort_id is not null order by combination_id`
  const places = (dual: boolean): readonly number[] =>
    Object.entries(cohortShares).flatMap(([cohort, share]) => {
      const own = made.filter((each) => each.cohort === cohort && each.dual === dual)
      return Array.from({ length: share * 10 }, (_, n) => own[n % own.length]?.id ?? 0)
    })
  return { dual: places(true), single: places(false) }
}

/** Cohorts that are in service today. */
export function cohortsInService(programme: Programme, now: number): readonly string[] {
  return programme.cohorts.filter((cohort) => isLive(cohort, londonDate(now))).map(({ id }) => id)
}
