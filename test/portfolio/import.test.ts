import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Programme } from '../../src/domain/programme.js'
import { importPortfolio, type ImportReport, type RowVerdict } from '../../src/operations/import-portfolio.js'
import { writeSample } from '../../src/operations/write-sample.js'
import { portfolioColumns } from '../../src/portfolio/columns.js'
import { openPortfolio } from '../../src/portfolio/read-portfolio.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { openFiles } from '../support/open-files.js'
import { exampleProgramme } from '../support/programme.js'
import { inForce } from '../support/register.js'

const today = '2026-06-01'
const now = Date.parse('2026-06-01T10:00:00Z')
let test: TestDatabase
let folder: string
let programme: Programme

beforeAll(async () => {
  programme = await exampleProgramme(today)
  folder = await mkdtemp(join(tmpdir(), 'meterlift-import-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  test = await createTestDatabase()
  await inForce(test.db, programme, { today, now })
  return () => test.drop()
})

const good = {
  meter_point: '2000012345672',
  fuel: 'electricity',
  supplier: 'EDF',
  device_id: '70b3d51f3000a008',
  manufacturer: 'Itron',
  model: 'E',
  firmware: '1.0',
  hub_id: '70-B3-D5-1F-30-00-B0-08',
  hub_manufacturer: 'Itron',
  hub_model: 'H',
  hub_firmware: '2',
  csp: 'vodafone',
  smso: 'Trilliant Networks',
  payment_mode: 'Credit',
  service: 'ACTIVE',
  installed_on: '2016-02-29',
  supplied_since: '',
  compliance_evidence: 'ref-1',
}
type Row = Partial<typeof good>
const gas: Row = { meter_point: '3938424403', fuel: 'gas', device_id: '70b3d51f3000c008', model: 'G' }
const csv = (rows: readonly Row[], header: readonly string[] = portfolioColumns): string =>
  [
    header.join(','),
    ...rows.map((row) =>
      header.map((column) => (({ ...good, ...row }) as Record<string, string>)[column] ?? '').join(','),
    ),
  ].join('\n') + '\n'

let files = 0
async function bring(
  content: string | Buffer,
  options: { name?: string; whole?: boolean; map?: string; dryRun?: (verdicts: readonly RowVerdict[]) => void } = {},
): Promise<ImportReport> {
  const path = join(folder, options.name ?? `portfolio-${(files += 1)}.csv`)
  await writeFile(path, content)
  return importPortfolio(test.db, { path }, { by: 'test', now, quarantineTo: `${path}.bad.csv`, ...options })
}

const meters = () => test.db`select * from meter order by journey_id`

describe('a readable file', () => {
  it.each([
    ['plain', csv([{}])],
    ['with BOM and CRLF', `\ufeff${csv([{}]).replaceAll('\n', '\r\n')}`],
    ['with quoted fields', csv([{}]).replace('Itron,E', '"Itron","E"')],
    ['in another column order', csv([{}], [...portfolioColumns].reverse())],
    ['packed', gzipSync(csv([{}]))],
    ['without a last line break', csv([{}]).trimEnd()],
  ])('%s is imported', async (_name, content) => {
    expect(await bring(content)).toMatchObject({ rows: 1, created: 1, rejected: 0, quarantineFile: null })
    const [meter] = await meters()
    expect(meter).toMatchObject({
      supplier_id: 'edf',
      device_id: '70-B3-D5-1F-30-00-A0-08',
      smso_id: 'trilliant',
      payment_mode: 'credit',
      installed_on: '2016-02-29',
    })
    const [journey] = await test.db`select stage, cohort_id, lane_id, records_from from journey`
    expect(journey).toEqual({ stage: 'inventory', cohort_id: 'itron', lane_id: 'itron', records_from: 'trilliant' })
  })
  it('is read from standard input, and unknown columns are kept as notes', async () => {
    const text = csv([{}], [...portfolioColumns])
      .split('\n')
      .map((line, i) => (line === '' ? '' : `${line},${i === 0 ? 'Depot' : 'Leeds'}`))
      .join('\n')
    const report = await importPortfolio(
      test.db,
      { stream: Readable.from([Buffer.from(text)]), name: 'standard input' },
      { by: 'test', now, quarantineTo: join(folder, 'x.csv') },
    )
    expect(report).toMatchObject({ created: 1, rejected: 0 })
    expect((await meters())[0]?.notes).toEqual({ Depot: 'Leeds' })
  })
  it('of a supplier’s own layout is mapped', async () => {
    const map = join(folder, 'mapping.yaml')
    await writeFile(
      map,
      'columns: {MPxN: meter_point}\nvalues: {fuel: {E: electricity}, service: {Y: active}}\ndefaults: {csp: vodafone}\ndateFormat: DD/MM/YYYY\ndelimiter: ";"\n',
    )
    const header = portfolioColumns
      .filter((column) => column !== 'csp')
      .map((column) => (column === 'meter_point' ? 'MPxN' : column))
    const text = csv(
      [{ fuel: 'E', service: 'Y', installed_on: '29/02/2016' }],
      portfolioColumns.filter((column) => column !== 'csp'),
    )
      .replace(/^.*\n/, `${header.join(',')}\n`)
      .replaceAll(',', ';')
    expect(await bring(text, { map })).toMatchObject({ created: 1, rejected: 0 })
    expect((await meters())[0]).toMatchObject({ installed_on: '2016-02-29', fuel: 'electricity' })
  })
})

describe('a file that is wrong as a whole gets the right answer and changes nothing', () => {
  it.each([
    ['empty', '', 'PORTFOLIO_EMPTY', /is empty/],
    ['header only', `${portfolioColumns.join(',')}\n`, 'PORTFOLIO_EMPTY', /no rows/],
    ['no header', csv([{}]).split('\n')[1] ?? '', 'PORTFOLIO_HEADER', /lacks the columns meter_point/],
    ['semicolons', csv([{}]).replaceAll(',', ';'), 'PORTFOLIO_DELIMITER', /separated by semicolons/],
    ['UTF-16', Buffer.from(csv([{}]), 'utf16le'), 'PORTFOLIO_ENCODING', /UTF-16/],
    [
      'Latin-1',
      Buffer.concat([Buffer.from(csv([{}])), Buffer.from([0xe9, 0x0a])]),
      'PORTFOLIO_ENCODING',
      /not UTF-8 \(near line 3\)/,
    ],
    [
      'a zero byte in the middle',
      Buffer.concat([Buffer.from(csv([{}])), Buffer.from('a\0b\n')]),
      'PORTFOLIO_ENCODING',
      /zero byte \(near line 3\)/,
    ],
    [
      'a packed file cut off',
      gzipSync(csv(Array.from({ length: 200 }, () => ({})))).subarray(0, 60),
      'PORTFOLIO_CUT_OFF',
      /cut-off/,
    ],
  ])('%s', async (_name, content, code, message) => {
    await expect(bring(content)).rejects.toMatchObject({ code, message: expect.stringMatching(message) as string })
    expect(await meters()).toEqual([])
    expect(await test.db`select * from import`).toEqual([])
  })
  it('a packed file cut off far behind its beginning, whoever takes its rows late, as after an import that goes before', async () => {
    const whole = csv(Array.from({ length: 4_000 }, () => ({ compliance_evidence: randomUUID() })))
    const path = join(folder, 'cut-off-late.csv.gz')
    await writeFile(path, gzipSync(whole).subarray(0, -40))
    const file = await openPortfolio({ path })
    // Its end is read ahead of whoever takes it.
    await sleep(100)
    const take = async () => {
      for await (const batch of file.rows) batch.each(() => undefined)
    }
    await expect(take()).rejects.toMatchObject({ code: 'PORTFOLIO_CUT_OFF' })
  })

  it('leaves no file open that was not read to its end', async () => {
    const path = join(folder, 'left.csv.gz')
    await writeFile(
      path,
      gzipSync(csv(Array.from({ length: 20_000 }, () => ({ compliance_evidence: randomBytes(200).toString('hex') })))),
    )
    const closed = () => expect.poll(async () => (await openFiles(path)) ?? 0).toBe(0)
    const file = await openPortfolio({ path })
    expect([1, null]).toContain(await openFiles(path))
    file.close()
    await closed()
    const other = await openPortfolio({ path })
    for await (const _ of other.rows) break
    await closed()
  })

  it('a missing column that has another name is guessed', async () => {
    await expect(bring(csv([{}]).replace('meter_point', 'meterpoint'))).rejects.toMatchObject({
      hint: expect.stringContaining('“meterpoint” looks like meter_point') as string,
    })
  })
})

describe('a bad row', () => {
  const cases: readonly (readonly [string, Row, string])[] = [
    ['CHECK_DIGIT', { meter_point: '2000012345673' }, 'meter_point'],
    ['METER_POINT_INVALID', { meter_point: '12345' }, 'meter_point'],
    ['FUEL_MISMATCH', { fuel: 'gas' }, 'fuel'],
    ['FUEL_INVALID', { fuel: 'water' }, 'fuel'],
    ['DEVICE_ID_INVALID', { device_id: '70b3' }, 'device_id'],
    ['HUB_ID_INVALID', { hub_id: 'nonsense' }, 'hub_id'],
    ['SUPPLIER_UNKNOWN', { supplier: 'Nobody' }, 'supplier'],
    ['SMSO_UNKNOWN', { smso: 'Nobody' }, 'smso'],
    ['DATE_INVALID', { installed_on: '2017-02-29' }, 'installed_on'],
    ['DATE_FUTURE', { supplied_since: '2026-06-02' }, 'supplied_since'],
    ['DATE_IMPOSSIBLE', { installed_on: '1999-01-01' }, 'installed_on'],
    ['SERVICE_INVALID', { service: 'asleep' }, 'service'],
    ['PAYMENT_MODE_INVALID', { payment_mode: 'barter' }, 'payment_mode'],
    ['VALUE_MISSING', { model: '' }, 'model'],
  ]
  it.each(cases)('%s is named with its column, and the good rows go on', async (code, row, column) => {
    const report = await bring(csv([row, { ...gas, hub_id: '70b3d51f3000b009' }]))
    expect(report).toMatchObject({ rows: 2, created: 1, rejected: 1 })
    const [first] = await test.db<
      { code: string; column: string; row_number: number }[]
    >`select row_number, "column", code from quarantine order by part`
    expect(first).toEqual({ code, column, row_number: 1 })
  })
  it('of two that exclude each other the first stays', async () => {
    const other = { meter_point: '2000012345682', device_id: '70b3d51f3000a009' }
    const report = await bring(
      csv([
        {},
        { ...other, meter_point: good.meter_point },
        { meter_point: '1012345678901' },
        { ...gas, device_id: good.device_id },
      ]),
    )
    const codes = await test.db<{ code: string }[]>`select distinct code from quarantine order by code`
    expect(report.created).toBe(1)
    expect(codes.map(({ code }) => code)).toEqual(expect.arrayContaining(['DUPLICATE_METER_POINT', 'DUPLICATE_DEVICE']))
  })
  it('a third meter behind a hub, and a hub described differently, are refused', async () => {
    const third = { meter_point: '2000012345700', device_id: '70b3d51f3000a010' }
    const check = await bring(csv([{}, gas]))
    expect(check).toMatchObject({ created: 2, rejected: 0 })
    const [pair] =
      await test.db`select esme_model, gsme_model from combination join installation using (combination_id)`
    expect(pair).toEqual({ esme_model: 'E', gsme_model: 'G' })
    const mpan = await validMpan(third.meter_point)
    expect(await bring(csv([{ ...third, meter_point: mpan }]))).toMatchObject({ created: 0, rejected: 1 })
    expect(
      await bring(
        csv([
          { ...third, meter_point: mpan, hub_id: '70b3d51f3000b077', hub_model: 'H1' },
          { ...gas, meter_point: '123456', device_id: '70b3d51f3000c099', hub_id: '70b3d51f3000b077', hub_model: 'H2' },
        ]),
      ),
    ).toMatchObject({ created: 1, rejected: 1 })
    const codes = await test.db<{ code: string }[]>`select code from quarantine order by import_id, row_number`
    expect(codes.map(({ code }) => code)).toEqual(['INSTALLATION_FULL', 'HUB_DISAGREES'])
  })
  it('a file cut off half-way loses only its last row, and says so', async () => {
    const text = csv([{}, gas])
    expect(await bring(text.slice(0, text.length - 40))).toMatchObject({ created: 1, rejected: 1 })
    expect((await test.db<{ code: string }[]>`select code from quarantine`)[0]?.code).toBe('TRUNCATED')
  })
  it('is put right in the quarantine file, which is imported as it is', async () => {
    const report = await bring(csv([{ supplier: 'Nobody' }, gas]))
    const rows = parse<Record<string, string>>(await readFile(report.quarantineFile ?? '', 'utf8'), { columns: true })
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      row_number: '1',
      problem_column: 'supplier',
      problem_code: 'SUPPLIER_UNKNOWN',
      expected: expect.stringContaining('edf') as string,
    })
    const repaired = (await readFile(report.quarantineFile ?? '', 'utf8')).replace(',Nobody,', ',edf,')
    expect(await bring(repaired)).toMatchObject({ created: 1, rejected: 0 })
    expect((await meters())[1]?.notes).toBeNull()
  })
})

