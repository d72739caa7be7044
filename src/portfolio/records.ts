import { isAscii, isUtf8 } from 'node:buffer'
import type { Readable } from 'node:stream'
import { parse, type CsvError } from 'csv-parse/sync'
import { MeterliftError } from '../domain/errors.js'
import { FileRecord } from './file-record.js'

/** What a quoted field may span; where no quote closes it by then, none is meant to. */
const longestQuoted = 8 * 1024 * 1024
const [newLine, quote] = [0x0a, 0x22]

/** Some records of a file. */
export interface RecordBlock {
  /** Shows each record; the same object holds the next one. */
  readonly each: (show: (record: FileRecord) => void) => void
}

/**
 * Cuts a stream of bytes into records, in constant memory. Lines without quotes, which most files have alone, are cut at
 * their delimiters where they lie; blocks with quotes are read by csv-parse.
 * @param name of the file, for errors
 * @throws MeterliftError PORTFOLIO_ENCODING; CsvError where quotes do not fit, after the records before it
 */
export async function* readRecords(bytes: Readable, name: string, delimiter: string): AsyncGenerator<RecordBlock> {
  const check = createEncodingCheck(name)
  let rest: Buffer[] = []
  let restSize = 0
  for await (const chunk of bytes as AsyncIterable<Buffer | string>) {
    const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    const end = piece.lastIndexOf(newLine) + 1
    if (end === 0) {
      rest.push(piece)
      restSize += piece.length
      continue
    }
    const block = rest.length === 0 ? piece.subarray(0, end) : Buffer.concat([...rest, piece.subarray(0, end)])
    const quoted = block.includes(quote)
    if (quoted && hasOpenQuote(block) && block.length < longestQuoted) {
      // The record goes on behind this line break.
      rest = [Buffer.concat([block, piece.subarray(end)])]
      restSize = rest[0]?.length ?? 0
      continue
    }
    rest = end === piece.length ? [] : [piece.subarray(end)]
    restSize = piece.length - end
    yield* quoted ? quotedRecords(check(block), delimiter) : [plainRecords(check(block), delimiter)]
  }
  if (restSize === 0) return
  const tail = Buffer.concat(rest)
  const whole = check(withoutHalfCharacter(tail))
  yield* tail.includes(quote)
    ? quotedRecords(whole, delimiter)
    : [plainRecords(Buffer.concat([whole, Buffer.of(newLine)]), delimiter)]
}

/** @param bytes lines of which each, the last one too, ends in a line break */
function plainRecords(bytes: Buffer, delimiter: string): RecordBlock {
  const mark = delimiter.charCodeAt(0)
  return {
    each(show) {
      const record = new FileRecord()
      record.layOver(bytes)
      for (let start = 0; start < bytes.length;) {
        start = record.cut(start, mark)
        if (record.width > 1 || record.startOf(0) < record.endOf(0)) show(record)
      }
    },
  }
}

/** Records of a block with quotes; those before an error come before it. */
function* quotedRecords(bytes: Buffer, delimiter: string): Generator<RecordBlock> {
  const records: (readonly string[])[] = []
  let failure: unknown = null
  try {
    parse(bytes, {
      delimiter,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record: readonly string[]) => {
        records.push(record)
        return null
      },
    })
  } catch (error) {
    failure = error
  }
  yield {
    each(show) {
      const record = new FileRecord()
      for (const fields of records) {
        record.fill(fields)
        show(record)
      }
    },
  }
  if (failure !== null) throw failure as CsvError
}

function hasOpenQuote(block: Buffer): boolean {
  let open = false
  for (let i = block.indexOf(quote); i !== -1; i = block.indexOf(quote, i + 1)) open = !open
  return open
}

/** A character cut in half at the end of the file belongs to a row that is cut off, which is named as such. */
function withoutHalfCharacter(tail: Buffer): Buffer {
  for (let cut = 0; cut <= 3 && cut < tail.length; cut += 1) {
    const whole = tail.subarray(0, tail.length - cut)
    if (isUtf8(whole)) return whole
  }
  return tail
}

/** Lets bytes pass that are UTF-8, without the mark at their beginning, and knows the line at which they are none. */
function createEncodingCheck(name: string): (block: Buffer) => Buffer {
  let line = 1
  let begun = false
  return (block) => {
    if (!isAscii(block) && !isUtf8(block)) {
      const text = block.toString('utf8')
      const near = line + text.slice(0, text.indexOf('\ufffd')).split('\n').length - 1
      throw encodingError(name, `is not UTF-8 (near line ${near})`)
    }
    const zero = block.indexOf(0)
    if (zero !== -1) {
      const near = line + block.toString('latin1', 0, zero).split('\n').length - 1
      throw encodingError(name, `has a zero byte (near line ${near}), which no text has`)
    }
    for (let i = block.indexOf(newLine); i !== -1; i = block.indexOf(newLine, i + 1)) line += 1
    const marked = !begun && block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf
    begun = true
    return marked ? block.subarray(3) : block
  }
}

/** @returns PORTFOLIO_ENCODING */
export function encodingError(name: string, what: string): MeterliftError {
  return new MeterliftError('PORTFOLIO_ENCODING', `${name} ${what}`, {
    hint: 'save it as “CSV UTF-8” and import it again',
  })
}
