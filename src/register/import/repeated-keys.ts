import { FirstRows } from './file-checks.js'
import { spread } from './key-index.js'
import type { ImportRow } from './row.js'
import { Spool } from './spool.js'

/** Partitions of a file's keys: of ten million, each has some hundred and sixty thousand. */
export const keyPartitions = 64

/** The partition of a key, by other bits than those by which it is found in one. */
export function partitionOf(high: number, low: number): number {
  return spread(high, low) >>> 26
}

/** A row that names a meter point, or a device, which an earlier row names. */
export interface Repetition {
  /** The row's place among those that were added. */
  readonly place: number
  readonly number: number
  readonly of: 'point' | 'device'
  readonly first: number
}

/** Finds the rows of a file that name a meter point or a device once more, in constant memory, once all rows are known. */
export class RepeatedKeys {
  private readonly points: Spool
  private readonly devices: Spool

  /** @param size numbers that a partition keeps in memory */
  constructor(size?: number) {
    this.points = new Spool(4, size)
    this.devices = new Spool(4, size)
  }

  add(place: number, number: number, row: ImportRow): void {
    const { pointHigh, pointLow, deviceHigh, deviceLow } = row
    this.points.put(partitionOf(pointHigh, pointLow), place, number, pointHigh, pointLow)
    this.devices.put(partitionOf(deviceHigh, deviceLow), place, number, deviceHigh, deviceLow)
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
      for (let partition = 0; partition < keyPartitions; partition += 1) {
        const records = await spool.read(partition)
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
