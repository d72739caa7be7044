import type { FileRecord } from './file-record.js'

/** Distinct spellings that are remembered of some columns; beyond, remembering begins anew. */
const mostRemembered = 10_000

interface Spelling {
  readonly hash: number
  /** The bytes of the fields, each with a zero behind it, which no text of the register has. */
  readonly bytes: Buffer
  readonly value: number
}

/**
 * Numbers the values of columns that have few: each spelling is judged once and known by its bytes afterwards.
 * A value that is not good has the number -1.
 */
export class Spellings {
  private table: (Spelling | undefined)[] = new Array<Spelling | undefined>(64).fill(undefined)
  private size = 0

  /**
   * @param places of the columns in a record; -1: the file lacks it, and it is empty
   * @param judge answers the number of what was read, or -1
   */
  constructor(
    private readonly places: readonly number[],
    private readonly judge: (texts: readonly string[]) => number,
  ) {}

  valueOf(record: FileRecord): number {
    const { bytes } = record
    const { places, table } = this
    let hash = 0x811c9dc5
    for (let i = 0; i < places.length; i += 1) {
      const place = places[i] ?? -1
      const end = record.endOf(place)
      for (let at = record.startOf(place); at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
      hash = Math.imul(hash, 0x01000193)
    }
    hash ^= hash >>> 15
    const mask = table.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const known = table[slot]
      if (known === undefined) return this.remember(record, hash)
      if (known.hash === hash && this.same(known.bytes, record)) return known.value
    }
  }

  private same(known: Buffer, record: FileRecord): boolean {
    const { bytes } = record
    let i = 0
    for (let field = 0; field < this.places.length; field += 1) {
      const place = this.places[field] ?? -1
      const end = record.endOf(place)
      for (let at = record.startOf(place); at < end; at += 1, i += 1) if (known[i] !== bytes[at]) return false
      if (known[i] !== 0) return false
      i += 1
    }
    return i === known.length
  }

  private remember(record: FileRecord, hash: number): number {
    const texts = this.places.map((place) => record.text(place))
    const value = this.judge(texts)
    if (this.size >= mostRemembered) {
      this.table = new Array<Spelling | undefined>(64).fill(undefined)
      this.size = 0
    }
    if (2 * this.size >= this.table.length) this.grow()
    this.put({ hash, bytes: Buffer.from(texts.map((text) => `${text}\0`).join('')), value })
    this.size += 1
    return value
  }

  private put(spelling: Spelling): void {
    const mask = this.table.length - 1
    let slot = spelling.hash & mask
    while (this.table[slot] !== undefined) slot = (slot + 1) & mask
    this.table[slot] = spelling
  }

  private grow(): void {
    const old = this.table
    this.table = new Array<Spelling | undefined>(2 * old.length).fill(undefined)
    for (const spelling of old) if (spelling !== undefined) this.put(spelling)
  }
}
