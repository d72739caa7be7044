import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { Queryable } from '../database.js'
import { copyLine, modelColumns, stagingColumns } from './stage.js'

/** A row that was good by itself, in the register's own form. */
export type StagedRow = Readonly<
  Record<
    | 'meter_point' | 'fuel' | 'supplier' | 'device_id' | 'manufacturer' | 'model' | 'firmware'
    | 'hub_id' | 'hub_manufacturer' | 'hub_model' | 'hub_firmware' | 'csp' | 'smso' | 'payment_mode' | 'service'
    | 'installed_on' | 'supplied_since' | 'compliance_evidence',
    string | null
  >
>

/** Carries rows into the staging table by COPY, in constant memory. */
export interface StagingWriter {
  readonly good: (number: number, row: StagedRow, notes: Readonly<Record<string, string>>) => void
  /** A row that is bad by itself: only what is wrong with it is staged, since a file may consist of nothing else. */
  readonly bad: (number: number, problems: readonly object[]) => void
  /** Sends what was given since the last time; waits while PostgreSQL is behind. */
  readonly send: () => Promise<void>
  readonly finish: () => Promise<void>
  /** Ends the copy without its rows: PostgreSQL must hear of it, or it would wait for more. */
  readonly abort: (error: unknown) => Promise<void>
}

/** Beyond so many models, they are written out and numbering goes on: a model met again then gets another number. */
const mostModels = 20_000
/** Characters that are gathered before they are sent. */
const sendAt = 256 * 1024

export function openStagingWriter(tx: Queryable): StagingWriter {
  const devices = new Dictionary(tx, 'device_model')
  const hubs = new Dictionary(tx, 'hub_model')
  let copy: Copy | null = null
  let lines = ''
  const endCopy = async (): Promise<void> => {
    await copy?.end()
    copy = null
    await devices.write()
    await hubs.write()
  }
  return {
    good(number, row, notes) {
      lines += copyLine([
        number, row.meter_point, row.fuel, row.supplier, row.device_id,
        devices.numberOf(row.manufacturer, row.model, row.firmware),
        row.hub_id,
        hubs.numberOf(row.hub_manufacturer, row.hub_model, row.hub_firmware, row.csp),
        row.smso, row.payment_mode, row.service, row.installed_on, row.supplied_since, row.compliance_evidence,
        hasKeys(notes) ? JSON.stringify(notes) : null,
        null,
      ])
    },
    bad(number, problems) {
      lines += copyLine([number, ...stagingColumns.slice(2).map(() => null), JSON.stringify(problems)])
    },
    async send() {
      if (lines.length < sendAt) return
      copy ??= await openCopy(tx, 'staging', stagingColumns)
      await copy.write(lines)
      lines = ''
      if (devices.size + hubs.size > mostModels) await endCopy()
    },
    async finish() {
      if (lines !== '') {
        copy ??= await openCopy(tx, 'staging', stagingColumns)
        await copy.write(lines)
        lines = ''
      }
      await endCopy()
    },
    async abort(error) {
      await copy?.abort(error)
    },
  }
}

function hasKeys(notes: Readonly<Record<string, string>>): boolean {
  for (const _ in notes) return true
  return false
}

/** Numbers texts that belong together, in the order in which they are first met. */
class Dictionary {
  private numbers = new Map<string, number>()
  private last = 0

  constructor(
    private readonly tx: Queryable,
    private readonly table: keyof typeof modelColumns,
  ) {}

  get size(): number {
    return this.numbers.size
  }

  numberOf(...texts: readonly (string | null)[]): number {
    const key = texts.join('\0')
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    this.last += 1
    this.numbers.set(key, this.last)
    return this.last
  }

  async write(): Promise<void> {
    const copy = await openCopy(this.tx, this.table, modelColumns[this.table])
    let lines = ''
    for (const [key, number] of this.numbers) lines += copyLine([number, ...key.split('\0')])
    await copy.write(lines)
    await copy.end()
    this.numbers = new Map()
  }
}

interface Copy {
  readonly write: (lines: string) => Promise<void>
  readonly end: () => Promise<void>
  readonly abort: (error: unknown) => Promise<void>
}

async function openCopy(tx: Queryable, table: string, columns: readonly string[]): Promise<Copy> {
  const stream: Writable = await tx.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`).writable()
  const failed = new Promise<never>((_, reject) => stream.once('error', reject))
  failed.catch(() => undefined)
  return {
    async write(lines) {
      if (lines !== '' && !stream.write(lines)) await Promise.race([once(stream, 'drain'), failed])
    },
    async end() {
      stream.end()
      await Promise.race([once(stream, 'finish'), failed])
    },
    async abort(error) {
      if (stream.destroyed) return
      stream.destroy(error instanceof Error ? error : new Error(String(error)))
      await once(stream, 'close').catch(() => undefined)
    },
  }
}
