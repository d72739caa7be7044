import { randomUUID } from 'node:crypto'
import { open, unlink, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { MeterliftError } from '../../domain/errors.js'
import { saysDiskFull } from '../../runtime/disk-space.js'

/** A record has so many numbers at most. */
const widest = 7

/** Where records go that are too many for the memory. */
export interface SpoolPlace {
  readonly folder: string
  /** Numbers that each part gathers before they go to the disk. */
  readonly gathered: number
}

interface Part {
  numbers: Uint32Array
  length: number
  file: FileHandle | null
}

/**
 * Records of 32-bit numbers in parts, each in the order in which they were put: what cannot be known of a file before its end is
 * then looked at part by part. What is little never touches the disk; what is on it has no name, and so goes with the process.
 */
export class Spool {
  private readonly parts: (Part | undefined)[] = []
  private readonly full: { readonly part: Part; readonly numbers: Uint32Array }[] = []

  /** @param width numbers of a record, at most seven */
  constructor(
    private readonly width: number,
    private readonly place: SpoolPlace,
  ) {}

  put(into: number, a: number, b: number, c: number, d = 0, e = 0, f = 0, g = 0): void {
    const part = (this.parts[into] ??= { numbers: this.empty(), length: 0, file: null })
    const { numbers, length } = part
    numbers[length] = a
    numbers[length + 1] = b
    numbers[length + 2] = c
    numbers[length + 3] = d
    numbers[length + 4] = e
    numbers[length + 5] = f
    numbers[length + 6] = g
    part.length += this.width
    if (part.length + this.width <= this.place.gathered) return
    this.full.push({ part, numbers: numbers.subarray(0, part.length) })
    part.numbers = this.empty()
    part.length = 0
  }

  /**
   * Writes what has been gathered enough of.
   * @throws MeterliftError DISK_FULL
   */
  async flush(): Promise<void> {
    const { folder } = this.place
    try {
      for (const { part, numbers } of this.full.splice(0)) {
        part.file ??= await openNameless(folder)
        await part.file.appendFile(bytesOf(numbers))
      }
    } catch (error) {
      if (!saysDiskFull(error)) throw error
      throw new MeterliftError('DISK_FULL', `the disk of ${folder}, where an import keeps what it compares, is full`, {
        hint: 'free some space there, then import it again; nothing was changed',
        cause: error,
      })
    }
  }

  /** All records of a part. */
  async read(from: number): Promise<Uint32Array> {
    await this.flush()
    const part = this.parts[from]
    if (part === undefined) return new Uint32Array()
    const { numbers, length, file } = part
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

  async close(): Promise<void> {
    this.full.length = 0
    await Promise.allSettled(this.parts.splice(0).map(async (part) => part?.file?.close()))
  }

  private empty(): Uint32Array {
    return new Uint32Array(this.place.gathered + widest)
  }
}

async function openNameless(folder: string): Promise<FileHandle> {
  const path = join(folder, `meterlift-import-${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600)
  await unlink(path)
  return file
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
