import { createReadStream } from 'node:fs'
import { PassThrough, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { CsvError } from 'csv-parse/sync'
import { MeterliftError } from '../domain/errors.js'
import { nearest } from '../programme/nearest.js'
import { portfolioColumns, quarantineColumns, type PortfolioColumn, type RawRow, type RowProblem } from './columns.js'
import { mapDate, noMapping, type Mapping } from './mapping.js'
import { FileRecord } from './file-record.js'
import { encodingError, readRecords, type RecordBlock } from './records.js'

/** Where a portfolio comes from. */
export type PortfolioSource =
  { readonly path: string; readonly name?: string } | { readonly stream: Readable; readonly name: string }

/** One row as it stands in the file, or why it cannot be read as a row. */
export interface FileRow {
  readonly number: number
  readonly record: FileRecord
  readonly problem: RowProblem | null
}

/** Some rows of a file. */
export interface RowBatch {
  /** Shows each row, in the order of the file; the same record holds the next one. */
  readonly each: (show: (number: number, record: FileRecord, problem: RowProblem | null) => void) => void
}

export interface OpenPortfolio {
  readonly name: string
  /** Packed by gzip. */
  readonly isPacked: boolean
  /** Names of the columns that are kept as notes. */
  readonly noteColumns: readonly string[]
  readonly rows: AsyncIterable<RowBatch>
  /** Ends it, where its rows were not read to their end. */
  readonly close: () => void
  /** A row's values under our names, as the mapping has them. */
  readonly valuesOf: (record: FileRecord) => RawRow
  /** A row's other columns. */
  readonly notesOf: (record: FileRecord) => Readonly<Record<string, string>>
  /** Where our columns stand in a row, unless the mapping changes their values. */
  readonly places: ReadonlyMap<PortfolioColumn, number> | null
}

const optionalColumns: ReadonlySet<string> = new Set(['compliance_evidence', 'installed_on', 'supplied_since'])
const noNotes: Readonly<Record<string, string>> = {}

/**
 * Opens a portfolio file, plain or .gz, and reads its rows in small batches, in constant memory.
 * @throws MeterliftError PORTFOLIO_... naming the file, what is wrong with it as a whole, and what to do
 */
export async function openPortfolio(source: PortfolioSource, mapping: Mapping = noMapping): Promise<OpenPortfolio> {
  const name = 'path' in source ? (source.name ?? source.path) : source.name
  const bytes = 'path' in source ? createReadStream(source.path, { highWaterMark: 256 * 1024 }) : source.stream
  const decoded = await unpacked(bytes, name)
  const headerLine = decoded.header
  if (headerLine.trim() === '') {
    throw new MeterliftError('PORTFOLIO_EMPTY', `${name} is empty`, {
      hint: 'a portfolio begins with a header line that names its columns',
    })
  }
  const delimiter = mapping.delimiter ?? ','
  const layout = readHeader(name, headerLine, delimiter, mapping)
  const { places, notes } = layout
  const { values, defaults, dateFormat } = mapping
  const changesValues =
    Object.keys(values).length > 0 || Object.keys(defaults).length > 0 || dateFormat !== 'YYYY-MM-DD'
  return {
    name,
    isPacked: decoded.packed,
    noteColumns: notes.map(({ name: note }) => note),
    rows: rowsOf(name, readRecords(decoded.bytes, name, delimiter), layout),
    close: () => void decoded.bytes.destroy(),
    valuesOf: (record) => valuesOf(record, places, mapping),
    notesOf: notes.length === 0 ? () => noNotes : (record) => notesOf(record, notes),
    places: changesValues ? null : places,
  }
}

interface Layout {
  readonly width: number
  readonly places: ReadonlyMap<PortfolioColumn, number>
  readonly notes: readonly { readonly name: string; readonly place: number }[]
}

function readHeader(name: string, line: string, delimiter: string, mapping: Mapping): Layout {
  const theirs = splitHeader(line, delimiter)
  const other = [',', ';', '\t', '|'].find(
    (each) => each !== delimiter && splitHeader(line, each).length > theirs.length && theirs.length < 3,
  )
  if (other !== undefined) {
    const word = { ';': 'semicolons', '\t': 'tabs', '|': 'bars', ',': 'commas' }[other] ?? other
    throw new MeterliftError(
      'PORTFOLIO_DELIMITER',
      `${name} is separated by ${word}, not by ${delimiter === ',' ? 'commas' : `“${delimiter}”`}`,
      {
        hint: `save it with commas, or give a mapping file (--map) with delimiter: "${other === '\t' ? '\\t' : other}"`,
      },
    )
  }
  const renamed = new Map(Object.entries(mapping.columns).map(([from, to]) => [from.trim().toLowerCase(), to]))
  const places = new Map<PortfolioColumn, number>()
  const notes: { name: string; place: number }[] = []
  theirs.forEach((text, place) => {
    const plain = text.trim().toLowerCase()
    const column = renamed.get(plain) ?? portfolioColumns.find((each) => each === plain)
    if (column === undefined) {
      if (plain !== '' && !quarantineColumns.some((each) => each === plain)) notes.push({ name: text.trim(), place })
    } else if (places.has(column)) {
      throw new MeterliftError('PORTFOLIO_HEADER', `${name} names the column ${column} twice`, {
        hint: 'keep one of them',
      })
    } else places.set(column, place)
  })
  const missing = portfolioColumns.filter(
    (column) => !places.has(column) && mapping.defaults[column] === undefined && !optionalColumns.has(column),
  )
  if (missing.length > 0) {
    const guesses = missing.flatMap((column) => {
      const near = nearest(
        column,
        notes.map((note) => note.name.toLowerCase()),
      )
      return near === null ? [] : [`“${near}” looks like ${column}`]
    })
    throw new MeterliftError(
      'PORTFOLIO_HEADER',
      `${name} lacks the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}; it has ${theirs.join(', ') || 'none'}`,
      {
        hint: `${guesses.length > 0 ? `${guesses.join('; ')}. ` : ''}The first line must name the columns; a mapping file (--map) renames them`,
      },
    )
  }
  // In one order, so that notes say the same whatever the order of the file's columns.
  notes.sort((a, b) => (a.name < b.name ? -1 : 1))
  return { width: theirs.length, places, notes }
}

/** The names of a header line; names need no quotes, but may have them. */
function splitHeader(line: string, delimiter: string): readonly string[] {
  return line
    .replace(/^\ufeff/, '')
    .split(delimiter)
    .map((text) => text.trim().replace(/^"(.*)"$/, '$1'))
}

/** Numbers the rows and says which do not fit the header. */
async function* rowsOf(name: string, blocks: AsyncIterable<RecordBlock>, layout: Layout): AsyncGenerator<RowBatch> {
  let failure: Error | null = null
  let number = -1
  // Whether a short row is the last one, and so a file cut off, shows only with the next.
  let short: FileRow | null = null
  try {
    for await (const block of blocks) {
      yield {
        each: (show) =>
          block.each((record) => {
            number += 1
            if (number === 0) return
            if (short !== null) show(short.number, short.record, short.problem)
            short = null
            const problem = record.width === layout.width ? null : widthProblem(record.width, layout.width)
            if (record.width < layout.width) short = { number, record: record.copy(), problem }
            else show(number, record, problem)
          }),
      }
    }
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error))
  }
  const unclosed = failure instanceof CsvError && failure.code === 'CSV_QUOTE_NOT_CLOSED'
  if (failure instanceof CsvError && !unclosed) {
    throw new MeterliftError(
      'PORTFOLIO_QUOTES',
      `${name}, row ${number + 1}: a quote stands inside a field: ${failure.message}`,
      {
        hint: 'a field with quotes must be quoted, and each quote in it doubled',
        cause: failure,
      },
    )
  }
  if (failure !== null && !unclosed) throw failure
  if (number <= 0 && !unclosed) {
    throw new MeterliftError('PORTFOLIO_EMPTY', `${name} has a header and no rows`, {
      hint: 'check that the export was complete',
    })
  }
  // The compiler does not see that the loop's callback may have set it.
  const last = short as FileRow | null
  if (last !== null) yield { each: (show) => show(last.number, last.record, truncated(last.problem?.column ?? '')) }
  if (unclosed) yield { each: (show) => show(number + 1, new FileRecord(), truncated('')) }
}

