import type { SupplierId } from '../../domain/brands.js'
import { MeterliftError } from '../../domain/errors.js'
import { recordEvent } from '../../register/batch/events.js'
import { readBatch } from '../../register/batch/row.js'
import { giveBackMembers } from '../../register/batch/withdraw.js'
import type { Database, Queryable } from '../../register/database.js'
import { inTransaction } from '../../register/in-transaction.js'
import type { Acting } from './command.js'

/** What a supplier says of its meters in one batch. */
export type AuthorisationDecision = 'authorised' | 'refused'
/** What its word on all its meters comes to: `partly`, where it refused some, or has said nothing of some yet. */
export type SupplierWord = AuthorisationDecision | 'partly'

/** How many meters a supplier's word concerned. */
export interface Authorised {
  readonly meters: number
}

const all = 2_000_000_000

/**
 * Takes a supplier's word on its meters in a batch. Authorised, the meters that waited for it go on; of a split installation the
 * other supplier's word is needed as well. Refused, its installations are given back, unless in flight.
 * @throws MeterliftError BATCH_UNKNOWN, BATCH_NOT_NOW, or SUPPLIER_NOT_IN_BATCH
 */
export async function authoriseBatch(
  db: Database,
  batchId: number,
  supplierId: SupplierId,
  decision: AuthorisationDecision,
  acting: Acting,
): Promise<Authorised> {
  return inTransaction(db, async (tx) => {
    const batch = await readBatch(tx, batchId, 'lock')
    if (batch.ended_at !== null) {
      throw new MeterliftError('BATCH_NOT_NOW', `the batch is ${batch.state}: there is nothing to authorise`)
    }
    await takeWord(tx, batchId, supplierId, decision, acting, null)
    const meters =
      decision === 'authorised'
        ? await authoriseMeters(tx, batchId, supplierId, null, acting)
        : await giveBackMembers(
            tx,
            batchId,
            { code: 'BAT_AUTHORISATION_REFUSED', supplier: supplierId, limit: all },
            acting.now,
          )
    if (meters === 0) {
      throw new MeterliftError('SUPPLIER_NOT_IN_BATCH', `batch ${batchId} has no live meter of ${supplierId}`)
    }
    return { meters }
  })
}

/** Keeps a supplier's word, with the event of it. */
export async function takeWord(
  tx: Queryable,
  batchId: number,
  supplierId: SupplierId,
  decision: SupplierWord,
  { actor, reason, now }: Acting,
  fileName: string | null,
  meters: Readonly<Record<AuthorisationDecision, number>> | null = null,
): Promise<void> {
  await tx`
    insert into batch_authorisation (batch_id, supplier_id, decision, decided_at, decided_by, file_name)
    values (${batchId}, ${supplierId}, ${decision}, ${now}, ${actor}, ${fileName})
    on conflict (batch_id, supplier_id) do update
      set decision = excluded.decision, decided_at = excluded.decided_at, decided_by = excluded.decided_by, file_name = excluded.file_name`
  await recordEvent(tx, batchId, {
    at: now,
    actor,
    kind: decision,
    reason,
    detail: { supplier: supplierId, ...(fileName === null ? {} : { file: fileName }), ...meters },
  })
  await tx`update batch set tell = tell + 1 where batch_id = ${batchId}`
}

/**
 * Authorises live members of a supplier for their batch and tells those that waited for it.
 * @param devices only these; null: all of the supplier
 * @returns how many meters are authorised by it
 */
export async function authoriseMeters(
  tx: Queryable,
  batchId: number,
  supplierId: SupplierId,
  devices: readonly string[] | null,
  { actor, now }: Acting,
): Promise<number> {
  const [row] = await tx<{ meters: number }[]>`
    with concerned as (
      select j.journey_id, j.stage, j.code from batch_member b join journey j using (journey_id) join meter m using (journey_id)
      where b.batch_id = ${batchId} and b.ended_at is null and j.supplier_id = ${supplierId}
        ${devices === null ? tx`` : tx`and m.device_id = any(${[...devices]}::text[])`}
    ), written as (
      insert into authorisation (journey_id, supplier_id, authorised_at, authorised_by, batch_id)
      select journey_id, ${supplierId}, ${now}, ${actor}, ${batchId} from concerned order by journey_id
      on conflict (journey_id, supplier_id) do update set authorised_at = excluded.authorised_at,
        authorised_by = excluded.authorised_by, batch_id = excluded.batch_id where authorisation.batch_id is not null
    ), told as (
      insert into outbox (journey_id, kind, body, priority, not_before)
      select journey_id, 'programme', '{}', 3, ${now} from concerned where stage = 'waiting' and code = 'AUT_SUPPLIER' order by journey_id
    )
    select count(*) as meters from concerned`
  return row?.meters ?? 0
}
