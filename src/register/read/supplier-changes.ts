import type { EpochMs, IsoDate, JourneyId, SupplierId } from '../../domain/brands.js'
import type { Queryable } from '../database.js'

/** What a change of supplier was to a supplier. */
export const changeDirections = ['gained', 'switched-away'] as const
export type ChangeDirection = (typeof changeDirections)[number]

/** A meter that came to a supplier, or went. */
export interface SupplierChangeLine {
  readonly changeId: number
  readonly supplier: SupplierId
  readonly direction: ChangeDirection
  readonly journeyId: JourneyId
  readonly deviceId: string
  readonly fuel: string
  readonly changedOn: IsoDate
  readonly recordedAt: EpochMs
}

/** Changes of supplier, the last recorded first: each once for the gaining and once for the losing supplier. */
export async function listSupplierChanges(
  db: Queryable,
  of: { readonly supplier: SupplierId | undefined; readonly direction: ChangeDirection | undefined },
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<readonly SupplierChangeLine[]> {
  return db<SupplierChangeLine[]>`
    select change_id as "changeId", supplier_id as supplier, direction, journey_id as "journeyId", device_id as "deviceId", fuel,
           changed_on as "changedOn", recorded_at as "recordedAt"
    from supplier_change
    where true ${of.supplier === undefined ? db`` : db`and supplier_id = ${of.supplier}`}
      ${of.direction === undefined ? db`` : db`and direction = ${of.direction}`}
      ${before === null ? db`` : db`and change_id < ${before}`}
    order by change_id desc limit ${limit}`
}
