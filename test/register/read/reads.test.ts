import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../../src/domain/calendar.js'
import { parseDeviceId } from '../../../src/domain/identifiers.js'
import { healthDays } from '../../../src/domain/duty.js'
import { exportColumns, exportMeters } from '../../../src/register/export/export-meters.js'
import { healthOf, readDutyCounts, type DutyCount } from '../../../src/register/read/duty-counts.js'
import { readExceptionGroups } from '../../../src/register/read/exception-groups.js'
import { readFailureGroups } from '../../../src/register/read/failure-groups.js'
import { findJourney } from '../../../src/register/read/find-journey.js'
import { listMeters, type MeterLine } from '../../../src/register/read/list-meters.js'
import { readMeterHistory } from '../../../src/register/read/meter-history.js'
import { readOldestWaits } from '../../../src/register/read/oldest-waits.js'
import { readPace } from '../../../src/register/read/pace.js'
import { outboxPriority } from '../../../src/register/outbox/claim.js'
import { readUnsettled } from '../../../src/register/read/unsettled.js'
import { readStageCounts } from '../../../src/register/read/stage-counts.js'
import type { Fleet } from '../../support/fleet.js'
import { planOf } from '../../support/explain.js'
import { told, toldFleet } from '../../support/told-fleet.js'

let fleet: Fleet
beforeAll(async () => {
  fleet = await toldFleet()
})
afterAll(() => fleet.test.drop())

const all = { after: 0, limit: 100 }
const span = { soonUntil: '2027-12-31', days: ['2026-11-01', '2026-11-02'] }

describe('the fixture', () => {
  it('has one meter at each stage', async () => {
    expect(await fleet.stages()).toEqual([
      'migration/ready',
      'blocked',
      'waiting',
      'retry',
      'needs-action',
      'enrolled',
      'excluded',
      'replacement',
      'lost',
      'inventory',
    ])
  })
})

describe('counts', () => {
  it('of stages agree with a count of the journeys, for any scope', async () => {
    for (const scope of [
      {},
      { supplier: 'sse' },
      { supplier: 'edf', cohort: 'secure-meters', lane: 'secure-meters' },
      { lane: 'itron' },
    ]) {
      const counts = await readStageCounts(fleet.db, scope)
      const rows = await listMeters(fleet.db, scope, all)
      expect(counts.reduce((sum, { n }) => sum + n, 0)).toBe(rows.length)
      for (const { stage, standing, code, n } of counts) {
        expect(
          rows.filter((row) => row.stage === stage && row.standing === standing && row.code === code),
        ).toHaveLength(n)
      }
    }
  })

  it('of duties name each date, and what is met or ended', async () => {
    const counts = await readDutyCounts(fleet.db, {}, {}, null)
    expect(counts.reduce((sum, { n }) => sum + n, 0)).toBe(10)
    expect(counts.filter(({ state }) => state === 'ended').reduce((sum, { n }) => sum + n, 0)).toBe(2)
    expect(counts.filter(({ state }) => state.startsWith('met')).reduce((sum, { n }) => sum + n, 0)).toBe(1)
    expect((await readDutyCounts(fleet.db, { supplier: 'sse' }, {}, null)).reduce((sum, { n }) => sum + n, 0)).toBe(1)
  })

  it('of duties counted together are the same by health, month and day, on any day', async () => {
    await fleet.db`
      insert into duty_count (slot, supplier_id, cohort_id, state, starts_on, due_on, n) values
        (9, 'edf', '', 'open', '2026-03-04', '2026-09-04', 3), (9, 'edf', '', 'open', '2026-03-20', '2026-09-20', 2),
        (9, 'eon', '', 'open', '2026-09-10', '2026-09-20', 4), (9, 'eon', '', 'open', 'infinity', '2026-09-20', 5),
        (9, 'eon', '', 'met-late', '2026-03-04', '2026-09-04', 6), (9, 'eon', '', 'open', '2026-04-20', '2026-10-20', 7)`
    try {
      const alone = await readDutyCounts(fleet.db, {}, {}, null)
      const dates = alone.flatMap(({ startsOn, dueOn }) => [startsOn, dueOn]).filter((date) => date !== null)
      expect(new Set(dates).size).toBeGreaterThan(6)
      for (const on of dates.flatMap((date) => [addDays(date, -1), date, addDays(date, 1)])) {
        const days = healthDays(fleet.programme.policies, on)
        for (const [due, length] of [
          ['day', 10],
          ['month', 7],
        ] as const) {
          const counted = (counts: readonly DutyCount[]) => {
            const sums = new Map<string, number>()
            for (const each of counts) {
              const key = `${each.dueOn?.slice(0, length) ?? 'none'} ${each.state} ${healthOf(each, days)}`
              sums.set(key, (sums.get(key) ?? 0) + each.n)
            }
            return [...sums].toSorted()
          }
          const together = await readDutyCounts(fleet.db, {}, {}, { ...days, due })
          expect(counted(together), `${due} on ${on}`).toEqual(counted(alone))
          if (due === 'month') expect(together.length).toBeLessThan(alone.length)
        }
      }
    } finally {
      await fleet.db`delete from duty_count where slot = 9`
    }
  })

  it('of the pace know a minute from an hour', async () => {
    const { now } = fleet
    expect(await readPace(fleet.db, now, {})).toEqual({
      enrolledLastMinute: 1,
      enrolledLastHour: 1,
      failedLastHour: 2,
      attemptsLastHour: 3,
    })
    expect(await readPace(fleet.db, now + 30 * 60_000, {})).toMatchObject({
      enrolledLastMinute: 0,
      enrolledLastHour: 1,
    })
    expect(await readPace(fleet.db, now + 2 * 3_600_000, {})).toMatchObject({ attemptsLastHour: 0 })
    expect(await readPace(fleet.db, now, { supplier: 'sse' })).toMatchObject({ attemptsLastHour: 0 })
  })
})

