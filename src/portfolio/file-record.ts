const empty = Buffer.alloc(0)

/**
 * One record of a file as pieces of its bytes: a text is only made of the fields that are asked for. A reader uses the
 * same one again for the next record, so whoever keeps a record keeps its `copy`.
 */
export class FileRecord {
  bytes: Buffer = empty
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

  /** Makes it the record of these fields. */
  fill(fields: readonly string[]): void {
    this.bytes = Buffer.from(fields.join(''))
    this.width = 0
    let at = 0
    for (const field of fields) {
      const end = at + Buffer.byteLength(field)
      this.add(at, end)
      at = end
    }
  }

  copy(): FileRecord {
    const other = new FileRecord()
    other.fill(this.texts())
    return other
  }
}
