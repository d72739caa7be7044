import type { EpochMs, IsoDate, JourneyId } from '../../domain/brands.js'
import type { Stage, Standing } from '../../domain/stage.js'
import type { Database, Queryable } from '../database.js'

/** Which meters are meant; the same words in every list, export and command. */
export interface MeterFilter {
  readonly supplier?: string | undefined
  readonly cohort?: string | undefined
  readonly lane?: string | undefined
  readonly stage?: string | undefined
  readonly code?: string | undefined
  readonly failure?: string | undefined
  readonly dueBefore?: IsoDate | undefined
  readonly dueFrom?: IsoDate | undefined
  readonly paymentMode?: string | undefined
  readonly service?: string | undefined
}

/** One meter of a list. */
export interface MeterLine {
  readonly journey_id: JourneyId
  readonly meter_point: string
  readonly device_id: string
  readonly fuel: string
  readonly supplier_id: string
  readonly cohort_id: string | null
  readonly lane_id: string | null
  readonly stage: Stage
  readonly standing: Standing | null
  readonly code: string | null
  readonly failure_code: string | null
  readonly attempts_used: number
  readonly due_on: IsoDate | null
  readonly next_attempt_at: EpochMs | null
  readonly stage_since: EpochMs
}

/** The conditions of a filter, all of which hold. */
export function meterConditions(db: Queryable, filter: MeterFilter) {
  const text = (column: string, value: string | undefined) => (value === undefined ? db`` : db`and ${db(column)} = ${value}`)
  return db`
    ${text('j.supplier_id', filter.supplier)} ${text('j.cohort_id', filter.cohort)} ${text('j.lane_id', filter.lane)}
    ${text('j.stage', filter.stage)} ${text('j.code', filter.code)} ${text('j.failure_code', filter.failure)}
    ${text('m.payment_mode', filter.paymentMode)} ${text('m.service', filter.service)}
    ${filter.dueBefore === undefined ? db`` : db`and j.due_on < ${filter.dueBefore}`}
    ${filter.dueFrom === undefined ? db`` : db`and j.due_on >= ${filter.dueFrom}`}`
}

const columns = (db: Queryable) => db`
  j.journey_id, m.meter_point, m.device_id, m.fuel, j.supplier_id, j.cohort_id, j.lane_id, j.stage, j.standing, j.code,
  j.failure_code, j.attempts_used, j.due_on, j.next_attempt_at, j.stage_since`

/** Meters of a filter in the order of their numbers, from after a given one: pages do not shift while meters move. */
export async function listMeters(db: Queryable, filter: MeterFilter, page: { readonly after: number; readonly limit: number }): Promise<readonly MeterLine[]> {
  return db<MeterLine[]>`
    select ${columns(db)} from journey j join meter m using (journey_id)
    where j.journey_id > ${page.after} ${meterConditions(db, filter)}
    order by j.journey_id limit ${page.limit}`
}

/** All meters of a filter, in batches, from one snapshot; memory does not grow with their number. */
export async function* exportMeters(db: Database, filter: MeterFilter): AsyncGenerator<readonly (MeterLine & Readonly<Record<string, unknown>>)[]> {
  const rows = db<(MeterLine & Record<string, unknown>)[]>`
    select ${columns(db)}, m.manufacturer, m.model, m.firmware, i.hub_id, i.hub_manufacturer, i.hub_model, i.hub_firmware, i.csp,
           m.smso_id, m.payment_mode, m.service, m.installed_on, m.supplied_since, m.compliance_evidence,
           j.clock_starts_on, j.duty_policy, j.decision_on, j.breached_on, j.met_on, j.duty_ended_on
    from journey j join meter m using (journey_id) join installation i on i.installation_id = j.installation_id
    where true ${meterConditions(db, filter)} order by j.journey_id`.cursor(1_000)
  for await (const batch of rows) yield batch
}

/** Finds a meter by its number, meter point or device id. */
export async function findJourney(db: Queryable, by: { readonly journeyId: number | null; readonly meterPoint: string; readonly deviceId: string | null }): Promise<JourneyId | null> {
  const [row] = await db<{ journey_id: number }[]>`
    select journey_id from meter
    where meter_point = ${by.meterPoint} or device_id = ${by.deviceId} or journey_id = ${by.journeyId}
    order by meter_point = ${by.meterPoint} desc, device_id = ${by.deviceId} desc limit 1`
  return row?.journey_id ?? null
}
