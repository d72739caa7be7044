import { afterEach, describe, expect, it } from 'vitest'
import { defaultPlan } from '../../../src/domain/batch/plan.js'
import type { Lane, Programme } from '../../../src/domain/programme.js'
import { windowAt } from '../../../src/domain/time-window.js'
import { expectAgreement } from '../../support/agreement.js'
import { Batches } from '../../support/batches.js'
import { Fleet, installation } from '../../support/fleet.js'

const laneId = 'secure-meters'
const hour = 3_600_000
const windows: Lane['windows'] = [
  { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00', onBankHolidays: false },
]

let fleet: Fleet
let batches: Batches

/** A fleet whose lane works on weekdays and takes little a day, on a Thursday at eleven. */
async function open(change: Partial<Lane>): Promise<void> {
  const narrow = (programme: Programme): Programme => ({
    ...programme,
    switches: { ...programme.switches, automaticRelease: false },
    lanes: programme.lanes.map((lane) => (lane.id === laneId ? { ...lane, windows, ...change } : lane)),
  })
  fleet = await Fleet.open(narrow, Date.parse('2026-06-04T10:00:00Z'))
  await fleet.db`update programme_version set told_at = ${fleet.now}`
  batches = new Batches(fleet)
}

async function ready(suppliers: readonly string[]): Promise<void> {
  await fleet.bring(
    suppliers.flatMap((supplier, i) => installation(fleet.programme, i + 1, { electricity: { supplier } })),
  )
  await fleet.openAll()
}

/** The lane takes what it may, hour by hour, and DCC commissions it, until the batch is over. */
async function hourByHour(batchId: number, code: string | null = null): Promise<string> {
  for (let hours = 0; hours < 24 * 10; hours += 1) {
    const state = await batches.tend(batchId)
    if (state === 'finished' || state === 'cancelled') return state
    for (const submission of await batches.claim()) await fleet.report(submission, { electricity: code })
    fleet.now += hour
  }
  throw new Error('the batch does not end')
}

/** Submissions by day, and by supplier where asked. */
async function byDay(): Promise<readonly string[]> {
  const rows = await fleet.db<{ text: string }[]>`
    select to_char(day, 'YYYY-MM-DD') || ' ' || supplier_id || ' ' || count(*) as text from submission group by day, supplier_id order by day, supplier_id`
  return rows.map(({ text }) => text)
}

afterEach(async () => {
  try {
    expect(await batches.broken()).toEqual([])
    await expectAgreement({ db: fleet.db, now: fleet.now })
    const outside = (await fleet.db<{ claimed_at: number }[]>`select claimed_at from submission`).filter(
      ({ claimed_at }) => !windowAt(windows, claimed_at, new Set()).open,
    )
    expect(outside).toEqual([])
    expect(await fleet.db`select installation_id from submission group by 1 having count(*) > 1`).toEqual([])
  } finally {
    await fleet.test.drop()
  }
})

describe('a batch over days', () => {
  it('that has used up a day’s capacity goes on in the next window, over a weekend, and never beyond it', async () => {
    await open({ dailyCapacity: 3 })
    await ready(Array.from({ length: 8 }, () => 'edf'))
    const { batchId, workingDays } = await batches.plan()
    expect(workingDays).toBe(3)
    await batches.command(batchId, 'approve')
    expect(await hourByHour(batchId)).toBe('finished')
    expect(await byDay()).toEqual(['2026-06-04 edf 3', '2026-06-05 edf 3', '2026-06-08 edf 2'])
    expect(await batches.counts(batchId)).toEqual(['enrolled 8'])
  })

  it('gives each supplier its minimum of every day on which it has something to go, however late its dates', async () => {
    await open({ dailyCapacity: 60, supplierMinimum: 4, ratePerMinute: 1 })
    await ready([...Array.from({ length: 130 }, () => 'edf'), ...Array.from({ length: 6 }, () => 'sse')])
    // All of the first supplier's are due before any of the second's.
    await fleet.db`update installation set due_on = due_on + 30 where supplier_id = 'sse'`
    await fleet.db`update journey set due_on = due_on + 30 where supplier_id = 'sse'`
    try {
      const batchId = await batches.started()
      expect(await hourByHour(batchId)).toBe('finished')
      expect(await byDay()).toEqual([
        '2026-06-04 edf 56',
        '2026-06-04 sse 4',
        '2026-06-05 edf 58',
        '2026-06-05 sse 2',
        '2026-06-08 edf 16',
      ])
    } finally {
      await fleet.db`update journey set due_on = due_on - 30 where supplier_id = 'sse'`
    }
  })

  it.each([
    ['stop', ['enrolled 4', 'given-back BAT_OVER 3']],
    ['cancel', ['enrolled 2', 'given-back BAT_OVER 5']],
  ] as const)('whose end time is reached at the close of day, to %s', async (atEnd, counts) => {
    await open({ dailyCapacity: 2 })
    await ready(Array.from({ length: 7 }, () => 'edf'))
    const endsAt = Date.parse('2026-06-05T12:00:00Z')
    const batchId = await batches.started({ ...defaultPlan, endsAt, atEnd, ratePerHour: null })
    for (const submission of await batches.claim()) await fleet.report(submission, { electricity: null })
    // On the second day two are released, and not claimed, when the end comes.
    fleet.now = endsAt - 1
    await batches.tend(batchId)
    expect(await batches.counts(batchId)).toEqual(['enrolled 2', 'left 3', 'released 2'])
    fleet.now = endsAt
    expect(await hourByHour(batchId)).toBe('finished')
    expect(await batches.counts(batchId)).toEqual(counts)
  })

  it('planned twice at the same moment takes each meter once, and the later one says in which batch it is', async () => {
    await open({})
    await ready(Array.from({ length: 6 }, () => 'edf'))
    const [one, other] = await Promise.allSettled([batches.plan(), batches.plan()])
    const made = [one, other].flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    expect(made).toMatchObject([{ members: 6 }])
    expect([one, other].find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'BATCH_EMPTY' } })
    expect(
      await fleet.db`select journey_id from batch_member where ended_at is null group by 1 having count(*) > 1`,
    ).toEqual([])
  })
})
