import type { Queryable } from '../database.js'

/** Columns of the staging table, in the order in which rows are copied into it. */
export const stagingColumns = [
  'row_number',
  'meter_point',
  'fuel',
  'supplier_id',
  'device_id',
  'device_model_id',
  'hub_id',
  'hub_model_id',
  'smso_id',
  'payment_mode',
  'service',
  'installed_on',
  'supplied_since',
  'compliance_evidence',
  'notes',
  'problems',
] as const

/** Columns of the two dictionaries: a portfolio of millions has some hundreds of each. */
export const modelColumns = {
  device_model: ['id', 'manufacturer', 'model', 'firmware'],
  hub_model: ['id', 'hub_manufacturer', 'hub_model', 'hub_firmware', 'csp'],
} as const

/**
 * Makes the staging tables of one import; they go with its transaction. Device and hub models are numbered as they come,
 * so that rows are grouped and joined by numbers; the same model may have two numbers (see openStagingWriter).
 */
export async function createStaging(tx: Queryable): Promise<void> {
  // For this transaction: joins of a whole file in memory, and no compiling of plans that run once.
  await tx`set local work_mem = '192MB'`
  await tx`set local maintenance_work_mem = '256MB'`
  await tx`set local jit = off`
  await tx`
    create temp table staging (
      row_number bigint not null, meter_point text, fuel text, supplier_id text, device_id text, device_model_id integer,
      hub_id text, hub_model_id integer, smso_id text, payment_mode text, service text, installed_on date,
      supplied_since date, compliance_evidence text, notes jsonb, problems jsonb
    ) on commit drop`
  await tx`
    create temp table device_model (
      id integer primary key, manufacturer text not null, model text not null, firmware text not null,
      hash bigint generated always as (hash_record_extended(row(manufacturer, model, firmware), 0)) stored
    ) on commit drop`
  await tx`
    create temp table hub_model (
      id integer primary key, hub_manufacturer text not null, hub_model text not null, hub_firmware text not null, csp text not null,
      hash bigint generated always as (hash_record_extended(row(hub_manufacturer, hub_model, hub_firmware, csp), 0)) stored
    ) on commit drop`
  await tx`
    create temp table problem (
      row_number bigint not null, part integer not null, "column" text not null, code text not null,
      message text not null, expected text not null
    ) on commit drop`
  await tx`create temp table rejected (like staging) on commit drop`
}

/** Takes the rows that were bad by themselves out of the staging table; what is wrong with them stays. */
export async function setAsideBadRows(tx: Queryable): Promise<void> {
  await tx`
    with bad as (delete from staging where problems is not null returning row_number, problems)
    insert into problem
    select bad.row_number, p.place, p.found ->> 'column', p.found ->> 'code', p.found ->> 'message', p.found ->> 'expected'
    from bad cross join lateral jsonb_array_elements(bad.problems) with ordinality p(found, place)`
}

/** Moves the rows that the set-based checks found bad from `staging` to `rejected`. */
export async function moveRejected(tx: Queryable): Promise<void> {
  await tx`
    with moved as (
      delete from staging s using (select distinct row_number from problem) p where p.row_number = s.row_number returning s.*
    )
    insert into rejected select * from moved`
}

/** No value, in PostgreSQL's COPY text format. */
export const nothing = '\\N'

/** One value in PostgreSQL's COPY text format. */
export function copyField(value: string | number | null): string {
  if (value === null) return nothing
  if (typeof value === 'number') return String(value)
  return needsEscape.test(value) ? value.replace(escapes, (mark) => escaped[mark] ?? mark) : value
}

/** One row in PostgreSQL's COPY text format. */
export function copyLine(values: readonly (string | number | null)[]): string {
  return `${values.map(copyField).join('\t')}\n`
}

const needsEscape = /[\\\t\n\r]/
const escapes = /[\\\t\n\r]/g
const escaped: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
