import { isAscii, isUtf8 } from 'node:buffer'
import type { Readable } from 'node:stream'
import { parse, type CsvError } from 'csv-parse/sync'
import { MeterliftError } from '../domain/errors.js'

/** What a quoted field may span; where no quote closes it by then, none is meant to. */
const longestQuoted = 8 * 1024 * 1024
const [newLine, quote] = [0x0a, 0x22]

/**
 * Cuts a stream of bytes into records, in constant memory. Lines without quotes, which most files have alone, are cut at
 * their delimiters; blocks with quotes are read by csv-parse.
 * @param name of the file, for errors
 * @throws MeterliftError PORTFOLIO_ENCODING; CsvError where quotes do not fit, after the records before it
 */
export async function* readRecords(
  bytes: Readable,
  name: string,
  delimiter: string,
): AsyncGenerator<readonly (readonly string[])[]> {
  const decode = createDecoder(name)
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
    yield* quoted ? quotedRecords(decode(block), delimiter) : [plainRecords(decode(block), delimiter)]
  }
  if (restSize === 0) return
  const tail = Buffer.concat(rest)
  const text = decode(withoutHalfCharacter(tail))
  yield* tail.includes(quote) ? quotedRecords(text, delimiter) : [plainRecords(text, delimiter)]
}

function plainRecords(text: string, delimiter: string): readonly (readonly string[])[] {
  const records: (readonly string[])[] = []
  for (let start = 0; start < text.length;) {
    const found = text.indexOf('\n', start)
    const end = found === -1 ? text.length : found
    const line = text.slice(start, end > start && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end)
    if (line !== '') records.push(line.split(delimiter))
    start = end + 1
  }
  return records
}

/** Records of a block with quotes; those before an error come before it. */
function* quotedRecords(text: string, delimiter: string): Generator<readonly (readonly string[])[]> {
  const records: (readonly string[])[] = []
  let failure: unknown = null
  try {
    parse(text, {
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
  yield records
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

/** Reads bytes as UTF-8 and knows the line at which they are none. */
function createDecoder(name: string): (block: Buffer) => string {
  let line = 1
  let begun = false
  return (block) => {
    const text = isAscii(block) ? block.toString('latin1') : block.toString('utf8')
    if (!isUtf8(block)) {
      const near = line + text.slice(0, text.indexOf('\ufffd')).split('\n').length - 1
      throw encodingError(name, `is not UTF-8 (near line ${near})`)
    }
    for (let i = block.indexOf(newLine); i !== -1; i = block.indexOf(newLine, i + 1)) line += 1
    const plain = begun ? text : text.replace(/^\ufeff/, '')
    begun = true
    return plain
  }
}

/** @returns PORTFOLIO_ENCODING */
export function encodingError(name: string, what: string): MeterliftError {
  return new MeterliftError('PORTFOLIO_ENCODING', `${name} ${what}`, {
    hint: 'save it as “CSV UTF-8” and import it again',
  })
}
