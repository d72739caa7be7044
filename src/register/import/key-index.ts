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

/**
 * Numbers distinct 64-bit keys in the order in which they come: 0, 1, 2 ... It needs 13 to 19 bytes for each key, outside
 * of the heap, so that a million of them is no burden for the collector.
 */
export class KeyIndex {
  private readonly highs = new NumberList()
  private readonly lows = new NumberList()
  /** Number of the key and one; 0: free. */
  private slots = new Uint32Array(1_024)

  get size(): number {
    return this.highs.length
  }

  /** @returns the number of the key; where it is the size from before, the key was added */
  add(high: number, low: number): number {
    if (4 * this.size >= 3 * this.slots.length) this.grow()
    const mask = this.slots.length - 1
    for (let slot = spread(high, low) & mask; ; slot = (slot + 1) & mask) {
      const found = this.slots[slot] ?? 0
      if (found === 0) {
        this.highs.push(high)
        this.lows.push(low)
        this.slots[slot] = this.size
        return this.size - 1
      }
      if (this.lows.at(found - 1) === low >>> 0 && this.highs.at(found - 1) === high >>> 0) return found - 1
    }
  }

  highOf(number: number): number {
    return this.highs.at(number)
  }

  lowOf(number: number): number {
    return this.lows.at(number)
  }

  private grow(): void {
    this.slots = new Uint32Array(2 * this.slots.length)
    const mask = this.slots.length - 1
    for (let number = 0; number < this.size; number += 1) {
      let slot = spread(this.highs.at(number), this.lows.at(number)) & mask
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask
      this.slots[slot] = number + 1
    }
  }
}

/** Mixes both halves into the lower bits (the finish of MurmurHash3). */
function spread(high: number, low: number): number {
  let hash = Math.imul(high, 0x9e3779b1) ^ low
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
