import type { DeviceId, EpochMs, IsoDate, JourneyId, SmsoId } from '../../domain/brands.js'
import type { SmiRecord, SmsoRecord } from '../../domain/meter.js'
import { inTransaction } from '../in-transaction.js'
import { toJson } from '../json.js'
import type { Database } from '../database.js'
import { outboxPriority } from '../outbox/claim.js'

/** A meter whose SMSO and SMI records are wanted. */
export interface WantedRecords {
  readonly journey_id: JourneyId
  readonly device_id: DeviceId
}

/** The meters of one SMSO whose records are wanted, longest waiting first; of those, earliest clock first. */
export async function wantedRecords(db: Database, smsoId: SmsoId, limit: number): Promise<readonly WantedRecords[]> {
  const rows = await db<(WantedRecords & { readonly clock_on: IsoDate | null })[]>`
    select j.journey_id, m.device_id, c.clock_on
    from (select journey_id, installation_id, records_wanted_at from journey
          where records_from = ${smsoId} and records_wanted_at is not null
          order by records_wanted_at limit ${limit}) j
    join meter m using (journey_id)
    join installation i on i.installation_id = j.installation_id
    left join combination c using (combination_id)
    order by c.clock_on nulls last, j.journey_id`
  return rows
}

/** Records of one meter, as fetched. */
export interface FetchedRecords {
  readonly journeyId: JourneyId
  readonly smso: SmsoRecord | null
  readonly smi: SmiRecord | null
}

/**
 * Stores fetched records and tells their journeys, in one transaction: a journey that never ran is started, one that
 * waits is told. A meter whose data was corrected after the fetch began stays wanted.
 * @param asOf when the fetch began: the records were true then or later
 */
export async function storeRecords(db: Database, fetched: readonly FetchedRecords[], asOf: EpochMs): Promise<void> {
  if (fetched.length === 0) return
  const rows = fetched.flatMap(({ journeyId, smso, smi }) => [
    { journey_id: journeyId, source: 'smso', record: smso },
    { journey_id: journeyId, source: 'smi', record: smi },
  ])
  await inTransaction(db, async (tx) => {
    const ids = fetched.map(({ journeyId }) => journeyId)
    await tx`select from journey where journey_id = any(${ids}::bigint[]) order by journey_id for update`
    await tx`
      insert into inventory_record (journey_id, source, as_of, record)
      select journey_id, source, ${asOf}, record
      from jsonb_to_recordset(${tx.json(toJson(rows))}) as x(journey_id bigint, source text, record jsonb)
      on conflict (journey_id, source) do update set as_of = excluded.as_of, record = excluded.record`
    await tx`
      with served as (
        update journey set records_wanted_at = null
        where journey_id = any(${ids}::bigint[]) and records_wanted_at <= ${asOf}
        returning journey_id, epoch
      )
      insert into outbox (journey_id, kind, body, priority, not_before)
      select journey_id, case epoch when 0 then 'start' else 'records' end, '{}',
             case epoch when 0 then ${outboxPriority.start}::integer else ${outboxPriority.wake}::integer end, ${asOf}
      from served join unnest(${ids}::bigint[]) with ordinality as asked(journey_id, place) using (journey_id) order by place`
  })
}
