import xxhash from 'xxhash-wasm'
import { EncodedValues, isEmpty, type ImportRow, type ImportValues, type Notes } from './row.js'
import type { Field } from './tuples.js'

/** Works out the digest of a row as a bigint to be copied; the same bytes hold the next one. */
export type RowDigest = (row: ImportRow, notes: Notes) => Field

/**
 * Makes the digest by which a row that says what it said last time is recognised without comparing its columns: xxHash64
 * of everything it says. Were it ever made in another way, every row would be compared, and found the same.
 */
export async function createRowDigest(values: ImportValues): Promise<RowDigest> {
  const hasher = await xxhash()
  const ofTexts = (texts: readonly (string | null)[]): Field => {
    const hash = Buffer.alloc(8)
    hash.writeBigUInt64BE(hasher.h64Raw(Buffer.from(JSON.stringify(texts))))
    return hash
  }
  const kinds = new EncodedValues(values.kind, ofTexts)
  const installed = new EncodedValues(values.installedOn, ofTexts)
  const supplied = new EncodedValues(values.suppliedSince, ofTexts)
  const devices = new EncodedValues(values.deviceModel, ofTexts)
  const hubs = new EncodedValues(values.hubModel, ofTexts)
  let said = Buffer.alloc(1_024)
  const field = Buffer.alloc(12)
  field.writeInt32BE(8)
  return (row, notes) => {
    const { bytes, evidenceStart, evidenceEnd } = row
    const others = isEmpty(notes) ? null : Buffer.from(JSON.stringify(notes))
    const room = 256 + evidenceEnd - evidenceStart + (others?.length ?? 0)
    if (said.length < room) said = Buffer.alloc(2 * room)
    let at = 0
    at = put4(said, at, row.pointHigh)
    at = put4(said, at, row.pointLow)
    at = put4(said, at, row.deviceHigh)
    at = put4(said, at, row.deviceLow)
    at = put4(said, at, row.hubHigh)
    at = put4(said, at, row.hubLow)
    at = put(said, at, kinds.of(row.kind))
    at = put(said, at, installed.of(row.installedOn))
    at = put(said, at, supplied.of(row.suppliedSince))
    at = put(said, at, devices.of(row.deviceModel))
    at = put(said, at, hubs.of(row.hubModel))
    at = put4(said, at, evidenceEnd - evidenceStart)
    for (let i = evidenceStart; i < evidenceEnd; i += 1) said[at++] = bytes[i] ?? 0
    if (others !== null) at += others.copy(said, at)
    field.writeBigUInt64BE(hasher.h64Raw(said.subarray(0, at)), 4)
    return field
  }
}

function put(into: Uint8Array, at: number, field: Field): number {
  for (let i = 0; i < field.length; i += 1) into[at + i] = field[i] ?? 0
  return at + field.length
}

function put4(into: Uint8Array, at: number, value: number): number {
  into[at] = value >>> 24
  into[at + 1] = (value >>> 16) & 255
  into[at + 2] = (value >>> 8) & 255
  into[at + 3] = value & 255
  return at + 4
}
