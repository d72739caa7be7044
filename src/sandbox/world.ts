import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify'
import { parseDeviceId } from '../domain/identifiers.js'
import { parseFate, seededFate } from './fate.js'
import { onceInTransaction } from '../runtime/once-in-transaction.js'
import type { Sandbox } from './state.js'

/** How many devices a world file brought, and how many of its rows could not be read. */
export interface WorldLoaded {
  readonly devices: number
  readonly skipped: number
  readonly alreadyLoaded: boolean
}

const columns = [
  'device_id',
  'meter_point',
  'fuel',
  'supplier',
  'manufacturer',
  'model',
  'firmware',
  'hub_id',
  'hub_manufacturer',
  'hub_model',
  'hub_firmware',
  'smso',
  'payment_mode',
  'keys',
  'smso_known',
  'smi_status',
  'fate',
] as const

/** Loads a world file once; the same content again is recognised by its digest. */
export async function loadWorldFile(db: Sandbox, path: string, seed: string): Promise<WorldLoaded> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  const digest = hash.digest('hex')
  const [known] = await db`select 1 from world where digest = ${digest}`
  if (known !== undefined) return { devices: 0, skipped: 0, alreadyLoaded: true }
  const loaded = await loadWorld(db, createReadStream(path), seed)
  await db`insert into world (digest) values (${digest}) on conflict do nothing`
  return loaded
}

/** Streams devices into the sandbox: a portfolio's columns, and where given the truth columns smi_status, keys, smso_known, fate. */
export async function loadWorld(db: Sandbox, csv: Readable, seed: string): Promise<WorldLoaded> {
  let devices = 0
  let skipped = 0
  const rows = csv.pipe(
    parse({
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      relax_column_count: true,
      skip_records_with_error: true,
    }),
  )
  await onceInTransaction(db, async (tx) => {
    await tx`create temp table incoming (like device including defaults) on commit drop`
    const copy = await tx.unsafe(`copy incoming (${columns.join(', ')}) from stdin with (format csv)`).writable()
    async function* deviceRows(): AsyncGenerator<readonly string[]> {
      for await (const row of rows as AsyncIterable<Readonly<Record<string, string>>>) {
        const device = deviceOf(row, seed)
        if (device === null) skipped += 1
        else {
          devices += 1
          yield columns.map((column) => device[column])
        }
      }
    }
    await pipeline(Readable.from(deviceRows()), stringify(), copy)
    await tx`
      insert into device select distinct on (device_id) * from incoming order by device_id
      on conflict (device_id) do nothing`
  })
  return { devices, skipped, alreadyLoaded: false }
}

type Device = Readonly<Record<(typeof columns)[number], string>>

function deviceOf(row: Readonly<Record<string, string>>, seed: string): Device | null {
  const deviceId = parseDeviceId(row.device_id ?? '')
  const hubId = parseDeviceId(row.hub_id ?? '')
  const fuel = (row.fuel ?? '').toLowerCase()
  if (deviceId === null || hubId === null || (fuel !== 'electricity' && fuel !== 'gas')) return null
  const text = (name: string): string => (row[name] ?? '').trim()
  const fate = text('fate')
  return {
    device_id: deviceId,
    meter_point: text('meter_point').replaceAll(/\s/g, ''),
    fuel,
    supplier: slug(text('supplier')),
    manufacturer: text('manufacturer'),
    model: text('model'),
    firmware: text('firmware'),
    hub_id: hubId,
    hub_manufacturer: text('hub_manufacturer'),
    hub_model: text('hub_model'),
    hub_firmware: text('hub_firmware'),
    smso: slug(text('smso')),
    payment_mode: text('payment_mode').toLowerCase(),
    keys: text('keys').toLowerCase() === 'no' ? 'false' : 'true',
    smso_known: text('smso_known').toLowerCase() === 'no' ? 'false' : 'true',
    smi_status: text('smi_status') || 'InstalledNotCommissioned',
    fate: parseFate(fate) === null ? seededFate(seed, deviceId, fuel) : fate,
  }
}

/** A name as the programme writes its ids: lower case, joined by hyphens. */
function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
