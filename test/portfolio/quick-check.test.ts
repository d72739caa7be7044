import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { mpanCheckDigit, mprnCheckDigits } from '../../src/domain/identifiers.js'
import type { Programme } from '../../src/domain/programme.js'
import { createRowChecker } from '../../src/portfolio/check-row.js'
import { portfolioColumns, type PortfolioColumn, type RawRow } from '../../src/portfolio/columns.js'
import { FileRecord } from '../../src/portfolio/file-record.js'
import { GoodRow, RowValues } from '../../src/portfolio/good-row.js'
import { createQuickCheck } from '../../src/portfolio/quick-check.js'
import { sampleMeters } from '../../src/portfolio/sample.js'
import { exampleProgramme } from '../support/programme.js'

const today = '2026-06-01'
const now = Date.parse('2026-06-01T10:00:00Z')
const places = new Map(portfolioColumns.map((column, place) => [column, place]))
const recordOf = (row: RawRow): FileRecord => {
  const record = new FileRecord()
  record.fill(portfolioColumns.map((column) => row[column]))
  return record
}
let programme: Programme

beforeAll(async () => {
  programme = await exampleProgramme(today)
})

const digits = (length: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const hex = fc.stringMatching(/^[0-9A-F]{16}$/)
const pairs = (text: string): string => (text.match(/../g) ?? []).join('-')

/** Values of every column as people write them: right, nearly right and wrong. */
const values: Readonly<Record<PortfolioColumn, fc.Arbitrary<string>>> = {
  meter_point: fc.oneof(
    digits(12).map((body) => body + mpanCheckDigit(body)),
    digits(8).map((body) => body + mprnCheckDigits(body)),
    fc.constantFrom(
      '0000000000000',
      '0000000000',
      '0012345678901',
      '20 0001 2345 672',
      ' 2000012345672',
      '１２３４５６７８９０',
    ),
    digits(13),
    digits(10),
    digits(7),
    fc.string(),
  ),
  fuel: fc.constantFrom('electricity', 'gas', ' Gas', 'ELECTRICITY', 'water', ''),
  supplier: fc.constantFrom('edf', 'EDF', ' edf ', 'sse', 'Nobody', '', '__proto__'),
  device_id: fc.oneof(
    hex.map(pairs),
    hex,
    hex.map((id) => ` ${pairs(id).toLowerCase()}`),
    hex.map((id) => pairs(id).slice(1)),
    hex.map((id) => `${pairs(id)}\u2003`),
    fc.constant('02-E0-00-00-00-00-00-01'),
  ),
  manufacturer: fc.constantFrom('Itron', ' Itron', '', '\u00a0'),
  model: fc.constantFrom('E', 'É\t1', ''),
  firmware: fc.constantFrom('1.0', '\\N', ''),
  hub_id: fc.oneof(
    hex.map(pairs),
    hex,
    fc.constantFrom('02-E0-00-00-00-00-00-01', '02-e0-00-00-00-00-00-01', 'hub', ''),
  ),
  hub_manufacturer: fc.constantFrom('Itron', ''),
  hub_model: fc.constantFrom('H', ' '),
  hub_firmware: fc.constantFrom('2', ''),
  csp: fc.constantFrom('vodafone', ''),
  smso: fc.constantFrom('trilliant', 'Trilliant  Networks', 'Nobody', ''),
  payment_mode: fc.constantFrom('credit', 'Prepayment ', 'barter', ''),
  service: fc.constantFrom('active', 'DORMANT', 'asleep', ''),
  installed_on: fc.constantFrom(
    '2016-02-29',
    '2017-02-29',
    '1999-01-01',
    '2026-06-02',
    '2026-06-01',
    ' 2016-05-01',
    '',
    '2016-5-1',
  ),
  supplied_since: fc.constantFrom('2016-02-29', '2026-06-02', 'soon', ' ', ''),
  compliance_evidence: fc.constantFrom('ref-1', ' ref-1 ', '', '\ufeff'),
}
const good: Readonly<Record<PortfolioColumn, string>> = {
  meter_point: '2000012345672',
  fuel: 'electricity',
  supplier: 'edf',
  device_id: '70-B3-D5-1F-30-00-A0-08',
  manufacturer: 'Itron',
  model: 'E',
  firmware: '1.0',
  hub_id: '70-B3-D5-1F-30-00-B0-08',
  hub_manufacturer: 'Itron',
  hub_model: 'H',
  hub_firmware: '2',
  csp: 'vodafone',
  smso: 'trilliant',
  payment_mode: 'credit',
  service: 'active',
  installed_on: '2016-02-29',
  supplied_since: '',
  compliance_evidence: 'ref-1',
}
/** A good row with a few values exchanged, so that one wrong value is not hidden behind another. */
const rows: fc.Arbitrary<RawRow> = fc.oneof(
  fc.record(values),
  fc
    .subarray([...portfolioColumns], { minLength: 1, maxLength: 3 })
    .chain((columns) =>
      fc
        .record(Object.fromEntries(columns.map((column) => [column, values[column]])))
        .map((changed) => ({ ...good, ...changed })),
    ),
)

describe('the quick check', () => {
  it.each(['reject', 'warn'] as const)(
    'takes no row that the row checker rejects or warns of, and reads the others alike (check digits: %s)',
    (level) => {
      const strict: Programme = {
        ...programme,
        checks: { ...programme.checks, mpanCheckDigit: level, mprnCheckDigit: level },
      }
      const row = new GoodRow(new RowValues())
      const [quick, check] = [createQuickCheck(strict, now, places, row.values), createRowChecker(strict, now)]
      let takenRows = 0
      fc.assert(
        fc.property(rows, (raw) => {
          const taken = quick(recordOf(raw), row)
          const full = check(raw)
          if (!taken) return
          takenRows += 1
          expect(full).toEqual({ ok: true, row: row.checked(), warnings: [] })
        }),
        { numRuns: 5_000 },
      )
      expect(takenRows).toBeGreaterThan(250)
    },
  )
  it('takes every good row of a file in which values stand as the register keeps them', () => {
    const good = new GoodRow(new RowValues())
    const [quick, check] = [createQuickCheck(programme, now, places, good.values), createRowChecker(programme, now)]
    const sample = [...sampleMeters(programme, { size: 2_000, seed: 3, today })]
    const left = sample.filter(({ row }) => !quick(recordOf(row), good))
    expect(left.filter(({ row }) => check(row).ok)).toEqual([])
    expect(left.length).toBeLessThan(20)
  })
  it('and the row checker make the same row of the same values', () => {
    const [quickly, slowly] = [new GoodRow(new RowValues()), new GoodRow(new RowValues())]
    const [quick, check] = [createQuickCheck(programme, now, places, quickly.values), createRowChecker(programme, now)]
    fc.assert(
      fc.property(rows, (raw) => {
        const full = check(raw)
        if (!full.ok) return
        slowly.fill(full.row)
        expect(slowly.checked()).toEqual(full.row)
        if (!quick(recordOf(raw), quickly)) return
        const keys = ({ pointHigh, pointLow, deviceHigh, deviceLow, hubHigh, hubLow }: GoodRow) =>
          [pointHigh, pointLow, deviceHigh, deviceLow, hubHigh, hubLow] as const
        expect(keys(quickly)).toEqual(keys(slowly))
      }),
      { numRuns: 3_000 },
    )
  })
})
