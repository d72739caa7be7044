/** A value, or several, in PostgreSQL's binary COPY format: each with its length before it. */
export type Field = Buffer

/** No value, in the binary COPY format. */
export const nullField: Field = Buffer.of(255, 255, 255, 255)

/** A text in the binary COPY format. */
export function textField(text: string | null): Field {
  if (text === null) return nullField
  const bytes = Buffer.from(text)
  const field = Buffer.alloc(4 + bytes.length)
  field.writeInt32BE(bytes.length)
  bytes.copy(field, 4)
  return field
}

/** Several texts, one behind the other. */
export function textFields(texts: readonly (string | null)[]): Field {
  return Buffer.concat(texts.map(textField))
}

export function int8Field(value: number): Field {
  const field = Buffer.alloc(12)
  field.writeInt32BE(8)
  field.writeBigInt64BE(BigInt(value), 4)
  return field
}

export function int4Field(value: number): Field {
  const field = Buffer.alloc(8)
  field.writeInt32BE(4)
  field.writeInt32BE(value, 4)
  return field
}

/** PostgreSQL counts from the year 2000. */
const epochOfPostgres = Date.UTC(2000, 0, 1)

/** @param day an ISO date */
export function dayField(day: string | null): Field {
  return day === null ? nullField : int4Field(Math.round((Date.parse(day) - epochOfPostgres) / 86_400_000))
}

/** An instant as a timestamptz. */
export function instantField(instant: number): Field {
  return int8Field((instant - epochOfPostgres) * 1_000)
}

/** A value of jsonb, whose binary form has the number of its version before the text. */
export function jsonField(value: object | null): Field {
  if (value === null) return nullField
  const field = Buffer.concat([Buffer.alloc(4), Buffer.of(1), Buffer.from(JSON.stringify(value))])
  field.writeInt32BE(field.length - 4)
  return field
}

/** Before the first and behind the last tuple of a COPY. */
export const copyHeader = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
export const copyTrailer = Uint8Array.of(255, 255)

const hyphen = 45
/** Each byte as two digits and a hyphen, and a byte that the next three overwrite. */
const digitsOfByte = Int32Array.from({ length: 256 }, (_, byte) => {
  const [high = '', low = ''] = byte.toString(16).padStart(2, '0').toUpperCase()
  return (high.charCodeAt(0) << 24) | (low.charCodeAt(0) << 16) | (hyphen << 8)
})
/** What a tuple may need beside its texts. */
const room = 1_024
const firstSize = 64 * 1024

/** A field that many tuples have, laid out to be written four bytes at a time. */
export interface Prepared {
  readonly length: number
  /** The bytes, and zeros up to a multiple of four. */
  readonly words: Int32Array
}

export function prepare(field: Field): Prepared {
  const words = new Int32Array(Math.ceil(field.length / 4))
  const padded = Buffer.alloc(4 * words.length)
  field.copy(padded)
  for (let i = 0; i < words.length; i += 1) words[i] = padded.readInt32BE(4 * i)
  return { length: field.length, words }
}

/** No value, in the binary COPY format. */
export const preparedNull: Prepared = prepare(nullField)

/** Gathers tuples in PostgreSQL's binary COPY format, byte by byte and without an object for any of them. */
export class Tuples {
  length = 0
  private bytes = Buffer.allocUnsafe(firstSize)
  private view = viewOf(this.bytes)

  /** Begins a tuple of so many values. */
  begin(width: number): void {
    this.need(room)
    this.view.setInt16(this.length, width)
    this.length += 2
  }

  /** A value, or several, in their form. */
  field(field: Field): void {
    this.need(field.length + room)
    this.bytes.set(field, this.length)
    this.length += field.length
  }

  prepared({ length, words }: Prepared): void {
    this.need(length + room)
    const { view } = this
    const from = this.length
    for (let i = 0; i < words.length; i += 1) view.setInt32(from + 4 * i, words[i] ?? 0)
    this.length = from + length
  }

  int4Value(value: number): void {
    const { view, length } = this
    view.setInt32(length, 4)
    view.setInt32(length + 4, value)
    this.length = length + 8
  }

  /** @param number up to 2^53 */
  int8(number: number): void {
    this.halves(Math.floor(number / 2 ** 32), number)
  }

  /** A bigint as its halves. */
  halves(high: number, low: number): void {
    const { view, length } = this
    view.setInt32(length, 8)
    view.setInt32(length + 4, high)
    view.setInt32(length + 8, low)
    this.length = length + 12
  }

  /** A text that lies among other bytes. */
  text(from: Uint8Array, start: number, end: number): void {
    this.need(end - start + room)
    this.view.setInt32(this.length, end - start)
    const { bytes } = this
    let at = this.length + 4
    for (let i = start; i < end; i += 1) bytes[at++] = from[i] ?? 0
    this.length = at
  }

  /** An EUI-64 as text: upper case, hyphenated in pairs. */
  deviceId(high: number, low: number): void {
    const { view, length } = this
    view.setInt32(length, 23)
    // In order: each write ends in a byte that belongs to the next one.
    for (let i = 0; i < 4; i += 1) view.setInt32(length + 4 + 3 * i, digitsOfByte[(high >>> (24 - 8 * i)) & 255] ?? 0)
    for (let i = 0; i < 4; i += 1) view.setInt32(length + 16 + 3 * i, digitsOfByte[(low >>> (24 - 8 * i)) & 255] ?? 0)
    this.length = length + 27
  }

  /** Hands over what was gathered, and begins anew. */
  take(): Buffer {
    // A copy of what there is: a new buffer as large as this one has grown would be paid for page by page.
    const taken = Buffer.from(this.bytes.subarray(0, this.length))
    this.length = 0
    return taken
  }

  private need(size: number): void {
    if (this.length + size <= this.bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(2 * this.bytes.length, this.length + size))
    this.bytes.copy(larger, 0, 0, this.length)
    this.bytes = larger
    this.view = viewOf(larger)
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}
