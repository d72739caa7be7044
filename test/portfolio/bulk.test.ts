import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importPortfolio } from '../../src/operations/import-portfolio.js'
import { writeSample } from '../../src/operations/write-sample.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { exampleProgramme } from '../support/programme.js'
import { inForce } from '../support/register.js'

const today = '2026-06-01'
const now = Date.parse('2026-06-01T10:00:00Z')
let test: TestDatabase
let folder: string
let path: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meterlift-bulk-'))
  path = join(folder, 'sample.csv')
  await writeSample({ programme: await exampleProgramme(today), size: 1_500, seed: 11, today, portfolio: path })
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  test = await createTestDatabase()
  await inForce(test.db, await exampleProgramme(today), { today, now })
  return () => test.drop()
})

const bring = () => importPortfolio(test.db, { path }, { by: 'test', now, quarantineTo: join(folder, 'bad.csv') })

/** Everything that guards and finds rows, as PostgreSQL describes it. */
const guards = async (): Promise<readonly string[]> => {
  const rows = await test.db<{ line: string }[]>`
    select pg_get_indexdef(indexrelid) as line from pg_index where indrelid::regclass::text not like 'pg_%' and indisvalid
    union all
    select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated from pg_constraint where connamespace = 'public'::regnamespace
    union all
    select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
    order by 1`
  return rows.map(({ line }) => line)
}

/** Counters beside what there is to count. */
const countersFit = async (): Promise<void> => {
  const counted = await test.db`
    select supplier_id, cohort_id, lane_id, stage, sum(n)::bigint as n from stage_count group by 1, 2, 3, 4 having sum(n) <> 0 order by 1, 2, 3, 4`
  const present = await test.db`
    select supplier_id, coalesce(cohort_id, '') as cohort_id, coalesce(lane_id, '') as lane_id, stage, count(*) as n from journey group by 1, 2, 3, 4 order by 1, 2, 3, 4`
  expect([...counted]).toEqual([...present])
  const duties =
    await test.db`select supplier_id, cohort_id, sum(n)::bigint as n from duty_count where state = 'no-clock' group by 1, 2 order by 1, 2`
  const journeys =
    await test.db`select supplier_id, coalesce(cohort_id, '') as cohort_id, count(*) as n from journey group by 1, 2 order by 1, 2`
  expect([...duties]).toEqual([...journeys])
}

describe('the first import into an empty register', () => {
  it('leaves every index, key and trigger as it was, and the counters right', async () => {
    const before = await guards()
    const report = await bring()
    expect(report.created).toBeGreaterThan(1_400)
    expect(await guards()).toEqual(before)
    await countersFit()
  })
  it('fills the register in the ordinary way while somebody holds a table, with the same result', async () => {
    const before = await guards()
    const report = await test.db.begin(async (other) => {
      await other`select from journey`
      return bring()
    })
    expect(report.created).toBeGreaterThan(1_400)
    expect(await guards()).toEqual(before)
    await countersFit()
  })
  it('is numbered in the order of the file, and later meters follow', async () => {
    await bring()
    const [row] = await test.db<{ ordered: boolean; last: number }[]>`
      select bool_and(device_id > before or before is null) as ordered, max(journey_id) as last
      from (select journey_id, device_id, lag(device_id) over (order by journey_id) as before from meter where fuel = 'electricity') m`
    expect(row?.ordered).toBe(true)
    const [next] = await test.db<
      { next: number }[]
    >`select nextval(pg_get_serial_sequence('meter', 'journey_id')) as next`
    const [last] = await test.db<{ last: number }[]>`select max(journey_id) as last from meter`
    expect(next?.next).toBe((last?.last ?? 0) + 1)
  })
})
