const chunkBits = 16
const chunkSize = 1 << chunkBits

/** A list of 32-bit numbers that grows without being copied. */
export class NumberList {
  length = 0
  private readonly chunks: Uint32Array[] = []

  push(value: number): void {
    const at = this.length & (chunkSize - 1)
    if (at === 0) this.chunks.push(new Uint32Array(chunkSize))
    const last = this.chunks[this.length >>> chunkBits]
    if (last !== undefined) last[at] = value
    this.length += 1
  }

  at(place: number): number {
    return this.chunks[place >>> chunkBits]?.[place & (chunkSize - 1)] ?? 0
  }

  set(place: number, value: number): void {
    const chunk = this.chunks[place >>> chunkBits]
    if (chunk !== undefined) chunk[place & (chunkSize - 1)] = value
  }
}

/** Numbers of 32 bits that a slot has: both halves of the key, and its number and one; 0: free. */
const slotWidth = 3

/**
 * Numbers distinct 64-bit keys in the order in which they come: 0, 1, 2 ... It needs 16 to 32 bytes for each key, outside
 * of the heap, so that a million of them is no burden for the collector.
 */
export class KeyIndex {
  size = 0
  private slots = new Uint32Array(slotWidth * 1_024)
  private mask = 1_023

  /** @returns the number of the key; where it is the size from before, the key was added */
  add(high: number, low: number): number {
    if (4 * this.size >= 3 * (this.mask + 1)) this.grow()
    const { slots, mask } = this
    for (let slot = spread(high, low) & mask; ; slot = (slot + 1) & mask) {
      const at = slotWidth * slot
      const number = slots[at + 2] ?? 0
      if (number === 0) {
        slots[at] = high
        slots[at + 1] = low
        slots[at + 2] = this.size + 1
        this.size += 1
        return this.size - 1
      }
      if (slots[at + 1] === low >>> 0 && slots[at] === high >>> 0) return number - 1
    }
  }

  private grow(): void {
    const old = this.slots
    this.mask = 2 * this.mask + 1
    const { mask } = this
    const slots = new Uint32Array(slotWidth * (mask + 1))
    for (let from = 0; from < old.length; from += slotWidth) {
      const [high = 0, low = 0, number = 0] = [old[from], old[from + 1], old[from + 2]]
      if (number === 0) continue
      let slot = spread(high, low) & mask
      while (slots[slotWidth * slot + 2] !== 0) slot = (slot + 1) & mask
      slots[slotWidth * slot] = high
      slots[slotWidth * slot + 1] = low
      slots[slotWidth * slot + 2] = number
    }
    this.slots = slots
  }
}

/** Mixes both halves into the lower bits (the finish of MurmurHash3). */
export function spread(high: number, low: number): number {
  let hash = Math.imul(high, 0x9e3779b1) ^ low
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