async function validMpan(text: string): Promise<string> {
  const { mpanCheckDigit } = await import('../../src/domain/identifiers.js')
  return text.slice(0, 12) + mpanCheckDigit(text.slice(0, 12))
}

describe('importing again', () => {
  it('the same file does nothing, and changed values become corrections', async () => {
    await bring(csv([{}, gas]))
    expect(await bring(csv([{}, gas]))).toMatchObject({ alreadyImported: true, created: 0 })
    expect(await bring(csv([{ firmware: '1.1' }, gas]))).toMatchObject({ created: 0, changed: 1, unchanged: 1 })
    expect(await test.db`select source, changes from correction`).toEqual([
      { source: 'import', changes: { firmware: ['1.0', '1.1'] } },
    ])
    expect((await test.db`select kind from outbox`).map(({ kind }) => kind as string)).toEqual(['correction'])
  })
  it('a person’s correction stays while the file repeats the old value; a new value in the file wins', async () => {
    await bring(csv([{}]))
    await test.db`insert into correction (journey_id, source, changes, actor, created_at, applied_at) values (1, 'person', ${test.db.json({ firmware: ['1.0', '1.1'] })}, 'ann', ${now}, ${now})`
    await test.db`update meter set firmware = '1.1'`
    expect(await bring(csv([{ compliance_evidence: 'ref-2' }]))).toMatchObject({ changed: 1 })
    expect((await test.db`select changes from correction where source = 'import'`)[0]?.changes).toEqual({
      compliance_evidence: ['ref-1', 'ref-2'],
    })
    await bring(csv([{ firmware: '1.2' }]))
    expect(
      (await test.db`select changes from correction where source = 'import' order by correction_id desc limit 1`)[0]
        ?.changes,
    ).toMatchObject({ firmware: ['1.1', '1.2'] })
  })
  it('another supplier is a gain with a later date, else a conflict', async () => {
    await bring(csv([{}]))
    expect(await bring(csv([{ supplier: 'sse' }]))).toMatchObject({ rejected: 1 })
    expect(await bring(csv([{ supplier: 'sse', supplied_since: '2026-05-01' }]))).toMatchObject({
      changed: 1,
      rejected: 0,
    })
  })
  it('a meter missing from a whole file is listed for a decision, and otherwise means nothing', async () => {
    await bring(csv([{}, gas]))
    expect(await bring(csv([gas]))).toMatchObject({ missing: 0 })
    expect(await bring(csv([gas]), { whole: true })).toMatchObject({ missing: 1 })
    expect((await test.db`select journey_id, code from evidence`)[0]).toEqual({ journey_id: 1, code: 'IMP_MISSING' })
  })
  it('a dry run says per row what would happen and changes nothing', async () => {
    await bring(csv([{}]))
    const verdicts: RowVerdict[] = []
    await bring(csv([{ firmware: '9' }, { ...gas, fuel: 'x' }, { ...gas, hub_id: '70b3d51f3000b009' }]), {
      dryRun: (told) => void verdicts.push(...told),
    })
    expect(verdicts.toSorted((a, b) => a.row - b.row).map(({ row, verdict }) => [row, verdict])).toEqual([
      [1, 'changed'],
      [2, 'rejected'],
      [3, 'created'],
    ])
    expect(verdicts.find(({ row }) => row === 1)?.changes).toEqual({ firmware: ['1.0', '9'] })
    expect(await meters()).toHaveLength(1)
    expect(await test.db`select * from correction`).toEqual([])
  })
})

