import type { Effect } from '../../domain/journey/decision.js'
import type { EpochMs } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import type { MemberRow } from './rows.js'

const meterColumns = new Set([
  'device_id',
  'manufacturer',
  'model',
  'firmware',
  'smso_id',
  'supplier_id',
  'payment_mode',
  'service',
  'installed_on',
  'supplied_since',
  'compliance_evidence',
])
const hubColumns = new Set(['hub_manufacturer', 'hub_model', 'hub_firmware', 'csp'])

/**
 * Carries corrected values into the register: the meter's own, its hub's, or the hub it hangs on. The combination is
 * assigned anew by the caller (see `assignCombinations`) wherever it is left null here.
 */
export async function applyChanges(
  tx: Queryable,
  row: MemberRow,
  effect: Extract<Effect, { kind: 'apply-changes' }>,
  now: EpochMs,
): Promise<void> {
  const entries = Object.entries(effect.changes).map(([column, change]) => [column, change[1]] as const)
  const meter = Object.fromEntries(entries.filter(([column]) => meterColumns.has(column)))
  const hub = Object.fromEntries(entries.filter(([column]) => hubColumns.has(column)))
  const hubId = effect.changes.hub_id?.[1] ?? null
  if (Object.keys(meter).length > 0) await tx`update meter set ${tx(meter)} where journey_id = ${row.journey_id}`
  if (meter.smso_id !== undefined && meter.smso_id !== null) {
    await tx`update journey set records_from = ${meter.smso_id} where journey_id = ${row.journey_id}`
  }
  if (meter.supplier_id !== undefined && meter.supplier_id !== null) {
    await tx`update journey set supplier_id = ${meter.supplier_id} where journey_id = ${row.journey_id}`
  }
  const installationId = hubId === null ? row.installation_id : await moveToHub(tx, row, hubId)
  if (Object.keys(hub).length > 0)
    await tx`update installation set ${tx(hub)} where installation_id = ${installationId}`
  await tx`
    update installation set combination_id = null where installation_id in (${row.installation_id}, ${installationId})`
  if (effect.correctionId !== null)
    await tx`update correction set applied_at = ${now} where correction_id = ${effect.correctionId}`
}

/** Moves a meter to the installation of another hub, which is made if nobody hangs on it yet. */
async function moveToHub(tx: Queryable, row: MemberRow, hubId: string): Promise<number> {
  const [target] = await tx<{ installation_id: number }[]>`
    insert into installation (hub_id, hub_manufacturer, hub_model, hub_firmware, csp)
    select ${hubId}, hub_manufacturer, hub_model, hub_firmware, csp from installation where installation_id = ${row.installation_id}
    on conflict (hub_id) do update set hub_id = excluded.hub_id
    returning installation_id`
  if (target === undefined) throw new Error(`no installation for hub ${hubId}`)
  await tx`update meter set installation_id = ${target.installation_id} where journey_id = ${row.journey_id}`
  await tx`update journey set installation_id = ${target.installation_id} where journey_id = ${row.journey_id}`
  return target.installation_id
}
