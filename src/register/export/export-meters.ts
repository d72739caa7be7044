import type { Queryable } from '../database.js'
import { meterConditions, type MeterFilter } from '../read/meter-filter.js'

/**
 * Columns of an export, in order. Those of a portfolio keep their names, so that an export can be imported again; the
 * others say where the meter stands.
 */
export const exportColumns = [
  'journey',
  'meter_point',
  'fuel',
  'supplier',
  'device_id',
  'manufacturer',
  'model',
  'firmware',
  'hub_id',
  'hub_manufacturer',
  'hub_model',
  'hub_firmware',
  'csp',
  'smso',
  'payment_mode',
  'service',
  'installed_on',
  'supplied_since',
  'compliance_evidence',
  'cohort',
  'lane',
  'stage',
  'standing',
  'code',
  'stage_since',
  'attempts_used',
  'next_attempt_at',
  'failure',
  'failed_at',
  'clock_starts_on',
  'due_on',
  'policy',
  'decision_on',
  'breached_on',
  'met_on',
  'duty_ended_on',
] as const
export type ExportColumn = (typeof exportColumns)[number]
/** One meter of an export; instants are ISO 8601, days are ISO dates. */
export type ExportRow = Readonly<Record<ExportColumn, string | number | null>>

const rowsAtOnce = 1_000

/** All meters of a filter, in batches, from one snapshot; memory does not grow with their number. */
export async function* exportMeters(db: Queryable, filter: MeterFilter): AsyncGenerator<readonly ExportRow[]> {
  const iso = (column: string) => db`to_char(${db(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
  yield* db<ExportRow[]>`
    select j.journey_id as journey, m.meter_point, m.fuel, j.supplier_id as supplier, m.device_id, m.manufacturer, m.model, m.firmware,
           i.hub_id, i.hub_manufacturer, i.hub_model, i.hub_firmware, i.csp, m.smso_id as smso, m.payment_mode, m.service,
           m.installed_on, m.supplied_since, m.compliance_evidence, j.cohort_id as cohort, j.lane_id as lane, j.stage, j.standing,
           j.code, ${iso('j.stage_since')} as stage_since, j.attempts_used, ${iso('j.next_attempt_at')} as next_attempt_at,
           j.failure_code as failure, ${iso('j.failed_at')} as failed_at, j.clock_starts_on, j.due_on, j.duty_policy as policy,
           j.decision_on, j.breached_on, j.met_on, j.duty_ended_on
    from journey j
    join meter m using (journey_id)
    join installation i on i.installation_id = j.installation_id
    where true ${meterConditions(db, filter)}
    order by j.journey_id`.cursor(rowsAtOnce)
}