describe('the sample', () => {
  it('is the same for the same seed, imports but for its planted mistakes, and spreads over the cohorts as published', async () => {
    const options = { programme, size: 3_000, seed: 5, today }
    await writeSample({ ...options, portfolio: join(folder, 'a.csv'), world: join(folder, 'a.world.csv') })
    await writeSample({ ...options, portfolio: join(folder, 'b.csv') })
    const text = await readFile(join(folder, 'a.csv'), 'utf8')
    expect(await readFile(join(folder, 'b.csv'), 'utf8')).toBe(text)
    const report = await importPortfolio(
      test.db,
      { path: join(folder, 'a.csv') },
      { by: 'test', now, quarantineTo: join(folder, 'a.bad.csv') },
    )
    expect(report.created + report.rejected).toBe(3_000)
    expect(report.rejected).toBeLessThan(30)
    const shares = await test.db<
      { cohort_id: string; n: number }[]
    >`select cohort_id, count(*) as n from journey group by 1`
    const share = (cohort: string): number =>
      (shares.find(({ cohort_id }) => cohort_id === cohort)?.n ?? 0) / report.created
    expect(share('secure-meters')).toBeCloseTo(0.32, 1)
    expect(share('landis-gyr')).toBeCloseTo(0.42, 1)
    expect(share('edmi')).toBeLessThan(0.08)
    const world = parse<{ fate: string }>(await readFile(join(folder, 'a.world.csv'), 'utf8'), { columns: true })
    expect(world.filter(({ fate }) => fate.startsWith('never')).length / world.length).toBeCloseTo(0.04, 1)
  })
})
