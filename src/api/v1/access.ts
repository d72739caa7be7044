import type { EpochMs } from '../../domain/brands.js'
import { MeterliftError } from '../../domain/errors.js'
import type { Programme } from '../../domain/programme.js'
import { resolveFilter } from '../../operations/resolve-filter.js'
import { asSupplier } from '../../register/access/portfolio.js'
import type { Database, Queryable } from '../../register/database.js'
import { onceInTransaction } from '../../runtime/once-in-transaction.js'
import type { MeterFilter } from '../../register/read/meter-filter.js'
import type { Caller } from '../auth/caller.js'

/** Reads in one snapshot, as the caller: a supplier sees its own portfolio alone, by PostgreSQL's rules. */
export type Read = <T>(body: (tx: Queryable) => Promise<T>) => Promise<T>

export function readerOf(db: Database, caller: Pick<Caller, 'supplier'>): Read {
  const { supplier } = caller
  return (body) =>
    supplier === null
      ? onceInTransaction(db, body, 'isolation level repeatable read read only')
      : asSupplier(db, supplier, body)
}

/** The filter of a caller: a supplier's names its own portfolio, and another supplier's name is as unknown as any word. */
export function filterOf(
  programme: Programme,
  filter: MeterFilter,
  { supplier }: Pick<Caller, 'supplier'>,
  now: EpochMs,
): MeterFilter {
  if (supplier === null) return resolveFilter(programme, filter, now)
  const own = { ...programme, suppliers: programme.suppliers.filter(({ id }) => id === supplier) }
  return { ...resolveFilter(own, filter, now), supplier }
}

/** What concerns the whole fleet is refused to a supplier in code too, not by its permissions alone. */
export function wholeFleet({ supplier }: Pick<Caller, 'supplier'>): void {
  if (supplier === null) return
  throw new MeterliftError('NOT_PERMITTED', 'this is not a supplier’s to see')
}
