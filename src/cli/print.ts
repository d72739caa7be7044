import Table from 'cli-table3'
import { once } from 'node:events'
import { bold } from './emphasis.js'

/** Writes one line to standard output; what is slow to be read is not waited for. */
export function say(line = ''): void {
  process.stdout.write(`${wrapForTerminal(line, process.stdout)}\n`)
}

/** Breaks a line between words where it is wider than the terminal; what goes into a file or a pipe stays one line. */
export function wrapForTerminal(line: string, out: NodeJS.WriteStream): string {
  const indent = `${/^ */.exec(line)?.[0] ?? ''}  `
  return out.isTTY ? wrap(line, Math.max(40, out.columns), indent).join('\n') : line
}

/** Writes to a stream and waits while its reader is behind, so that memory does not grow with what is written. */
export async function writeTo(out: NodeJS.WritableStream, text: string): Promise<void> {
  if (!out.write(text) && out.writable) await once(out, 'drain')
}

/** Writes one JSON document: on a terminal over several lines, else on one. */
export function sayJson(value: unknown): void {
  process.stdout.write(`${jsonOf(value, process.stdout.isTTY ? 2 : undefined)}\n`)
}

/** Names of instants end like this; in JSON they are ISO 8601, in the program epoch milliseconds. */
const instantName = /^(at|since)$|(At|Since)$/

/** JSON as the command line prints it (docs/cli.md): instants in ISO 8601. */
export function jsonOf(value: unknown, indent?: number): string {
  const replace = (key: string, each: unknown): unknown =>
    typeof each === 'number' && instantName.test(key) ? new Date(each).toISOString() : each
  return JSON.stringify(value, replace, indent)
}

/** Columns of the terminal; what goes into a file or a pipe is not cut. */
export function textWidth(): number {
  if (process.stdout.isTTY) return Math.max(40, process.stdout.columns)
  const asked = Number(process.env.COLUMNS)
  return Number.isInteger(asked) && asked >= 40 ? asked : Number.POSITIVE_INFINITY
}

/** A column of a table. One that can be left out (`spare`) goes first where the terminal is narrow, highest number first. */
export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
  readonly spare?: number
}

export type Cell = string | number | null

const gap = 2
const narrowest = 8

/** Writes a table no wider than the terminal: spare columns go first, then the widest ones wrap. */
export function sayTable(columns: readonly Column[], rows: readonly (readonly Cell[])[]): void {
  for (const line of tableLines(columns, rows, textWidth())) say(line)
}

/** The lines of a table for a width. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): readonly string[] {
  const natural = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => plainLength(cellText(row[index] ?? null)))),
  )
  const kept = columns.map((_, index) => index)
  const total = (): number => kept.reduce((sum, index) => sum + (natural[index] ?? 0), gap * (kept.length - 1))
  while (total() > width) {
    const spare = kept.filter((index) => columns[index]?.spare !== undefined)
    const least = spare.toSorted((a, b) => (columns[b]?.spare ?? 0) - (columns[a]?.spare ?? 0))[0]
    if (least === undefined) break
    kept.splice(kept.indexOf(least), 1)
  }
  const widths = fit(
    kept.map((index) => natural[index] ?? 0),
    width - gap * (kept.length - 1),
  )
  const table = new Table({
    head: kept.map((index) => bold(columns[index]?.title ?? '')),
    chars: noLines,
    colWidths: [...widths],
    colAligns: kept.map((index) => columns[index]?.align ?? 'left'),
    wordWrap: true,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  })
  for (const row of rows) table.push(kept.map((index) => cellText(row[index] ?? null)))
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
}

const noLines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' '.repeat(gap),
}

/** Takes from the widest columns until all fit. */
function fit(natural: readonly number[], width: number): readonly number[] {
  const widths = [...natural]
  while (widths.reduce((sum, each) => sum + each, 0) > width) {
    const widest = Math.max(...widths)
    if (widest <= narrowest) break
    widths[widths.indexOf(widest)] = widest - 1
  }
  return widths
}

function cellText(cell: Cell): string {
  return cell === null || cell === '' ? '-' : typeof cell === 'number' ? count(cell) : cell
}

function plainLength(text: string): number {
  // eslint-disable-next-line no-control-regex -- colours begin with the escape character
  return text.replace(/\u001b\[\d+m/g, '').length
}

/** A number with its thousands apart. */
export function count(n: number): string {
  return n.toLocaleString('en-GB')
}

/** Breaks text into lines of at most `width`; it keeps its own leading spaces, and lines after the first get `indent`. */
export function wrap(text: string, width: number, indent = ''): readonly string[] {
  const lead = /^ */.exec(text)?.[0] ?? ''
  const lines: string[] = []
  let line = lead
  let empty = true
  for (const word of text.slice(lead.length).split(' ')) {
    if (!empty && plainLength(line) + 1 + plainLength(word) > width) {
      lines.push(line)
      line = `${indent}${word}`
    } else line = empty ? `${line}${word}` : `${line} ${word}`
    empty = false
  }
  return [...lines, line]
}

/** A count with its noun: 1 meter, 2,000 meters. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${count(n)} ${n === 1 ? one : many}`
}
