import { FirstRows } from './file-checks.js'
import { spread } from './key-index.js'
import type { ImportRow } from './row.js'
import { Spool, type SpoolPlace } from './spool.js'

/** Parts of a file's keys, by their hash: of ten million, each has some hundred and sixty thousand. */
export const keyParts = 64

/** The part of a key, by other bits than those by which it is found in one. */
export function partOf(high: number, low: number): number {
  return spread(high, low) >>> 26
}

/** A row that names a meter point, or a device, which an earlier row names. */
interface Repetition {
  /** The row's place among those that were added. */
  readonly place: number
  readonly number: number
  readonly of: 'point' | 'device'
  readonly first: number
}

/** Finds the rows of a file that name a meter point or a device once more, part by part, once all rows are known. */
export class RepeatedKeys {
  private readonly points: Spool
  private readonly devices: Spool
  private rows = 0

  constructor(place: SpoolPlace) {
    this.points = new Spool(4, place)
    this.devices = new Spool(4, place)
  }

  get count(): number {
    return this.rows
  }

  /** @returns the row's place, from 0 */
  add(number: number, row: ImportRow): number {
    const { pointHigh, pointLow, deviceHigh, deviceLow } = row
    const place = this.rows
    this.points.put(partOf(pointHigh, pointLow), place, number, pointHigh, pointLow)
    this.devices.put(partOf(deviceHigh, deviceLow), place, number, deviceHigh, deviceLow)
    this.rows += 1
    return place
  }

  async flush(): Promise<void> {
    await this.points.flush()
    await this.devices.flush()
  }

  async *found(): AsyncIterable<readonly Repetition[]> {
    for (const [of, spool] of [
      ['point', this.points],
      ['device', this.devices],
    ] as const) {
      for (let part = 0; part < keyParts; part += 1) {
        const records = await spool.read(part)
        const rows = new FirstRows()
        const found: Repetition[] = []
        for (let at = 0; at < records.length; at += 4) {
          const [place = 0, number = 0, high = 0, low = 0] = [
            records[at],
            records[at + 1],
            records[at + 2],
            records[at + 3],
          ]
          const first = rows.of(number, high, low)
          if (first !== number) found.push({ place, number, of, first })
        }
        yield found
      }
    }
  }

  async close(): Promise<void> {
    await this.points.close()
    await this.devices.close()
  }
}
