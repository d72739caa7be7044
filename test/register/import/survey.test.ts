import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { RowValues } from '../../../src/portfolio/good-row.js'
import { Spool } from '../../../src/register/import/spool.js'
import { Survey } from '../../../src/register/import/survey.js'
import type { ImportRow } from '../../../src/register/import/row.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meterlift-spool-'))
  vi.stubEnv('TMPDIR', folder)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true, force: true })
})

describe('a spool', () => {
  it('gives back what was put into each part in its order, from memory and from the disk, and leaves nothing', async () => {
    const spool = new Spool(3, 12)
    const put: number[][] = [[], [], []]
    for (let n = 0; n < 1_000; n += 1) {
      const record = [n, 2 ** 32 - 1 - n, n * 7]
      // The last part has too few records for the disk.
      const part = n < 3 ? 2 : n % 2
      spool.put(part, n, 2 ** 32 - 1 - n, n * 7)
      put[part]?.push(...record)
      if (n % 100 === 0) await spool.flush()
    }
    const [own = ''] = await readdir(folder)
    expect((await readdir(join(folder, own))).toSorted()).toEqual(['0', '1'])
    for (const part of [0, 1, 2]) expect([...(await spool.read(part))]).toEqual(put[part])
    // Reading does not end writing.
    spool.put(0, 1, 2, 3)
    expect([...(await spool.read(0))]).toEqual([...(put[0] ?? []), 1, 2, 3])
    expect([...(await spool.read(9))]).toEqual([])
    await spool.close()
    expect(await readdir(folder)).toEqual([])
  })
})

describe('a survey', () => {
  const rowOf = (n: number): ImportRow => ({
    ...{ bytes: Buffer.alloc(0), pointStart: 0, pointEnd: 0, evidenceStart: 0, evidenceEnd: 0 },
    ...{ pointHigh: 1, pointLow: n, deviceHigh: 2, deviceLow: n, hubHigh: 3, hubLow: n },
    ...{ kind: 0, installedOn: 0, suppliedSince: 0, deviceModel: 0, hubModel: 0 },
  })
  const judgedOf = async (numbers: readonly number[]) => {
    const values = new RowValues()
    values.kind.numberOf(['electricity', 'edf', 'vodafone', 'credit', 'active'])
    const survey = new Survey(values, 8)
    for (const number of numbers) survey.good(number, rowOf(number))
    await survey.send()
    const checks = await survey.judged()
    await checks.ready()
    return checks
  }

  it('numbers each hub once', async () => {
    const checks = await judgedOf([1, 2, 5])
    const hubs = [1, 2, 5].map((number) => {
      expect(checks.judge(number, rowOf(number))).toEqual([])
      return checks.hub
    })
    expect(hubs.toSorted()).toEqual([0, 1, 2])
    expect(checks.hubs()).toBe(3)
    await checks.close()
  })

  it('refuses a file that has other rows when it is read again', async () => {
    const other = await judgedOf([1, 2])
    other.judge(1, rowOf(1))
    expect(() => other.hubs()).toThrow('the file was changed while it was read')
    expect(() => other.judge(3, rowOf(3))).toThrow('the file was changed while it was read')
    other.judge(2, rowOf(2))
    expect(() => other.judge(3, rowOf(3))).toThrow('the file was changed while it was read')
    await other.close()
    expect(await readdir(folder)).toEqual([])
  })
})
