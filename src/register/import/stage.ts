import type { Queryable } from '../database.js'

/** Columns of the staging table, in the order in which rows are copied into it. */
export const stagingColumns = [
  'row_number',
  'meter_point',
  'fuel',
  'supplier_id',
  'device_id',
  'manufacturer',
  'model',
  'firmware',
  'hub_id',
  'hub_manufacturer',
  'hub_model',
  'hub_firmware',
  'csp',
  'smso_id',
  'payment_mode',
  'service',
  'installed_on',
  'supplied_since',
  'compliance_evidence',
  'notes',
  'problems',
] as const

/** Makes the staging tables of one import; they go with its transaction. */
export async function createStaging(tx: Queryable): Promise<void> {
  await tx`
    create temp table staging (
      row_number bigint not null, meter_point text, fuel text, supplier_id text, device_id text, manufacturer text, model text,
      firmware text, hub_id text, hub_manufacturer text, hub_model text, hub_firmware text, csp text, smso_id text,
      payment_mode text, service text, installed_on date, supplied_since date, compliance_evidence text, notes jsonb,
      problems jsonb
    ) on commit drop`
  await tx`
    create temp table problem (
      row_number bigint not null, part integer not null, "column" text not null, code text not null,
      message text not null, expected text not null
    ) on commit drop`
}

/** Takes the rows that were bad by themselves out of the staging table; what is wrong with them stays. */
export async function setAsideBadRows(tx: Queryable): Promise<void> {
  await tx`
    with bad as (delete from staging where problems is not null returning row_number, problems)
    insert into problem
    select bad.row_number, p.place, p.found ->> 'column', p.found ->> 'code', p.found ->> 'message', p.found ->> 'expected'
    from bad cross join lateral jsonb_array_elements(bad.problems) with ordinality p(found, place)`
}

/** One row as PostgreSQL's COPY text format wants it. */
export function copyLine(values: readonly (string | number | null)[]): string {
  let line = ''
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]
    if (i > 0) line += '\t'
    if (value === null || value === undefined) line += '\\N'
    else if (typeof value === 'number') line += String(value)
    else line += needsEscape.test(value) ? value.replace(escapes, (mark) => escaped[mark] ?? mark) : value
  }
  return `${line}\n`
}

const needsEscape = /[\\\t\n\r]/
const escapes = /[\\\t\n\r]/g
const escaped: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
