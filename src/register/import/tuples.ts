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

const pairs = Uint16Array.from({ length: 256 }, (_, byte) => {
  const text = byte.toString(16).padStart(2, '0').toUpperCase()
  return text.charCodeAt(0) * 256 + text.charCodeAt(1)
})
const hyphen = 45
/** What a tuple may need beside its texts. */
const room = 1_024
const firstSize = 64 * 1024
/** Beyond, a call costs less than a loop. */
const longField = 40

/** Gathers tuples in PostgreSQL's binary COPY format, byte by byte and without an object for any of them. */
export class Tuples {
  length = 0
  private bytes = Buffer.allocUnsafe(firstSize)

  /** Begins a tuple of so many values. */
  begin(width: number): void {
    this.need(room)
    this.bytes[this.length] = width >> 8
    this.bytes[this.length + 1] = width & 255
    this.length += 2
  }

  /** A value, or several, in their form. */
  field(field: Field): void {
    this.need(field.length + room)
    const { bytes } = this
    let at = this.length
    if (field.length > longField) {
      bytes.set(field, at)
      at += field.length
    } else for (let i = 0; i < field.length; i += 1) bytes[at++] = field[i] ?? 0
    this.length = at
  }

  int4Value(value: number): void {
    this.int4(4)
    this.int4(value)
  }

  /** @param number up to 2^53 */
  int8(number: number): void {
    this.int4(8)
    this.int4(Math.floor(number / 2 ** 32))
    this.int4(number >>> 0)
  }

  /** A text that lies among other bytes. */
  text(from: Uint8Array, start: number, end: number): void {
    this.need(end - start + room)
    this.int4(end - start)
    const { bytes } = this
    let at = this.length
    for (let i = start; i < end; i += 1) bytes[at++] = from[i] ?? 0
    this.length = at
  }

  /** An EUI-64 as text: upper case, hyphenated in pairs. */
  deviceId(high: number, low: number): void {
    this.int4(23)
    this.half(high)
    this.bytes[this.length++] = hyphen
    this.half(low)
  }

  /** Hands over what was gathered, and begins anew. */
  take(): Buffer {
    // A copy of what there is: a new buffer as large as this one has grown would be paid for page by page.
    const taken = Buffer.from(this.bytes.subarray(0, this.length))
    this.length = 0
    return taken
  }

  private half(half: number): void {
    const { bytes } = this
    let at = this.length
    for (let shift = 24; shift >= 0; shift -= 8) {
      const pair = pairs[(half >>> shift) & 255] ?? 0
      bytes[at] = pair >> 8
      bytes[at + 1] = pair & 255
      at += 2
      if (shift > 0) bytes[at++] = hyphen
    }
    this.length = at
  }

  private int4(value: number): void {
    const { bytes } = this
    const at = this.length
    bytes[at] = value >>> 24
    bytes[at + 1] = (value >>> 16) & 255
    bytes[at + 2] = (value >>> 8) & 255
    bytes[at + 3] = value & 255
    this.length = at + 4
  }

  private need(size: number): void {
    if (this.length + size <= this.bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(2 * this.bytes.length, this.length + size))
    this.bytes.copy(larger, 0, 0, this.length)
    this.bytes = larger
  }
}
