import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { Queryable } from '../database.js'
import { copyField as field, copyLine, modelColumns, nothing, stagingColumns } from './stage.js'

/** A row that was good by itself, in the register's own form. */
export type StagedRow = Readonly<
  Record<
    | 'meter_point'
    | 'fuel'
    | 'supplier'
    | 'device_id'
    | 'manufacturer'
    | 'model'
    | 'firmware'
    | 'hub_id'
    | 'hub_manufacturer'
    | 'hub_model'
    | 'hub_firmware'
    | 'csp'
    | 'smso'
    | 'payment_mode'
    | 'service'
    | 'installed_on'
    | 'supplied_since'
    | 'compliance_evidence',
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
      const device = devices.numberOf(row.manufacturer, row.model, row.firmware, '')
      const hub = hubs.numberOf(row.hub_manufacturer, row.hub_model, row.hub_firmware, row.csp)
      lines += `${number}\t${field(row.meter_point)}\t${field(row.fuel)}\t${field(row.supplier)}\t${field(row.device_id)}\t${device}\t${field(row.hub_id)}\t${hub}\t${field(row.smso)}\t${field(row.payment_mode)}\t${field(row.service)}\t${field(row.installed_on)}\t${field(row.supplied_since)}\t${field(row.compliance_evidence)}\t${hasKeys(notes) ? field(JSON.stringify(notes)) : nothing}\t${nothing}\n`
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
  size = 0
  private texts: Map<string, Map<string, Map<string, Map<string, number>>>> = new Map()
  private last = 0

  constructor(
    private readonly tx: Queryable,
    private readonly table: keyof typeof modelColumns,
  ) {}

  numberOf(first: string | null, second: string | null, third: string | null, fourth: string | null): number {
    const known = this.texts
      .get(first ?? '')
      ?.get(second ?? '')
      ?.get(third ?? '')
      ?.get(fourth ?? '')
    return known ?? this.add([first, second, third, fourth].map((text) => own(text ?? '')))
  }

  async write(): Promise<void> {
    const columns = modelColumns[this.table]
    const copy = await openCopy(this.tx, this.table, columns)
    let lines = ''
    for (const [a, seconds] of this.texts)
      for (const [b, thirds] of seconds)
        for (const [c, fourths] of thirds)
          for (const [d, number] of fourths) lines += copyLine([number, a, b, c, d].slice(0, columns.length))
    await copy.write(lines)
    await copy.end()
    this.texts = new Map()
    this.size = 0
  }

  private add([first = '', second = '', third = '', fourth = '']: readonly string[]): number {
    const seconds = this.texts.get(first) ?? new Map<string, Map<string, Map<string, number>>>()
    const thirds = seconds.get(second) ?? new Map<string, Map<string, number>>()
    const fourths = thirds.get(third) ?? new Map<string, number>()
    this.last += 1
    this.size += 1
    this.texts.set(first, seconds.set(second, thirds.set(third, fourths.set(fourth, this.last))))
    return this.last
  }
}

/** A copy: a piece cut out of a larger text would keep all of it in memory. */
function own(text: string): string {
  return Buffer.from(text).toString()
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
