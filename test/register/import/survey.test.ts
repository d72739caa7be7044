import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { RowValues } from '../../../src/portfolio/good-row.js'
import { Spool } from '../../../src/register/import/spool.js'
import { ChecksInMemory, type FileChecks, type NewHub } from '../../../src/register/import/file-checks.js'
import { Survey } from '../../../src/register/import/survey.js'
import type { ImportRow } from '../../../src/register/import/row.js'
import { openFiles } from '../../support/open-files.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meterlift-spool-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a spool', () => {
  it('gives back what was put into each part in its order, from memory and from the disk, and leaves nothing', async () => {
    const spool = new Spool(3, { folder, gathered: 12 })
    const put: number[][] = [[], [], []]
    for (let n = 0; n < 1_000; n += 1) {
      const record = [n, 2 ** 32 - 1 - n, n * 7]
      // The last part has too few records for the disk.
      const part = n < 3 ? 2 : n % 2
      spool.put(part, n, 2 ** 32 - 1 - n, n * 7)
      put[part]?.push(...record)
      if (n % 100 === 0) await spool.flush()
    }
    // It has no name there, so that nothing stays behind a process that is killed.
    expect([2, null]).toContain(await openFiles(folder))
    expect(await readdir(folder)).toEqual([])
    for (const part of [0, 1, 2]) expect([...(await spool.read(part))]).toEqual(put[part])
    // Reading does not end writing.
    spool.put(0, 1, 2, 3)
    expect([...(await spool.read(0))]).toEqual([...(put[0] ?? []), 1, 2, 3])
    expect([...(await spool.read(9))]).toEqual([])
    await spool.close()
    expect([0, null]).toContain(await openFiles(folder))
  })
})

describe('a survey', () => {
  const rowOf = (n: number, hub = n): ImportRow => ({
    ...{ bytes: Buffer.alloc(0), pointStart: 0, pointEnd: 0, evidenceStart: 0, evidenceEnd: 0 },
    ...{ pointHigh: 1, pointLow: n, deviceHigh: 2, deviceLow: n, hubHigh: 3, hubLow: hub },
    ...{ kind: 0, installedOn: 0, suppliedSince: 0, deviceModel: 0, hubModel: 0 },
  })
  const kinds = (): RowValues => {
    const values = new RowValues()
    values.kind.numberOf(['electricity', 'edf', 'vodafone', 'credit', 'active'])
    values.kind.numberOf(['gas', 'edf', 'vodafone', 'credit', 'active'])
    return values
  }
  const judgedOf = async (rows: readonly ImportRow[], values = kinds()) => {
    const survey = new Survey(values, { folder, gathered: 16, rowsAtOnce: 4 })
    for (const [place, row] of rows.entries()) survey.good(place + 1, row)
    await survey.send()
    return survey.judged()
  }

  it('judges rows a part at a time just as all in memory do', async () => {
    const rows = fc.sample(
      fc.record({
        point: fc.nat(60),
        device: fc.nat(60),
        hub: fc.nat(20),
        hubModel: fc.constantFrom(0, 0, 0, 1),
        kind: fc.nat(1),
      }),
      { numRuns: 150, seed: 5 },
    )
    const given = rows.map(({ point, device, hub, hubModel, kind }) => ({
      ...rowOf(point, hub),
      ...{ deviceLow: device, hubModel, kind },
    }))
    const values = kinds()
    const [inMemory, surveyed] = [new ChecksInMemory(values), await judgedOf(given, values)]
    const numbers = new Map<number, number>()
    const found = new Set<string>()
    for (const [place, row] of given.entries()) {
      if (place % 3 === 0) await surveyed.ready()
      const problems = inMemory.judge(place + 1, row)
      expect(surveyed.judge(place + 1, row)).toEqual(problems)
      for (const { code } of problems) found.add(code)
      // Hubs have other numbers, but the same ones are the same.
      expect(numbers.get(inMemory.hub) ?? surveyed.hub).toBe(surveyed.hub)
      numbers.set(inMemory.hub, surveyed.hub)
    }
    expect(found.size).toBe(4)
    expect(new Set(numbers.values()).size).toBe(numbers.size)
    expect(surveyed.hubs()).toBe(inMemory.hubs())
    const shown = async (checks: FileChecks) => {
      const all: NewHub[] = []
      for await (const show of checks.installations()) show((hub) => all.push({ ...hub }))
      return all
    }
    const expected = (await shown(inMemory)).map((hub) => ({ ...hub, hub: numbers.get(hub.hub) }))
    const byLow = (a: { low: number }, b: { low: number }) => a.low - b.low
    expect((await shown(surveyed)).toSorted(byLow)).toEqual(expected.toSorted(byLow))
    await surveyed.close()
  })

  it('refuses a file that is another one when it is read again', async () => {
    const rows = [rowOf(1), rowOf(2)]
    const changed = 'the file was changed while it was read'
    const other = await judgedOf(rows)
    await other.ready()
    // The same number of rows, in another order.
    expect(() => other.judge(1, rowOf(2))).toThrow(changed)
    other.judge(1, rowOf(1))
    expect(() => other.hubs()).toThrow(changed)
    expect(() => other.judge(3, rowOf(2))).toThrow(changed)
    other.judge(2, rowOf(2))
    expect(() => other.judge(3, rowOf(3))).toThrow(changed)
    await other.close()
  })
})
