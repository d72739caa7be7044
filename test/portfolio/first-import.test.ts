import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mpanCheckDigit, mprnCheckDigits } from '../../src/domain/identifiers.js'
import { importPortfolio, type ImportOptions } from '../../src/operations/import-portfolio.js'
import { portfolioColumns } from '../../src/portfolio/columns.js'
import type { PortfolioSource } from '../../src/portfolio/read-portfolio.js'
import { check } from '../support/agreement.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { exampleProgramme } from '../support/programme.js'
import { inForce } from '../support/register.js'

const today = '2026-06-01'
const now = Date.parse('2026-06-01T10:00:00Z')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meterlift-first-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function register(): Promise<TestDatabase> {
  const test = await createTestDatabase()
  await inForce(test.db, await exampleProgramme(today), { today, now })
  return test
}

const device = (kind: string, n: number): string =>
  `02-${kind}-00-00-00-00-00-${n.toString(16).toUpperCase().padStart(2, '0')}`
const mpan = (n: number): string => {
  const body = `20000000${String(n).padStart(4, '0')}`
  return body + mpanCheckDigit(body)
}
const mprn = (n: number): string => {
  const body = String(10_000_000 + n)
  return body + mprnCheckDigits(body)
}

/** Rows that often name the same meter point, device or hub, of few models, some bad by themselves. */
const rows = fc.array(
  fc.record({
    fuel: fc.constantFrom('electricity', 'gas'),
    point: fc.nat(250),
    device: fc.nat(250),
    hub: fc.nat(60),
    model: fc.constantFrom('E', 'F'),
    hubModel: fc.constantFrom('H', 'H', 'H', 'h'),
    hubMaker: fc.constantFrom('Itron', 'Itron', 'Itron', 'Nobody'),
    supplier: fc.constantFrom('edf', 'SSE', 'edf', 'nobody'),
    evidence: fc.constantFrom('', 'ref 1', 'réf', '"a, b"'),
    note: fc.constantFrom('', 'Leeds'),
  }),
  { minLength: 120, maxLength: 160 },
)

const csv = (made: readonly (typeof rows extends fc.Arbitrary<readonly (infer R)[]> ? R : never)[]): string =>
  [
    [...portfolioColumns, 'depot'].join(','),
    ...made.map((row) =>
      [
        row.fuel === 'gas' ? mprn(row.point) : mpan(row.point),
        row.fuel,
        row.supplier,
        device('E0', row.device),
        'Itron',
        row.model,
        '1.0',
        device('C0', row.hub),
        row.hubMaker,
        row.hubModel,
        '2',
        'vodafone',
        'trilliant',
        'credit',
        'active',
        '2016-02-29',
        '',
        row.evidence,
        row.note,
      ].join(','),
    ),
  ].join('\n') + '\n'

/** All that an import leaves, apart from numbers that it gives. */
async function contents({ db }: TestDatabase): Promise<unknown> {
  return {
    imports: [...(await db`select rows, created, rejected from import`)],
    meters: [
      ...(await db`
        select m.meter_point, m.fuel, m.supplier_id, m.device_id, m.model, m.notes, m.compliance_evidence, m.installed_on, m.source_digest,
               i.hub_id, i.hub_model, i.lane_id as installation_lane, c.combination_key, j.stage, j.cohort_id, j.lane_id, j.stage_since,
               j.records_wanted_at, j.records_from, j.supplier_id as journey_supplier
        from meter m join installation i using (installation_id) join combination c using (combination_id) join journey j using (journey_id)
        order by m.journey_id`),
    ],
    installations: [...(await db`select count(*) as n from installation`)],
    quarantine: [
      ...(await db`select row_number, part, "column", code, message, expected from quarantine order by 1, 2`),
    ],
    stages: [
      ...(await db`select supplier_id, cohort_id, lane_id, stage, standing, code, sum(n) as n from stage_count group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4`),
    ],
    duties: [
      ...(await db`select supplier_id, cohort_id, state, starts_on, due_on, sum(n) as n from duty_count group by 1, 2, 3, 4, 5 order by 1, 2`),
    ],
  }
}

describe('the first import', () => {
  it('of a file, which is copied straight to where it stays, does what the staged import of a stream does, and one whose keys go to the disk', async () => {
    const codes = new Set<string>()
    const samples = fc.sample(rows, { numRuns: 4, seed: 2026 })
    for (const [n, made] of samples.entries()) {
      const path = join(folder, `messy-${n}.csv`)
      await writeFile(path, csv(made))
      const [straight, staged, surveyed] = [await register(), await register(), await register()]
      const bring = (test: TestDatabase, source: PortfolioSource, name: string, options: Partial<ImportOptions>) =>
        importPortfolio(test.db, source, {
          ...{ by: 'test', now, quarantineTo: join(folder, `${name}-${n}.csv`) },
          ...options,
        })
      await bring(straight, { path }, 'straight', {})
      // A part of the keys gathers one record or two: all others go to the disk.
      const memory = { fileBytes: 0, gathered: 8 }
      await bring(staged, { stream: createReadStream(path), name: path }, 'staged', { memory })
      const told: unknown[] = []
      await bring(surveyed, { path }, 'surveyed', { memory, onProgress: (progress) => told.push(progress) })
      expect(told).toEqual([{ checked: made.length }, { rows: made.length }])
      const left = await contents(straight)
      expect(left).toEqual(await contents(staged))
      expect(await contents(surveyed)).toEqual(left)
      for (const { code } of await straight.db<{ code: string }[]>`select distinct code from quarantine`)
        codes.add(code)
      const lines = async (name: string) => (await readFile(join(folder, `${name}-${n}.csv`), 'utf8')).split('\n')
      expect((await lines('straight')).toSorted()).toEqual((await lines('staged')).toSorted())
      expect(await lines('surveyed')).toEqual(await lines('straight'))
      const found = await check(
        { db: straight.db, now },
        { only: ['CHK_REFERENCES', 'CHK_COPIES', 'CHK_STAGE_COUNTS'] },
      )
      expect(found.findings).toEqual([])
      await straight.drop()
      await staged.drop()
      await surveyed.drop()
    }
    expect([...codes].toSorted()).toEqual([
      'DUPLICATE_DEVICE',
      'DUPLICATE_METER_POINT',
      'HUB_DISAGREES',
      'INSTALLATION_FULL',
      'SUPPLIER_UNKNOWN',
    ])
  }, 60_000)

  it('that fails leaves no quarantine file, and before its end the file has another name', async () => {
    const test = await register()
    const place = await mkdtemp(join(folder, 'failed-'))
    const bad = csv(fc.sample(rows, { numRuns: 1, seed: 1 })[0] ?? [])
    let meanwhile: readonly string[] = []
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from(bad)
        await expect.poll(async () => (meanwhile = await readdir(place)).length, { timeout: 10_000 }).toBe(1)
        throw new Error('the pipe broke')
      })(),
    )
    await expect(
      importPortfolio(
        test.db,
        { stream: broken, name: 'a pipe' },
        { by: 'test', now, quarantineTo: join(place, 'bad.csv') },
      ),
    ).rejects.toThrow('the pipe broke')
    expect(meanwhile).toEqual(['bad.csv.unfinished'])
    expect(await readdir(place)).toEqual([])
    await test.drop()
  })
})
