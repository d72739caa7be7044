import type { Database } from '../../src/register/database.js'

/** Brings every journey of a prepared fleet to its lane, as its steps would: journeys are not what is measured. */
export async function makeReady(db: Database): Promise<void> {
  await db`
    update journey set stage = 'migration', standing = 'ready', epoch = 1, seq = 1, records_wanted_at = null,
      clock_starts_on = '2026-01-01', due_on = '2027-01-01'::date + (journey_id % 300)::integer`
  await db`
    update installation i set state = 'ready', due_on = j.due_on, supplier_id = j.supplier_id, lane_id = c.lane_id
    from journey j, combination c where j.installation_id = i.installation_id and c.combination_id = i.combination_id`
  await db`delete from outbox`
  await db`vacuum analyze installation, journey, meter`
}