function truncated(column: string): RowProblem {
  return {
    column,
    code: 'TRUNCATED',
    message: 'the last row is incomplete: the file may have been cut off',
    expected: 'the whole row; compare the number of rows with the system it came from',
  }
}

function valuesOf(record: FileRecord, places: Layout['places'], mapping: Mapping): RawRow {
  const values = {} as Record<PortfolioColumn, string>
  for (const column of portfolioColumns) {
    const place = places.get(column)
    values[column] = mapValue(column, place === undefined ? '' : record.text(place), mapping)
  }
  return values
}

function notesOf(record: FileRecord, columns: Layout['notes']): Readonly<Record<string, string>> {
  const notes: Record<string, string> = {}
  for (const { name, place } of columns) {
    const text = record.text(place).trim()
    if (text !== '') notes[name] = text
  }
  return notes
}

function mapValue(column: PortfolioColumn, text: string, mapping: Mapping): string {
  const plain = text.trim()
  const mapped = mapping.values[column]?.[plain] ?? plain
  const filled = mapped === '' ? (mapping.defaults[column] ?? '') : mapped
  return column === 'installed_on' || column === 'supplied_since' ? mapDate(filled, mapping.dateFormat) : filled
}

function widthProblem(found: number, width: number): RowProblem {
  return found > width
    ? {
        column: '',
        code: 'TOO_MANY_COLUMNS',
        message: `the row has ${found} values for ${width} columns`,
        expected: 'a value with a comma in quotes',
      }
    : {
        column: '',
        code: 'TOO_FEW_COLUMNS',
        message: `the row has ${found} values for ${width} columns`,
        expected: 'a value, or nothing between two commas, for every column',
      }
}

