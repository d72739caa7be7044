import xxhash from 'xxhash-wasm'
import { isEmpty, type ImportRow, type ImportValues, type Notes, type Numbered } from './row.js'

/** Works out the digest of a row; answers its two halves, which hold the next one's afterwards. */
export type RowDigest = (row: ImportRow, notes: Notes) => Readonly<Halves>

/** A number of 64 bits. */
interface Halves {
  high: number
  low: number
}

type Hash = (bytes: Uint8Array) => bigint

/** What a digest is made of before the free texts: three identifiers, five values and the length of the evidence. */
const words = 17

/**
 * Makes the digest by which a row that says what it said last time is recognised without comparing its columns: xxHash64
 * of everything it says. Were it ever made in another way, every row would be compared, and found the same.
 */
export async function createRowDigest(values: ImportValues): Promise<RowDigest> {
  const hasher = await xxhash()
  const hash: Hash = (bytes) => hasher.h64Raw(bytes)
  const kinds = new Hashed(values.kind, hash)
  const installed = new Hashed(values.installedOn, hash)
  const supplied = new Hashed(values.suppliedSince, hash)
  const devices = new Hashed(values.deviceModel, hash)
  const hubs = new Hashed(values.hubModel, hash)
  let said = new Uint8Array(1_024)
  let numbers = new Uint32Array(said.buffer)
  let shortest = said.subarray(0, 4 * words)
  const bits = new BigUint64Array(1)
  const halves = new Uint32Array(bits.buffer)
  const answer: Halves = { high: 0, low: 0 }
  return (row, notes) => {
    const { bytes, evidenceStart, evidenceEnd } = row
    const others = isEmpty(notes) ? null : Buffer.from(JSON.stringify(notes))
    const room = 4 * words + evidenceEnd - evidenceStart + (others?.length ?? 0)
    if (said.length < room) {
      said = new Uint8Array(8 * room)
      numbers = new Uint32Array(said.buffer)
      shortest = said.subarray(0, 4 * words)
    }
    numbers[0] = row.pointHigh
    numbers[1] = row.pointLow
    numbers[2] = row.deviceHigh
    numbers[3] = row.deviceLow
    numbers[4] = row.hubHigh
    numbers[5] = row.hubLow
    kinds.put(row.kind, numbers, 6)
    installed.put(row.installedOn, numbers, 8)
    supplied.put(row.suppliedSince, numbers, 10)
    devices.put(row.deviceModel, numbers, 12)
    hubs.put(row.hubModel, numbers, 14)
    numbers[16] = evidenceEnd - evidenceStart
    let at = 4 * words
    for (let i = evidenceStart; i < evidenceEnd; i += 1) said[at++] = bytes[i] ?? 0
    if (others !== null) {
      said.set(others, at)
      at += others.length
    }
    bits[0] = hash(at === shortest.length ? shortest : said.subarray(0, at))
    answer.low = halves[0] ?? 0
    answer.high = halves[1] ?? 0
    return answer
  }
}

/** The hashes of values, each made once, in two halves. */
class Hashed {
  private readonly halves: number[] = []

  constructor(
    private readonly values: Numbered<readonly (string | null)[]>,
    private readonly hash: Hash,
  ) {}

  put(number: number, into: Uint32Array, at: number): void {
    while (this.halves.length <= 2 * number) this.add()
    into[at] = this.halves[2 * number] ?? 0
    into[at + 1] = this.halves[2 * number + 1] ?? 0
  }

  private add(): void {
    const hash = this.hash(Buffer.from(JSON.stringify(this.values.list[this.halves.length / 2])))
    this.halves.push(Number(hash >> 32n), Number(hash & 0xffff_ffffn))
  }
}
