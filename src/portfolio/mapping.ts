import { readFile } from 'node:fs/promises'
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { MeterliftError } from '../domain/errors.js'
import { portfolioColumns } from './columns.js'

const column = z.enum(portfolioColumns)
const dateFormats = ['YYYY-MM-DD', 'DD/MM/YYYY', 'DD-MM-YYYY', 'DD.MM.YYYY', 'MM/DD/YYYY', 'YYYYMMDD'] as const

const mapping = z.strictObject({
  /** Their column name: ours. */
  columns: z.record(z.string(), column).default({}),
  /** Our column: their value: ours. */
  values: z.partialRecord(column, z.record(z.string(), z.string())).default({}),
  /** Our column: the value where theirs is empty or the column is missing. */
  defaults: z.partialRecord(column, z.string()).default({}),
  dateFormat: z.enum(dateFormats).default('YYYY-MM-DD'),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
})

/** How a supplier's own layout becomes ours (docs/portfolio.md, Mapping). */
export type Mapping = z.infer<typeof mapping>

export const noMapping: Mapping = mapping.parse({})

/** @throws MeterliftError MAPPING_INVALID naming file, line and field */
export async function loadMapping(path: string): Promise<Mapping> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    throw new MeterliftError('MAPPING_INVALID', `the mapping file ${path} cannot be read`, {
      hint: 'check the path',
      cause,
    })
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [syntax] = document.errors
  if (syntax !== undefined)
    throw new MeterliftError(
      'MAPPING_INVALID',
      `${path}:${lines.linePos(syntax.pos[0]).line}: ${syntax.message.split('\n')[0] ?? ''}`,
    )
  const result = mapping.safeParse(document.toJS() ?? {})
  if (result.success) return result.data
  const found = result.error.issues.map((issue) => {
    const node = document.getIn(issue.path, true)
    const at =
      typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)
        ? lines.linePos(Number(node.range[0])).line
        : 1
    return `${path}:${at}: ${issue.path.join('.') || 'the file'}: ${issue.message}`
  })
  throw new MeterliftError('MAPPING_INVALID', found.join('\n'), { hint: 'examples/mapping.yaml shows a mapping' })
}

/** Turns their date into ours; one that does not fit stays as it is, for the check to name. */
export function mapDate(text: string, format: Mapping['dateFormat']): string {
  const digits = /^(\d{1,4})[-/.]?(\d{1,2})[-/.]?(\d{1,4})$/.exec(text.trim())
  if (format === 'YYYY-MM-DD' || digits === null) return text
  const parts = format === 'YYYYMMDD' ? /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim()) : digits
  const [, a = '', b = '', c = ''] = parts ?? []
  const iso = (year: string, month: string, day: string): string =>
    `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (format === 'YYYYMMDD') return parts === null ? text : iso(a, b, c)
  return format === 'MM/DD/YYYY' ? iso(c, a, b) : iso(c, b, a)
}
