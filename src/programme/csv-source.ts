import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { nearest } from './nearest.js'
import type { ProgrammeProblem } from './problem.js'
import type { PathStep, SourceResult } from './source.js'

const recordsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }))

/**
 * Reads a CSV file whose first line is the header. Columns may stand in any order; all must be there and none may be
 * unknown. Lines that start with # are comments. An empty cell is left out of its row.
 */
export function readCsv(file: string, text: string, columns: readonly string[]): SourceResult {
  const records = readRecords(file, text)
  if ('problem' in records) return { ok: false, problems: [records.problem] }
  const [header, ...rows] = records.records
  if (header === undefined) {
    const hint = `The first line must be: ${columns.join(',')}`
    return { ok: false, problems: [{ file, line: 1, field: '', message: 'the file is empty', hint }] }
  }
  const headerProblems = checkHeader(file, header, columns)
  if (headerProblems.length > 0) return { ok: false, problems: headerProblems }
  const problems: ProgrammeProblem[] = []
  const lines: number[] = []
  const value: Record<string, string>[] = []
  for (const row of rows) {
    if (row.record.length !== header.record.length) {
      problems.push(wrongLength(file, row, header))
      continue
    }
    lines.push(row.info.lines)
    const cells = header.record.map((column, index) => [column, row.record[index] ?? ''] as const)
    value.push(Object.fromEntries(cells.filter(([, cell]) => cell !== '')))
  }
  const lineAt = ([row]: readonly PathStep[]): number => (typeof row === 'number' ? lines[row] : undefined) ?? 1
  const fieldAt = ([, column]: readonly PathStep[]): string => (column === undefined ? '' : String(column))
  return { ok: true, source: { file, value, lineAt, fieldAt }, problems }
}

type Row = z.output<typeof recordsSchema>[number]

function readRecords(
  file: string,
  text: string,
): { readonly records: readonly Row[] } | { readonly problem: ProgrammeProblem } {
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      comment: '#',
      comment_no_infix: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    })
    return { records: recordsSchema.parse(parsed) }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1
    const hint = 'Write a value that holds a comma or a quote in double quotes, and each quote within it twice.'
    return { problem: { file, line, field: '', message: `the quotes do not match (${error.message})`, hint } }
  }
}

function checkHeader(file: string, header: Row, columns: readonly string[]): readonly ProgrammeProblem[] {
  const line = header.info.lines
  const known = `The columns are: ${columns.join(',')}.`
  const problems: ProgrammeProblem[] = []
  const seen = new Set<string>()
  const missing = columns.filter((column) => !header.record.includes(column))
  for (const column of header.record) {
    if (seen.has(column)) {
      problems.push({ file, line, field: column, message: `the column ${column} is there twice`, hint: 'Keep one.' })
    } else if (!columns.includes(column)) {
      const close = nearest(column, missing) ?? nearest(column, columns)
      const hint = close === null ? known : `Did you mean "${close}"? ${known}`
      problems.push({ file, line, field: column, message: `unknown column "${column}"`, hint })
    }
    seen.add(column)
  }
  for (const column of missing) {
    problems.push({ file, line, field: column, message: `the column ${column} is missing`, hint: known })
  }
  return problems
}

function wrongLength(file: string, row: Row, header: Row): ProgrammeProblem {
  return {
    file,
    line: row.info.lines,
    field: '',
    message: `the line has ${row.record.length} values, the header ${header.record.length} columns`,
    hint: 'Give each column a value or leave it empty between its commas; put a value with a comma in double quotes.',
  }
}
