import postgres from 'postgres'
import type { EpochMs, IsoDate } from '../domain/brands.js'
import { reconnectWait } from '../runtime/reconnect.js'

/** PostgreSQL types as the program sees them: instants are epoch milliseconds, days are ISO dates, bigints are numbers. */
const types = {
  instant: {
    to: 1184,
    from: [1184],
    serialize: (value: EpochMs | string | Date) =>
      typeof value === 'number' ? new Date(value).toISOString() : value instanceof Date ? value.toISOString() : value,
    parse: (text: string): EpochMs => Date.parse(text),
  },
  day: { to: 1082, from: [1082], serialize: (value: IsoDate) => value, parse: (text: string): IsoDate => text },
  bigint: {
    to: 20,
    from: [20],
    serialize: (value: number | bigint) => String(value),
    parse: (text: string) => Number(text),
  },
}

type Types = { instant: EpochMs; day: IsoDate; bigint: number }

/** The register's connection pool. */
export type Database = postgres.Sql<Types>
/** Either the pool or an open transaction. */
export type Queryable = postgres.ISql<Types>

/**
 * How queries are planned. Each asks for a few rows of millions: compiling for all that there might be, or calling other
 * processes to help, takes longer than reading them; and a page read out of order costs little more than the next one, in
 * memory or on a disk without moving parts.
 */
const planning = { jit: 'off', random_page_cost: '1.1', max_parallel_workers_per_gather: '0' }

/**
 * Bitmaps gather all that match before the first row is seen; and a plan for any values at all takes each range of dates and each
 * supplier for a small one.
 */
const pages = { enable_bitmapscan: 'off', plan_cache_mode: 'force_custom_plan' }

/**
 * Opens a pool on the register.
 * @param url PostgreSQL connection address
 * @param options.max connections at most
 * @param options.pages whether reads are pages of lists: what is found first counts, and nothing is gathered before
 * @param options.onClose told whenever a connection closes, or could not be made
 */
export function openDatabase(
  url: string,
  options: {
    readonly max?: number
    readonly name?: string
    readonly pages?: boolean
    readonly onClose?: () => void
  } = {},
): Database {
  return postgres(url, {
    max: options.max ?? 10,
    types,
    onnotice: () => undefined,
    connection: {
      application_name: options.name ?? 'meterlift',
      TimeZone: 'UTC',
      ...planning,
      ...(options.pages === true ? pages : {}),
    },
    connect_timeout: 10,
    backoff: reconnectWait,
    ...(options.onClose === undefined ? {} : { onclose: options.onClose }),
  })
}
