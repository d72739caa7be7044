import { mkdtemp, open, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Numbers that a partition gathers in memory before they go to the disk: 64 kB. */
const gathered = 16_384
/** A record has so many numbers at most. */
const widest = 6

interface Partition {
  numbers: Uint32Array
  length: number
  file: FileHandle | null
}

/**
 * Records of 32-bit numbers in partitions, each in the order in which they were put: what cannot be known of a file before its end
 * is then looked at partition by partition, in constant memory. A file that is small never touches the disk.
 */
export class Spool {
  private readonly partitions: (Partition | undefined)[] = []
  private readonly full: { readonly place: number; readonly partition: Partition; readonly numbers: Uint32Array }[] = []
  private folder: string | null = null

  /**
   * @param width numbers of a record, at most six
   * @param size numbers that a partition gathers
   */
  constructor(
    private readonly width: number,
    private readonly size = gathered,
  ) {}

  put(place: number, a: number, b: number, c: number, d = 0, e = 0, f = 0): void {
    const partition = (this.partitions[place] ??= { numbers: this.empty(), length: 0, file: null })
    const { numbers, length } = partition
    numbers[length] = a
    numbers[length + 1] = b
    numbers[length + 2] = c
    numbers[length + 3] = d
    numbers[length + 4] = e
    numbers[length + 5] = f
    partition.length += this.width
    if (partition.length + this.width <= this.size) return
    this.full.push({ place, partition, numbers: numbers.subarray(0, partition.length) })
    partition.numbers = this.empty()
    partition.length = 0
  }

  /** Writes what has been gathered enough of. */
  async flush(): Promise<void> {
    if (this.full.length === 0) return
    this.folder ??= await mkdtemp(join(tmpdir(), 'meterlift-import-'))
    for (const { place, partition, numbers } of this.full.splice(0)) {
      partition.file ??= await open(join(this.folder, String(place)), 'w+')
      await partition.file.appendFile(bytesOf(numbers))
    }
  }

  /** All records of a partition. */
  async read(place: number): Promise<Uint32Array> {
    await this.flush()
    const partition = this.partitions[place]
    if (partition === undefined) return new Uint32Array()
    const { numbers, length, file } = partition
    const gone = file === null ? 0 : (await file.stat()).size / Uint32Array.BYTES_PER_ELEMENT
    const all = new Uint32Array(gone + length)
    const bytes = bytesOf(all.subarray(0, gone))
    for (let at = 0; at < bytes.length;) {
      const { bytesRead } = (await file?.read(bytes, at, bytes.length - at, at)) ?? { bytesRead: 0 }
      if (bytesRead === 0) throw new Error('a file of an import is shorter than it was written')
      at += bytesRead
    }
    all.set(numbers.subarray(0, length), gone)
    return all
  }

  /** Removes what is on the disk. */
  async close(): Promise<void> {
    for (const partition of this.partitions) await partition?.file?.close()
    this.partitions.length = 0
    this.full.length = 0
    if (this.folder !== null) await rm(this.folder, { recursive: true, force: true })
  }

  private empty(): Uint32Array {
    return new Uint32Array(this.size + widest)
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
