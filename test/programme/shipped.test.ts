import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Programme } from '../../src/domain/programme.js'
import type { DeviceModel } from '../../src/domain/meter.js'
import { loadProgramme } from '../../src/programme/load.js'

const folder = join(import.meta.dirname, '../../examples/programmes')
const cohortIds = ['aclara', 'edmi', 'honeywell-elster', 'itron', 'landis-gyr', 'secure-meters']
const installing = ['british-gas', 'edf', 'eon', 'npower', 'scottishpower', 'sse']

async function load(name: string, today: string): Promise<{ programme: Programme; digest: string }> {
  const result = await loadProgramme(join(folder, name), { today })
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2))
  return result
}

const key = (device: DeviceModel): string => `${device.manufacturer}|${device.model}|${device.firmware}`

describe.each(['example', 'history'])('the %s programme', (name) => {
  it('has the six cohorts, a lane for each, the six installing suppliers and three SMSOs', async () => {
    const { programme } = await load(name, '2026-11-24')
    expect(programme.cohorts.map(({ id }) => id)).toEqual(cohortIds)
    expect(programme.cohorts.map(({ laneId }) => laneId)).toEqual(programme.lanes.map(({ id }) => id))
    expect(
      programme.suppliers
        .filter((supplier) => supplier.installing)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(installing)
    expect(programme.suppliers.filter((supplier) => !supplier.dccUser)).toHaveLength(1)
    expect(programme.smsos.map(({ id }) => id)).toEqual(['secure', 'trilliant', 'ie'])
    expect(programme.lanes.every((lane) => lane.supplierMinimum === 100)).toBe(true)
    expect(programme.retry.maxAttempts).toBe(5)
    expect(programme.retry.referralAfterDays).toBe(14)
  })

  it('lists each device of an eligible combination on the CPL, and combinations of every cohort', async () => {
    const { programme } = await load(name, '2026-11-24')
    const listed = new Set(programme.cpl.map(key))
    for (const { id, esme, gsme, hub } of programme.epcl) {
      for (const device of [esme, gsme, hub]) if (device !== null) expect(listed, id).toContain(key(device))
    }
    for (const { id, makers } of programme.cohorts) {
      const entries = programme.epcl.filter(({ hub }) => makers.includes(hub.manufacturer))
      expect(
        entries.some(({ gsme }) => gsme === null),
        id,
      ).toBe(true)
      expect(
        entries.some(({ gsme }) => gsme !== null),
        id,
      ).toBe(true)
    }
    expect(new Set(programme.epcl.map(({ csp }) => csp)).size).toBe(2)
    expect(programme.epcl.some(({ removedOn }) => removedOn !== null)).toBe(true)
  })
})

describe('the example programme', () => {
  it('keeps its digest from day to day while its dates move with the day', async () => {
    const first = await load('example', '2026-11-24')
    const next = await load('example', '2026-11-25')
    expect(next.digest).toBe(first.digest)
    expect(next.programme.epcl).not.toEqual(first.programme.epcl)
  })

  it('loads on every kind of day, the end of February and a leap day included', async () => {
    for (const today of ['2027-01-01', '2027-03-31', '2027-08-31', '2028-02-29', '2028-12-31'])
      await load('example', today)
  })

  it('has cohorts overdue, due soon, on track, live only later, and undecided', async () => {
    const { programme } = await load('example', '2026-11-24')
    const live = Object.fromEntries(
      programme.cohorts.map(({ id, decisions }) => [id, [decisions.at(-1)?.decision, decisions.at(-1)?.liveOn]]),
    )
    expect(live).toEqual({
      aclara: ['go', '2027-01-08'],
      edmi: ['pending', '2027-05-24'],
      'honeywell-elster': ['go', '2026-03-24'],
      itron: ['go', '2026-04-24'],
      'landis-gyr': ['go', '2026-07-17'],
      'secure-meters': ['go', '2026-10-10'],
    })
    expect(programme.policies).toMatchObject([{ windowMonths: 6, decisionPointDays: 42, dueSoonDays: 60 }])
    expect(programme.suppliers.filter((supplier) => !supplier.standingAuthorisation)).toHaveLength(1)
    expect(programme.switches).toEqual({ automaticRelease: true, standingAuthorisation: true })
  })
})

describe('the history programme', () => {
  it('has the dates of the domain reference', async () => {
    const { programme } = await load('history', '2026-11-24')
    const live = Object.fromEntries(programme.cohorts.map(({ id, decisions }) => [id, decisions.map((d) => d.liveOn)]))
    expect(live).toEqual({
      aclara: ['2018-11-30', '2019-05-26'],
      edmi: ['2019-06-30', '2019-12-12'],
      'honeywell-elster': ['2018-11-30', '2019-05-26'],
      itron: ['2018-11-30', '2019-05-26'],
      'landis-gyr': ['2019-06-30', '2019-12-12'],
      'secure-meters': ['2019-03-31', '2019-09-30'],
    })
    expect(programme.policies.map((p) => [p.windowMonths, p.gainRule, p.backstop])).toEqual([
      [6, 'keep', null],
      [12, 'restart', '2020-12-31'],
      [12, 'restart', '2021-12-31'],
      [12, 'restart', '2022-12-31'],
    ])
  })

  it('means the same whatever the day of loading', async () => {
    expect(await load('history', '2019-01-01')).toEqual(await load('history', '2026-11-24'))
  })

  it.each([
    ['2020-05-08', 'england-and-wales', true],
    ['2020-05-04', 'england-and-wales', false],
    ['2022-09-19', 'scotland', true],
    ['2022-06-03', 'england-and-wales', true],
    ['2019-04-22', 'england-and-wales', true],
    ['2019-04-22', 'scotland', false],
    ['2019-12-02', 'scotland', true],
    ['2022-01-04', 'scotland', true],
    ['2022-01-04', 'england-and-wales', false],
  ])('knows whether %s is a bank holiday in %s', async (date, division, expected) => {
    const { programme } = await load('history', '2026-11-24')
    expect(programme.bankHolidays.some((day) => day.date === date && day.division === division)).toBe(expected)
  })
})
