import { prepare, type Field, type Prepared } from './tuples.js'

/** What is wrong with a row, and what would be right. */
export interface ImportProblem {
  readonly column: string
  readonly code: string
  readonly message: string
  readonly expected: string
}

/** Values by number. */
export interface Numbered<T> {
  readonly list: readonly T[]
}

/** The values of a file's columns that have few, by number; the lists grow while the file is read. */
export interface ImportValues {
  readonly kind: Numbered<readonly [fuel: string, supplier: string, smso: string, paymentMode: string, service: string]>
  readonly installedOn: Numbered<readonly [string | null]>
  readonly suppliedSince: Numbered<readonly [string | null]>
  readonly deviceModel: Numbered<readonly [maker: string, model: string, firmware: string]>
  readonly hubModel: Numbered<readonly [maker: string, model: string, firmware: string, csp: string]>
}

/**
 * A row that is good by itself, in the register's own form: free texts as bytes, identifiers as the two halves of a
 * 64-bit number that no other has, everything else by its number among the values.
 */
export interface ImportRow {
  readonly bytes: Uint8Array
  readonly pointStart: number
  readonly pointEnd: number
  readonly evidenceStart: number
  /** Where it is evidenceStart, there is none. */
  readonly evidenceEnd: number
  readonly pointHigh: number
  readonly pointLow: number
  readonly deviceHigh: number
  readonly deviceLow: number
  readonly hubHigh: number
  readonly hubLow: number
  readonly kind: number
  readonly installedOn: number
  readonly suppliedSince: number
  readonly deviceModel: number
  readonly hubModel: number
}

export type Notes = Readonly<Record<string, string>>

/** Takes the rows of a file, in their order, towards the register. */
export interface RowWriter {
  /** @returns what is wrong with the row among the others of its file; where there is something, it was not taken */
  readonly good: (number: number, row: ImportRow, notes: Notes) => readonly ImportProblem[]
  /** A row that is bad by itself: only what is wrong with it is kept. */
  readonly bad: (number: number, problems: readonly ImportProblem[]) => void
  /** Sends what was given since the last time; waits while PostgreSQL is behind. */
  readonly send: () => Promise<void>
  /** Ends what is under way after an error, which is thrown on. */
  readonly abort: (error: unknown) => Promise<void>
}

/** Values in the form in which they are copied, each made once. */
export class EncodedValues<T> {
  private readonly made: Prepared[] = []

  constructor(
    private readonly values: Numbered<T>,
    private readonly encode: (value: T) => Field,
  ) {}

  of(number: number): Prepared {
    return this.made[number] ?? this.add(number)
  }

  private add(number: number): Prepared {
    const value = this.values.list[number]
    if (value === undefined) throw new RangeError(`there is no value ${number}`)
    const field = prepare(this.encode(value))
    this.made[number] = field
    return field
  }
}

export function isEmpty(notes: Notes): boolean {
  for (const _ in notes) return false
  return true
}