/** Unpacks a file; its header line is known before the first row is asked for. */
async function unpacked(
  bytes: Readable,
  name: string,
): Promise<{ readonly header: string; readonly packed: boolean; readonly bytes: Readable }> {
  const first = await firstChunk(bytes, name)
  const whole = prepend(first, bytes)
  const packed = first[0] === 0x1f && first[1] === 0x8b
  const plain = packed ? unpack(whole, name) : whole
  const start = packed ? await firstChunk(plain, name) : first
  const utf16 =
    (start[0] === 0xff && start[1] === 0xfe) ||
    (start[0] === 0xfe && start[1] === 0xff) ||
    start.subarray(0, 200).includes(0)
  if (utf16) throw encodingError(name, 'is UTF-16 (or another encoding with zero bytes)')
  const header = new TextDecoder('utf-8').decode(start).split(/\r?\n/, 1)[0] ?? ''
  return { header, packed, bytes: packed ? prepend(start, plain) : plain }
}

async function firstChunk(stream: Readable, name: string): Promise<Buffer> {
  for (;;) {
    const chunk = stream.read() as Buffer | string | null
    if (chunk !== null) return Buffer.from(chunk)
    if (stream.readableEnded || stream.destroyed) return Buffer.alloc(0)
    await new Promise<void>((resolve, reject) => {
      const settle = (): void => {
        stream.off('readable', settle).off('end', settle).off('error', fail)
        resolve()
      }
      const fail = (cause: Error): void => {
        stream.off('readable', settle).off('end', settle).off('error', fail)
        reject(
          cause instanceof MeterliftError
            ? cause
            : new MeterliftError('PORTFOLIO_UNREADABLE', `${name} cannot be read: ${cause.message}`, {
                hint: 'check the path and that you may read it',
                cause,
              }),
        )
      }
      stream.on('readable', settle).on('end', settle).on('error', fail)
    })
  }
}

function prepend(first: Buffer, rest: Readable): Readable {
  const whole = new PassThrough({ highWaterMark: 512 * 1024 })
  whole.write(first)
  rest.on('error', (error) => whole.destroy(error))
  endsWith(whole, rest)
  if (rest.readableEnded) whole.end()
  else rest.pipe(whole)
  return whole
}

function unpack(packed: Readable, name: string): Readable {
  const plain = createGunzip()
  const out = new PassThrough({ highWaterMark: 512 * 1024 })
  plain.on('error', (cause) => {
    out.destroy(
      new MeterliftError('PORTFOLIO_CUT_OFF', `${name} is a damaged or cut-off .gz file; nothing was imported`, {
        hint: 'transfer it again',
        cause,
      }),
    )
  })
  packed.pipe(plain).pipe(out)
  endsWith(out, plain)
  endsWith(plain, packed)
  return out
}

/** Ends a source with what it goes into: whoever reads that is told of its error, but may come later. */
function endsWith(stream: Readable, source: Readable): void {
  stream.on('error', () => undefined)
  stream.once('close', () => source.destroy())
}
