import type { EpochMs } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import type { DecidedStep } from '../journey/decided-step.js'

/** Keeps each change of supplier that steps record, once for the supplier that gains the meter and once for the other. */
export function recordChanges(tx: Queryable, steps: readonly DecidedStep[], now: EpochMs) {
  const changes = steps.flatMap(({ row, evidence }) =>
    evidence.flatMap(({ kind, detail }) => {
      const { from, to, gainedOn } = detail ?? {}
      if (kind !== 'supplier' || typeof from !== 'string' || typeof to !== 'string') return []
      const same = { journey_id: row.journey_id, changed_on: String(gainedOn) }
      return [
        { ...same, supplier_id: to, direction: 'gained' },
        { ...same, supplier_id: from, direction: 'switched-away' },
      ]
    }),
  )
  if (changes.length === 0) return null
  return tx`
    insert into supplier_change (supplier_id, direction, journey_id, device_id, fuel, changed_on, recorded_at)
    select x.supplier_id, x.direction, x.journey_id, m.device_id, m.fuel, x.changed_on, ${now}
    from jsonb_to_recordset(${tx.json(changes)}) as x(supplier_id text, direction text, journey_id bigint, changed_on date)
    join meter m using (journey_id)
    order by x.journey_id`
}
