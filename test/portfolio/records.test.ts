import { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRecords } from '../../src/portfolio/records.js'

async function read(text: string | Buffer, cut: number): Promise<readonly (readonly string[])[]> {
  const bytes = Buffer.from(text)
  const chunks = Array.from({ length: Math.ceil(bytes.length / cut) }, (_, i) => bytes.subarray(i * cut, (i + 1) * cut))
  const records: (readonly string[])[] = []
  for await (const block of readRecords(Readable.from(chunks, { objectMode: true }), 'file.csv', ','))
    block.each((record) => records.push(record.texts()))
  return records
}

const field = fc.oneof(
  fc.constantFrom('', 'a', ' b ', 'é', '€uro', '0'),
  fc.constantFrom('a,b', 'say ""x""', 'two\nlines', 'two\r\nlines', '""', ',').map((inside) => `"${inside}"`),
)

describe('records of a file', () => {
  it('are those that csv-parse finds, wherever the bytes are cut', async () => {
    const file = fc.record({
      lines: fc.array(
        fc.array(field, { minLength: 2, maxLength: 4 }).map((fields) => fields.join(',')),
        { minLength: 1, maxLength: 12 },
      ),
      lineBreak: fc.constantFrom('\n', '\r\n'),
      last: fc.boolean(),
      cut: fc.integer({ min: 1, max: 40 }),
    })
    await fc.assert(
      fc.asyncProperty(file, async ({ lines, lineBreak, last, cut }) => {
        const text = lines.join(lineBreak) + (last ? lineBreak : '')
        const expected = parse(text, {
          relax_column_count: true,
          skip_empty_lines: true,
          record_delimiter: ['\r\n', '\n'],
        })
        expect(await read(text, cut)).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })
  it('before a quote that is never closed are read, then the quote is told', async () => {
    const records: (readonly string[])[] = []
    const reading = (async () => {
      for await (const block of readRecords(Readable.from([Buffer.from('a,b\n1,2\n3,"4\n5,6\n')]), 'file.csv', ','))
        block.each((record) => records.push(record.texts()))
    })()
    await expect(reading).rejects.toMatchObject({ code: 'CSV_QUOTE_NOT_CLOSED' })
    expect(records).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })
  it('lose half a character at the end of a file that is cut off', async () => {
    expect(await read(Buffer.from('a,b\n1,é').subarray(0, -1), 100)).toEqual([
      ['a', 'b'],
      ['1', ''],
    ])
  })
})
