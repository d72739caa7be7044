const empty = Buffer.alloc(0)
const [newLine, carriageReturn] = [0x0a, 0x0d]

/**
 * One record of a file as pieces of its bytes: a text is only made of the fields that are asked for. A reader uses the
 * same one again for the next record, so whoever keeps a record keeps its `copy`. One byte stands between two fields.
 */
export class FileRecord {
  bytes: Buffer = empty
  /** The same bytes, to be read several at a time. */
  view = viewOf(empty)
  /** Number of fields. */
  width = 0
  private bounds = new Int32Array(128)

  /** Where a field begins; a field that the record lacks is empty. */
  startOf(place: number): number {
    return place >= 0 && place < this.width ? (this.bounds[2 * place] ?? 0) : 0
  }

  /** Where a field ends: behind its last byte. */
  endOf(place: number): number {
    return place >= 0 && place < this.width ? (this.bounds[2 * place + 1] ?? 0) : 0
  }

  text(place: number): string {
    return this.bytes.toString('utf8', this.startOf(place), this.endOf(place))
  }

  texts(): readonly string[] {
    return Array.from({ length: this.width }, (_, place) => this.text(place))
  }

  /** Makes it a record, of no fields yet, whose fields lie in these bytes. */
  layOver(bytes: Buffer): void {
    this.bytes = bytes
    this.view = viewOf(bytes)
    this.width = 0
  }

  /** Adds a field to the record that is being read. */
  add(start: number, end: number): void {
    if (2 * this.width >= this.bounds.length) {
      const wider = new Int32Array(2 * this.bounds.length)
      wider.set(this.bounds)
      this.bounds = wider
    }
    this.bounds[2 * this.width] = start
    this.bounds[2 * this.width + 1] = end
    this.width += 1
  }

  /**
   * Makes it the record of the line that begins here and ends in a line break.
   * @returns where the next line begins
   */
  cut(start: number, delimiter: number): number {
    const { bytes } = this
    this.width = 0
    let from = start
    let at = start
    for (let byte = bytes[at]; byte !== newLine; byte = bytes[++at]) {
      if (byte !== delimiter) continue
      this.add(from, at)
      from = at + 1
    }
    this.add(from, at > from && bytes[at - 1] === carriageReturn ? at - 1 : at)
    return at + 1
  }

  /** Makes it the record of these fields. */
  fill(fields: readonly string[]): void {
    this.layOver(Buffer.from(fields.join('\0')))
    let at = 0
    for (const field of fields) {
      const end = at + Buffer.byteLength(field)
      this.add(at, end)
      at = end + 1
    }
  }

  copy(): FileRecord {
    const other = new FileRecord()
    other.fill(this.texts())
    return other
  }
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}
