import type { Queryable } from '../database.js'
import type { CopyChannel } from './copy-channel.js'
import type { ImportValues } from './row.js'
import { textFields } from './tuples.js'

/** Columns of the staging table, in the order in which rows are copied into it. */
export const stagingColumns = [
  'row_number',
  'meter_point',
  'device_id',
  'hub_id',
  'device_model_id',
  'hub_model_id',
  'fuel',
  'supplier_id',
  'smso_id',
  'payment_mode',
  'service',
  'installed_on',
  'supplied_since',
  'compliance_evidence',
  'notes',
  'digest',
] as const

export const problemColumns = ['row_number', 'part', 'column', 'code', 'message', 'expected'] as const

/** For the import's transaction: joins of a whole file in memory. */
export async function setMemory(tx: Queryable): Promise<void> {
  await tx`set local work_mem = '192MB'`
  await tx`set local maintenance_work_mem = '256MB'`
}

/** Makes the staging tables of one import; they go with its transaction. */
export async function createStaging(tx: Queryable): Promise<void> {
  await tx`
    create temp table staging (
      row_number bigint not null, meter_point text not null, device_id text not null, hub_id text not null,
      device_model_id integer not null, hub_model_id integer not null, fuel text not null, supplier_id text not null,
      smso_id text not null, payment_mode text not null, service text not null, installed_on date, supplied_since date,
      compliance_evidence text, notes jsonb, digest bigint not null
    ) on commit drop`
  await tx`
    create temp table problem (
      row_number bigint not null, part integer not null, "column" text not null, code text not null,
      message text not null, expected text not null
    ) on commit drop`
  await tx`create temp table rejected (like staging) on commit drop`
}

/**
 * Makes the tables of the models that the rows name by number, 0 standing for none: a portfolio of millions has some
 * hundreds of each.
 */
export async function createModels(tx: Queryable): Promise<void> {
  await tx`
    create temp table device_model (id integer primary key, manufacturer text not null, model text not null, firmware text not null)
    on commit drop`
  await tx`
    create temp table hub_model (
      id integer primary key, hub_manufacturer text not null, hub_model text not null, hub_firmware text not null, csp text not null
    ) on commit drop`
}

/** Gives a channel the models of a file. */
export function writeModels(channel: CopyChannel, values: ImportValues): void {
  const devices = channel.target('device_model', ['id', 'manufacturer', 'model', 'firmware'])
  values.deviceModel.list.forEach((texts, number) => {
    devices.begin(1 + texts.length)
    devices.int4Value(number + 1)
    devices.field(textFields(texts))
  })
  const hubs = channel.target('hub_model', ['id', 'hub_manufacturer', 'hub_model', 'hub_firmware', 'csp'])
  values.hubModel.list.forEach((texts, number) => {
    hubs.begin(1 + texts.length)
    hubs.int4Value(number + 1)
    hubs.field(textFields(texts))
  })
}

/** Moves the rows that the checks found bad from `staging` to `rejected`. */
export async function moveRejected(tx: Queryable): Promise<void> {
  await tx`
    with moved as (
      delete from staging s using (select distinct row_number from problem) p where p.row_number = s.row_number returning s.*
    )
    insert into rejected select * from moved`
}
