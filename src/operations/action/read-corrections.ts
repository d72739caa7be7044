import { parse, CsvError } from 'csv-parse/sync'
import { createHash } from 'node:crypto'
import type { EpochMs, JourneyId, SupplierId } from '../../domain/brands.js'
import { londonDate } from '../../domain/calendar.js'
import { MeterliftError } from '../../domain/errors.js'
import { parseDeviceId } from '../../domain/identifiers.js'
import type { FieldChanges } from '../../domain/journey/happening.js'
import type { Programme } from '../../domain/programme.js'
import type { Database } from '../../register/database.js'
import { findJourneys } from '../../register/read/find-journey.js'
import { correctableField } from '../corrected-value.js'
import { changesOf, clashes, heldFields, keepsSupplier } from '../corrections.js'

/** A row that cannot be used, with its line in the file and what would be right. */
export interface BadRow {
  readonly line: number
  readonly code: string
  readonly message: string
  readonly expected: string | null
}

export interface ReadCorrections {
  readonly corrections: readonly { readonly journeyId: JourneyId; readonly changes: FieldChanges }[]
  readonly bad: readonly BadRow[]
  readonly rows: number
  readonly digest: string
}

interface Row {
  readonly line: number
  readonly meter: string
  readonly fields: Readonly<Record<string, string>>
}

/** Rows of a file of corrections at most; more is an import. */
const mostRows = 100_000

/**
 * Reads a CSV of corrections: `meter` (a meter point, device id or journey number), then any columns of a portfolio that
 * may be corrected; an empty cell leaves the field as it is. Rows that will not do are named and left out.
 * @param portfolio whose own the meters are: another's is as unknown as one that is not there, and none is given away
 * @throws MeterliftError CORRECTIONS_UNREADABLE where the file is no such CSV
 */
export async function readCorrections(
  db: Database,
  programme: Programme,
  text: Buffer,
  now: EpochMs,
  portfolio?: SupplierId,
): Promise<ReadCorrections> {
  const rows = parseRows(text)
  const bad: BadRow[] = []
  const found = await findJourneys(
    db,
    rows.map(({ meter }) => ({
      meterPoint: meter.replaceAll(/\s/g, ''),
      deviceId: parseDeviceId(meter),
      journeyId: /^\d{1,15}$/.test(meter) ? Number(meter) : null,
    })),
  )
  const held = await heldFields(
    db,
    found.flatMap((id) => id ?? []),
  )
  const lines = new Map<JourneyId, number>()
  const good = rows.flatMap(({ line, meter, fields }, index) => {
    const journeyId = found[index] ?? null
    const has = journeyId === null ? undefined : held.get(journeyId)
    const own = portfolio === undefined || has?.supplier_id === portfolio
    if (journeyId === null || has === undefined || !own) {
      bad.push({
        line,
        code: 'METER_UNKNOWN',
        message: `the register has no meter “${meter}”`,
        expected: 'a meter point, a device id or a journey number',
      })
      return []
    }
    const before = lines.get(journeyId)
    if (before !== undefined) {
      bad.push({
        line,
        code: 'CORRECTION_TWICE',
        message: `line ${before} corrects this meter already`,
        expected: 'one row a meter',
      })
      return []
    }
    try {
      if (portfolio !== undefined) keepsSupplier(fields)
      const changes = changesOf(programme, has, fields, londonDate(now))
      lines.set(journeyId, line)
      return [{ journeyId, changes }]
    } catch (error) {
      bad.push(badRow(line, error))
      return []
    }
  })
  const clashing = await clashes(db, good, portfolio !== undefined)
  for (const [journeyId, error] of clashing) bad.push(badRow(lines.get(journeyId) ?? 0, error))
  return {
    corrections: good.filter(({ journeyId }) => !clashing.has(journeyId)),
    bad: bad.toSorted((a, b) => a.line - b.line),
    rows: rows.length,
    digest: createHash('sha256').update(text).digest('hex'),
  }
}

function badRow(line: number, error: unknown): BadRow {
  if (!(error instanceof MeterliftError)) throw error
  return { line, code: error.code, message: error.message, expected: error.hint ?? null }
}

function parseRows(text: Buffer): readonly Row[] {
  const records = parseCsv(text)
  const [header, ...rest] = records
  const names = header?.record.map((name) => name.trim().toLowerCase()) ?? []
  if (!names.includes('meter')) {
    throw unreadable(
      'has no column “meter”',
      'the first line names the columns: meter, then those to correct, like meter,firmware',
    )
  }
  for (const name of names) if (name !== 'meter') correctableField(name)
  if (names.length < 2 || new Set(names).size < names.length) {
    throw unreadable('names no column to correct, or one twice', 'like meter,firmware,hub_firmware')
  }
  if (rest.length > mostRows) throw unreadable(`has ${rest.length} rows`, `at most ${mostRows}; more is an import`)
  return rest.map(({ record, info }) => {
    const cells = names.map((name, index) => [name, (record[index] ?? '').trim()] as const)
    return {
      line: info.lines,
      meter: cells.find(([name]) => name === 'meter')?.[1] ?? '',
      fields: Object.fromEntries(cells.filter(([name, value]) => name !== 'meter' && value !== '')),
    }
  })
}

interface ParsedRecord {
  readonly record: readonly string[]
  readonly info: { readonly lines: number }
}

function parseCsv(text: Buffer): readonly ParsedRecord[] {
  try {
    // With `info` csv-parse gives each record its line; its types do not say so.
    return parse(text, { bom: true, info: true, skip_empty_lines: true }) as unknown as readonly ParsedRecord[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw unreadable(`is not valid CSV: ${error.message}`, 'mend that line, and give the file again')
  }
}

function unreadable(what: string, hint: string): MeterliftError {
  return new MeterliftError('CORRECTIONS_UNREADABLE', `the file of corrections ${what}`, { hint })
}
