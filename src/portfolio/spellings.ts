import { viewOf, type FileRecord } from './file-record.js'

/** Distinct spellings that are remembered of some columns; beyond, remembering begins anew. */
const mostRemembered = 10_000

/** Numbers that a slot has: the hash, the value and two, where its bytes begin and how many they are; value 0: free. */
const slotWidth = 4
const firstSlots = 64

/** Columns that stand side by side in a record, and so are one piece of its bytes, with a byte between any two. */
interface Run {
  readonly first: number
  last: number
}

/**
 * Numbers the values of columns that have few: each spelling is judged once and known by its bytes afterwards.
 * A value that is not good has the number -1.
 */
export class Spellings {
  private readonly runs: readonly Run[]
  private slots = new Int32Array(slotWidth * firstSlots)
  private size = 0
  /** The bytes of each spelling, a zero behind each run. One piece of memory, so that few lines of it are touched. */
  private known = viewOf(Buffer.alloc(4_096))
  private used = 0

  /**
   * @param places of the columns in a record; -1: the file lacks it, and it is empty
   * @param judge answers the number of what was read, or -1
   */
  constructor(
    private readonly places: readonly number[],
    private readonly judge: (texts: readonly string[]) => number,
  ) {
    this.runs = runsOf(places)
  }

  /** @param record that has all the columns of its file */
  valueOf(record: FileRecord): number {
    const { view } = record
    const { runs, slots } = this
    let hash = 0
    let length = 0
    for (let i = 0; i < runs.length; i += 1) {
      const run = runs[i]
      if (run === undefined) break
      const end = record.endOf(run.last)
      let at = record.startOf(run.first)
      length += end - at + 1
      for (; at + 4 <= end; at += 4) hash = mixed(hash, view.getInt32(at, true))
      for (; at < end; at += 1) hash = mixed(hash, view.getUint8(at))
      hash = mixed(hash, i)
    }
    const mask = slots.length / slotWidth - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const at = slotWidth * slot
      const value = slots[at + 1] ?? 0
      if (value === 0) return this.remember(record, hash, length)
      if (slots[at] === hash && slots[at + 3] === length && this.same(slots[at + 2] ?? 0, record)) return value - 2
    }
  }

  private same(from: number, record: FileRecord): boolean {
    const { view } = record
    const { runs, known } = this
    let i = from
    for (let each = 0; each < runs.length; each += 1) {
      const run = runs[each]
      if (run === undefined) break
      const end = record.endOf(run.last)
      let at = record.startOf(run.first)
      for (; at + 4 <= end; at += 4, i += 4) if (known.getInt32(i, true) !== view.getInt32(at, true)) return false
      for (; at < end; at += 1, i += 1) if (known.getUint8(i) !== view.getUint8(at)) return false
      if (known.getUint8(i) !== 0) return false
      i += 1
    }
    return true
  }

  private remember(record: FileRecord, hash: number, length: number): number {
    const value = this.judge(this.places.map((place) => record.text(place)))
    if (this.size >= mostRemembered) {
      this.slots = new Int32Array(slotWidth * firstSlots)
      this.size = 0
      this.used = 0
    }
    if (2 * slotWidth * this.size >= this.slots.length) this.grow()
    const begin = this.used
    this.need(length)
    for (const { first, last } of this.runs) {
      for (let at = record.startOf(first); at < record.endOf(last); at += 1) {
        this.known.setUint8(this.used++, record.bytes[at] ?? 0)
      }
      this.known.setUint8(this.used++, 0)
    }
    this.put(hash, value + 2, begin, length)
    this.size += 1
    return value
  }

  private put(hash: number, value: number, begin: number, length: number): void {
    const { slots } = this
    const mask = slots.length / slotWidth - 1
    let slot = hash & mask
    while (slots[slotWidth * slot + 1] !== 0) slot = (slot + 1) & mask
    slots.set([hash, value, begin, length], slotWidth * slot)
  }

  private grow(): void {
    const old = this.slots
    this.slots = new Int32Array(2 * old.length)
    for (let at = 0; at < old.length; at += slotWidth) {
      const [hash = 0, value = 0, begin = 0, length = 0] = old.subarray(at, at + slotWidth)
      if (value !== 0) this.put(hash, value, begin, length)
    }
  }

  private need(length: number): void {
    if (this.used + length <= this.known.byteLength) return
    const larger = Buffer.alloc(2 * (this.used + length))
    larger.set(new Uint8Array(this.known.buffer, this.known.byteOffset, this.used))
    this.known = viewOf(larger)
  }
}

function runsOf(places: readonly number[]): readonly Run[] {
  const runs: Run[] = []
  for (const place of places.filter((each) => each >= 0).toSorted((a, b) => a - b)) {
    const before = runs.at(-1)
    if (before?.last === place - 1) before.last = place
    else runs.push({ first: place, last: place })
  }
  return runs
}

function mixed(hash: number, word: number): number {
  const mix = Math.imul(hash ^ word, 0x9e3779b1)
  return mix ^ (mix >>> 15)
}