describe('what waits', () => {
  it('is told by reason, with its oldest meter, longest first', async () => {
    const waits = await readOldestWaits(fleet.db, {}, 10)
    expect(waits.map(({ stage, code, meters, journeyId }) => [stage, code, meters, journeyId]).toSorted()).toEqual(
      [
        ['blocked', 'INV_FIRMWARE', 1, told.blocked],
        ['needs-action', 'FIX_FIRST', 1, told.needsAction],
        ['replacement', null, 1, told.replacement],
        ['waiting', 'ELG_EVIDENCE_MISSING', 1, told.waiting],
      ].toSorted(),
    )
    expect(waits.map(({ oldestSince }) => oldestSince)).toEqual(
      waits.map(({ oldestSince }) => oldestSince).toSorted((a, b) => a - b),
    )
    expect((await readOldestWaits(fleet.db, { supplier: 'sse' }, 10)).map(({ journeyId }) => journeyId)).toEqual([
      told.blocked,
    ])
  })

  it('does not look at every journey for it', async () => {
    await fleet.db.begin(async (tx) => {
      await tx`set local enable_seqscan = off`
      expect(await planOf(tx, (db) => readOldestWaits(db, {}, 10))).toMatch(
        /journey_standing_still on journey.*\n\s+Index Cond: \(\(stage = c\.stage\) AND \(CASE/,
      )
    })
  })

  it('does not look at meters that have not failed for the groups of those that have', async () => {
    await fleet.db.begin(async (tx) => {
      await tx`set local enable_seqscan = off`
      const plan = await planOf(tx, (db) => readFailureGroups(db, {}, span))
      // The first, the last and those due of a cause, each by one look where they were not counted of late.
      expect(
        plan.match(/journey_failure on journey.*\n\s+Index Cond: \(\(failure_code = c\.failure\) AND \(CASE/g),
      ).toHaveLength(3)
      expect([...plan.matchAll(/(\w+) on journey/g)].map(([, by]) => by)).toEqual(
        Array(3).fill(expect.stringMatching(/^journey_failure/)),
      )
    })
  })

  it('failed: by code, cohort, lane and firmware', async () => {
    const groups = await readFailureGroups(fleet.db, {}, span)
    expect(
      groups.map(({ failure, cohort, lane, meters, retrying, needAction }) => ({
        failure,
        cohort,
        lane,
        meters,
        retrying,
        needAction,
      })),
    ).toEqual([
      { failure: 'K401', cohort: 'secure-meters', lane: 'secure-meters', meters: 1, retrying: 0, needAction: 1 },
      { failure: 'W101', cohort: 'secure-meters', lane: 'secure-meters', meters: 1, retrying: 1, needAction: 0 },
    ])
    expect(await readFailureGroups(fleet.db, { lane: 'itron' }, span)).toEqual([])
  })

  it('blocked: by owner and code', async () => {
    expect(await readExceptionGroups(fleet.db, {}, undefined)).toEqual([
      expect.objectContaining({ owner: 'supplier', code: 'INV_FIRMWARE', meters: 1 }),
    ])
    expect(await readExceptionGroups(fleet.db, {}, 'dcc')).toEqual([])
  })

  it('unsettled: what goes on by itself, and nothing else', async () => {
    const unsettled = await readUnsettled(fleet.db, fleet.programme, fleet.now)
    // The ready one, the one to be tried again in seconds, the one whose records are awaited; the programme is to be told.
    expect(unsettled).toEqual({ meters: 3, untoldVersions: 1, passingBatches: 0 })
  })

  it('unsettled: a meter counts once, however many messages wait for it, and one that stands still counts by its message', async () => {
    const { meters } = await readUnsettled(fleet.db, fleet.programme, fleet.now)
    const tell = (journeyId: number, after: number) => fleet.db`
      insert into outbox (journey_id, kind, body, priority, not_before)
      values (${journeyId}, 'recheck', '{}', ${outboxPriority.wake}, ${fleet.now + after}),
             (${journeyId}, 'time', '{}', ${outboxPriority.wake}, ${fleet.now + after})`
    try {
      for (const moving of [told.ready, told.retrying, told.fresh]) await tell(moving, 0)
      expect((await readUnsettled(fleet.db, fleet.programme, fleet.now)).meters).toBe(meters)
      await tell(told.waiting, 0)
      await tell(told.blocked, 3_600_000)
      expect((await readUnsettled(fleet.db, fleet.programme, fleet.now)).meters).toBe(meters + 1)
    } finally {
      await fleet.db`delete from outbox`
    }
  })

  it('unsettled: what is ready does not count while nobody is released by itself', async () => {
    const kept = { ...fleet.programme, switches: { ...fleet.programme.switches, automaticRelease: false } }
    expect((await readUnsettled(fleet.db, kept, fleet.now)).meters).toBe(2)
  })
})

describe('lists', () => {
  it('turn over their pages without a gap or a repeat while meters move', async () => {
    const seen: MeterLine[] = []
    for (let after = 0; ;) {
      const page = await listMeters(fleet.db, {}, { after, limit: 3 })
      seen.push(...page)
      await fleet.db`update journey set stage_since = now() where journey_id = ${page[0]?.journeyId ?? 0}`
      const last = page.at(-1)
      if (last === undefined) break
      after = last.journeyId
    }
    expect(seen.map(({ journeyId }) => journeyId)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it.each([
    [{ stage: 'retry' }, [told.retrying]],
    [{ standing: 'ready' }, [told.ready]],
    [{ code: 'FIX_FIRST' }, [told.needsAction]],
    [{ failure: 'W101', stage: 'retry' }, [told.retrying]],
    [{ supplier: 'sse' }, [told.blocked]],
    [{ fuel: 'gas' }, []],
    [{ paymentMode: 'prepayment' }, []],
    [{ service: 'active', stage: 'lost' }, [told.lost]],
    [{ dueBefore: '2020-01-01' }, []],
    [{ dueFrom: '2020-01-01', stage: 'enrolled' }, [told.enrolled]],
  ] as const)('filter by %j', async (filter, expected) => {
    expect((await listMeters(fleet.db, filter, all)).map(({ journeyId }) => journeyId)).toEqual(expected)
  })

  it('show no meter point', async () => {
    expect(JSON.stringify(await listMeters(fleet.db, {}, all))).not.toMatch(/2000\d{9}/)
  })
})

describe('one meter', () => {
  it('is found by meter point, device id or number', async () => {
    const history = await readMeterHistory(fleet.db, told.enrolled)
    const meter = history?.view.meter
    if (meter === undefined) throw new Error('no meter')
    expect(await findJourney(fleet.db, { meterPoint: meter.meterPoint, deviceId: null, journeyId: null })).toBe(
      told.enrolled,
    )
    expect(
      await findJourney(fleet.db, {
        meterPoint: 'x',
        deviceId: parseDeviceId(meter.deviceId.toLowerCase().replaceAll('-', '')),
        journeyId: null,
      }),
    ).toBe(told.enrolled)
    expect(await findJourney(fleet.db, { meterPoint: '6', deviceId: null, journeyId: 6 })).toBe(told.enrolled)
    expect(await findJourney(fleet.db, { meterPoint: 'x', deviceId: null, journeyId: 99 })).toBeNull()
  })

  it('has its evidence, attempts and dates in order', async () => {
    const history = await readMeterHistory(fleet.db, told.retrying)
    expect(history?.attempts).toMatchObject([
      { number: 1, lane: 'secure-meters', result: 'failed', code: 'W101', voided: null },
    ])
    expect(history?.evidence.filter(({ kind }) => kind === 'stage').map(({ toStage }) => toStage)).toEqual([
      'migration',
      'retry',
    ])
    expect(history?.dutyDates).toHaveLength(1)
    expect(await readMeterHistory(fleet.db, 99)).toBeNull()
  })
})

describe('an export', () => {
  it('has every meter of the filter with every column', async () => {
    const rows = []
    for await (const batch of exportMeters(fleet.db, {})) rows.push(...batch)
    expect(rows.map(({ journey }) => journey)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(Object.keys(rows[0] ?? {})).toEqual([...exportColumns])
    expect(rows[told.retrying - 1]).toMatchObject({
      stage: 'retry',
      failure: 'W101',
      next_attempt_at: expect.stringMatching(/^2026-06-01T\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
    })
  })
})
