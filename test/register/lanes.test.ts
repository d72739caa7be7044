import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { codesOfDevices } from '../../src/domain/lane/breaker.js'
import type { BreakerRules } from '../../src/domain/lane/breaker-rules.js'
import type { Lane } from '../../src/domain/programme.js'
import {
  findLane,
  limitLane,
  liftStop,
  orderBreaker,
  stopLanes,
  unlimitLane,
} from '../../src/operations/lane/change-lane.js'
import { readLane, readLanes } from '../../src/operations/lane/lane-status.js'
import { asSupplier } from '../../src/register/access/portfolio.js'
import type { Queryable } from '../../src/register/database.js'
import { claimInstallations, leaseMs, type ClaimedSubmission } from '../../src/register/lane/claim.js'
import { resumeSubmissions } from '../../src/register/lane/submissions.js'
import { tendBreaker } from '../../src/register/lane/tend-breaker.js'
import { voidAttempts } from '../../src/register/lane/void-attempts.js'
import { listMeters } from '../../src/register/read/list-meters.js'
import type { MeterFilter } from '../../src/register/read/meter-filter.js'
import { createProgrammeStore, holdProgramme } from '../../src/register/programme/store.js'
import { onceInTransaction } from '../../src/runtime/once-in-transaction.js'
import { expectAgreement } from '../support/agreement.js'
import { Fleet, installation } from '../support/fleet.js'
import { inForce } from '../support/register.js'

const lane = 'secure-meters'
const minute = 60_000
let fleet: Fleet
beforeEach(async () => {
  fleet = await Fleet.open()
})
afterEach(async () => {
  // What a test claims and does not send stays claimed.
  await expectAgreement(fleet, ['CHK_SUBMISSION_STUCK'])
  await fleet.test.drop()
})

const ann = (reason = 'because') => ({ by: 'ann', reason, now: fleet.now })

/** Brings so many installations of one credit meter each, ready for the lane. */
async function ready(n: number, row: (i: number) => Readonly<Record<string, string>> = () => ({})): Promise<void> {
  const rows = Array.from({ length: n }, (_, i) => installation(fleet.programme, i + 1, { electricity: row(i) }))
  await fleet.bring(rows.flat())
  await fleet.openAll()
}

const used = async (): Promise<Readonly<Record<string, number>>> => {
  const rows = await fleet.db<{ supplier_id: string; used: number }[]>`
    select supplier_id, sum(used)::bigint as used from lane_day_supplier group by 1 order by 1`
  return Object.fromEntries(rows.map((row) => [row.supplier_id, row.used]))
}

describe('a stop', () => {
  it('of all lanes holds from the moment it is committed, and waits for the claim under way', async () => {
    await ready(3)
    let stopping: Promise<void> | undefined
    let stopped = false
    const first = await claimInstallations(
      fleet.db,
      lane,
      async () => {
        // The claim has begun and holds nothing of the lane yet.
        await Promise.resolve()
        return { lane: fleet.lane(lane), bankHolidays: [], automaticRelease: true }
      },
      fleet.now,
      1,
    )
    expect(first.kind).toBe('claimed')
    await onceInTransaction(fleet.db, async (tx) => {
      // As a claim holds it until it commits.
      await tx`select from lane_control where lane_id = '*' for share`
      stopping = stopLanes(fleet.db, null, ann('DCC is out')).then(() => void (stopped = true))
      await new Promise((wake) => setTimeout(wake, 150))
      expect(stopped).toBe(false)
    })
    await stopping
    expect(await fleet.claim(fleet.lane(lane))).toEqual({ kind: 'stopped' })
    expect(await fleet.claim(fleet.lane('itron'))).toEqual({ kind: 'stopped' })
    await expect(stopLanes(fleet.db, null, ann())).rejects.toMatchObject({ code: 'LANE_STOPPED_ALREADY' })
    // What is in flight lands.
    if (first.kind === 'claimed' && first.submissions[0] !== undefined)
      await fleet.report(first.submissions[0], { electricity: null })
    expect((await fleet.stages()).filter((stage) => stage === 'enrolled')).toHaveLength(1)
    await liftStop(fleet.db, null, ann('DCC is well'))
    expect(await fleet.claimed(fleet.lane(lane))).toHaveLength(2)
    await expect(liftStop(fleet.db, null, ann())).rejects.toMatchObject({ code: 'LANE_NOT_STOPPED' })
  })

  it('of one lane leaves the others alone, and outlasts a stop of all', async () => {
    await ready(1)
    await stopLanes(fleet.db, lane, ann('its SMSO asked'))
    await stopLanes(fleet.db, null, ann('all'))
    await liftStop(fleet.db, null, ann('over'))
    expect(await fleet.claim(fleet.lane(lane))).toEqual({ kind: 'stopped' })
    expect(await fleet.claim(fleet.lane('itron'))).toEqual({ kind: 'empty' })
    const status = await readLanes(fleet.db, fleet.programme, fleet.programme.lanes, fleet.now)
    expect(status.filter(({ state }) => state === 'stopped')).toMatchObject([
      { lane, stopped: { by: 'ann', reason: 'its SMSO asked', all: false } },
    ])
  })

  it('holds back what was claimed and not acknowledged, since DCC may not have had it', async () => {
    await ready(1)
    const claimed = await fleet.claimed(fleet.lane(lane))
    await stopLanes(fleet.db, null, ann())
    fleet.now += leaseMs
    expect(await resumeSubmissions(fleet.db, lane, fleet.now, 10)).toEqual([])
    await liftStop(fleet.db, null, ann())
    expect(await resumeSubmissions(fleet.db, lane, fleet.now, 10)).toEqual(claimed)
  })
})

describe('what is in flight', () => {
  it('is listed by lane and supplier, goes with a meter to its next supplier, and is no more once it has landed', async () => {
    await ready(3)
    const [first, second] = await fleet.claimed(fleet.lane(lane), 2)
    const journeyOf = (submission: ClaimedSubmission | undefined) => submission?.request.devices[0]?.journeyId ?? 0
    const listed = async (db: Queryable, filter: MeterFilter = {}) =>
      (await listMeters(db, { standing: 'in-flight', ...filter }, { after: 0, limit: 10 })).map(
        (line) => line.journeyId,
      )
    const own = (supplier: string) => asSupplier(fleet.db, supplier, (tx) => listed(tx))
    const both = [journeyOf(first), journeyOf(second)].toSorted((a, b) => a - b)
    expect(await listed(fleet.db)).toEqual(both)
    expect(await listed(fleet.db, { lane, supplier: 'edf' })).toEqual(both)
    expect(await listed(fleet.db, { lane: 'itron' })).toEqual([])
    expect(await listed(fleet.db, { journeys: String(both[1]) })).toEqual(both.slice(1))
    const byDay = await listMeters(fleet.db, { standing: 'in-flight', lane }, { after: 0, afterDay: null, limit: 10 })
    expect(byDay.map((line) => line.journeyId).toSorted((a, b) => a - b)).toEqual(both)
    expect(await own('edf')).toEqual(both)
    await fleet.db`update meter set supplier_id = 'octopus' where journey_id = ${journeyOf(first)}`
    await fleet.db`update journey set supplier_id = 'octopus' where journey_id = ${journeyOf(first)}`
    expect(await listed(fleet.db, { supplier: 'octopus' })).toEqual([journeyOf(first)])
    expect(await own('octopus')).toEqual([journeyOf(first)])
    expect(await own('edf')).toEqual([journeyOf(second)])
    if (first !== undefined) await fleet.report(first, { electricity: null })
    expect(await listed(fleet.db)).toEqual([journeyOf(second)])
    // The supplier who had it sees no attempt of it any more.
    const attempts = await asSupplier(
      fleet.db,
      'edf',
      (tx) => tx<{ journey_id: number }[]>`select journey_id from attempt`,
    )
    expect(attempts.map((row) => row.journey_id)).toEqual([journeyOf(second)])
    expect(await readLane(fleet.db, fleet.programme, fleet.lane(lane), fleet.now)).toMatchObject({ inFlight: 1 })
  })
})

describe('a lane’s capacity', () => {
  it('changed by a programme holds for the next claim; the change waits for a claim under way', async () => {
    await ready(4)
    const programmes = createProgrammeStore()
    const read = async (tx: Parameters<typeof programmes.current>[0]) => {
      const { programme } = await programmes.current(tx)
      return { lane: findLane(programme, lane), bankHolidays: [], automaticRelease: true }
    }
    const applied: string[] = []
    let applying: Promise<unknown> | undefined
    const narrow = {
      ...fleet.programme,
      lanes: fleet.programme.lanes.map((each) => ({ ...each, dailyCapacity: 2, supplierMinimum: 0 })),
    }
    const first = await claimInstallations(
      fleet.db,
      lane,
      async (tx) => {
        const found = await read(tx)
        applying = inForce(fleet.db, narrow, { today: fleet.today, now: fleet.now, digest: 'narrow' }).then(() =>
          applied.push('narrow'),
        )
        await new Promise((wake) => setTimeout(wake, 150))
        expect(applied).toEqual([])
        return found
      },
      fleet.now,
      1,
    )
    expect(first.kind).toBe('claimed')
    await applying
    expect(await claimInstallations(fleet.db, lane, read, fleet.now)).toMatchObject({ submissions: [{}] })
    expect(await claimInstallations(fleet.db, lane, read, fleet.now)).toEqual({ kind: 'full', why: 'capacity' })
  })

  it('changed while a step takes long waits for the step, and lets claims through meanwhile', async () => {
    await ready(1)
    const narrow = { ...fleet.programme, lanes: fleet.programme.lanes.map((each) => ({ ...each, dailyCapacity: 2 })) }
    let applied = false
    let applying: Promise<unknown> | undefined
    await onceInTransaction(fleet.db, async (step) => {
      await holdProgramme(step, 'shared')
      applying = inForce(fleet.db, narrow, { today: fleet.today, now: fleet.now, digest: 'narrow' }).then(
        () => (applied = true),
      )
      await new Promise((wake) => setTimeout(wake, 150))
      expect(await fleet.claimed(fleet.lane(lane))).toHaveLength(1)
      expect(applied).toBe(false)
    })
    await applying
    expect(applied).toBe(true)
  })

  it('set for a while by an operator holds at once, ends by itself, and says who and why', async () => {
    await ready(5)
    const itsLane = fleet.lane(lane)
    const until = fleet.now + 60 * minute
    await limitLane(fleet.db, itsLane, { dailyCapacity: 2, until }, ann('head end is slow'))
    expect(await fleet.claimed(itsLane)).toHaveLength(2)
    expect(await fleet.claim(itsLane)).toEqual({ kind: 'full', why: 'capacity' })
    expect(await readLane(fleet.db, fleet.programme, itsLane, fleet.now)).toMatchObject({
      state: 'day-used',
      today: { used: 2, capacity: 2 },
      override: { dailyCapacity: 2, ratePerMinute: null, untilAt: until, by: 'ann', reason: 'head end is slow' },
      events: [{ kind: 'limits-set', actor: 'ann', reason: 'head end is slow' }],
    })
    await unlimitLane(fleet.db, itsLane, ann('it is well'))
    expect(await fleet.claimed(itsLane, 1)).toHaveLength(1)
    await limitLane(fleet.db, itsLane, { inFlightLimit: 3, until }, ann())
    expect(await fleet.claim(itsLane)).toEqual({ kind: 'full', why: 'in-flight' })
    fleet.now = until
    expect(await fleet.claimed(itsLane)).toHaveLength(2)
  })

  it('set wrongly is refused', async () => {
    const itsLane = fleet.lane(lane)
    const set = (limits: object) => limitLane(fleet.db, itsLane, { until: fleet.now + minute, ...limits }, ann())
    for (const limits of [{}, { ratePerMinute: 0 }, { inFlightLimit: 0 }, { ratePerMinute: 1, until: fleet.now }])
      await expect(set(limits)).rejects.toMatchObject({ code: 'LANE_LIMIT_INVALID' })
    await expect(set({ ratePerMinute: 1, until: fleet.now + 32 * 86_400_000 })).rejects.toThrow(/31 days/)
    expect(() => findLane(fleet.programme, 'nowhere')).toThrow(/no lane/)
  })

  it('used up at the end of a day continues in the next window', async () => {
    await ready(5)
    const hours = [{ days: ['mon', 'tue'] as const, from: '08:00', to: '20:00', onBankHolidays: false }]
    const narrow = fleet.lane(lane, { dailyCapacity: 2, supplierMinimum: 1, windows: hours })
    const holidays = [{ date: '2026-06-02', division: narrow.division, name: 'a holiday' }] as const
    const claim = (at: string) => {
      fleet.now = Date.parse(at)
      return claimInstallations(
        fleet.db,
        lane,
        () => Promise.resolve({ lane: narrow, bankHolidays: holidays, automaticRelease: true }),
        fleet.now,
        1_000,
      )
    }
    expect(await claim('2026-06-01T18:00:00Z')).toMatchObject({ submissions: [{}, {}] })
    expect(await claim('2026-06-01T18:59:59Z')).toEqual({ kind: 'full', why: 'capacity' })
    // The window closes at 20:00 in London; Tuesday is a bank holiday, so Monday of next week is the next.
    const monday = Date.parse('2026-06-08T07:00:00Z')
    expect(await claim('2026-06-01T19:00:00Z')).toEqual({ kind: 'closed', opensAt: monday })
    expect(await claim('2026-06-02T10:00:00Z')).toEqual({ kind: 'closed', opensAt: monday })
    expect(await claim('2026-06-08T07:00:00Z')).toMatchObject({ submissions: [{}, {}] })
    expect(await claim('2026-06-08T07:00:01Z')).toEqual({ kind: 'full', why: 'capacity' })
    expect(await fleet.db`select day, used from lane_day order by day`).toEqual([
      { day: '2026-06-01', used: 2 },
      { day: '2026-06-08', used: 2 },
    ])
  })
})

describe('a lane’s shares', () => {
  it('keep each supplier’s minimum where the rate, and not the capacity, is what a day is short of', async () => {
    await ready(30, (i) => ({ supplier: i < 24 ? 'edf' : 'sse' }))
    // EDF's are all due earlier; a minute's rate for the last twelve minutes of the day.
    await fleet.db`update journey set due_on = date '2026-07-01' + journey_id::int`
    await fleet.db`update installation i set due_on = j.due_on from journey j where j.installation_id = i.installation_id`
    fleet.now = Date.parse('2026-06-01T22:48:00Z')
    await fleet.db`insert into lane_rate (lane_id, tokens, filled_at) values (${lane}, 0, ${fleet.now})`
    const slow = fleet.lane(lane, { ratePerMinute: 1, groupSize: 1, dailyCapacity: 5_000, supplierMinimum: 4 })
    for (let minutes = 1; minutes < 12; minutes += 1) {
      fleet.now += minute
      await fleet.claimed(slow, 1)
    }
    const shares = await used()
    expect((shares.edf ?? 0) + (shares.sse ?? 0)).toBe(11)
    expect(shares.sse).toBeGreaterThanOrEqual(4)
  })

  it('give to others what prepayment meters beyond their cap cannot use', async () => {
    await ready(12, (i) => ({
      supplier: i < 9 ? 'edf' : 'sse',
      payment_mode: i < 9 ? 'prepayment' : 'credit',
    }))
    const day = fleet.lane(lane)
    const capped = { ...day, dailyCapacity: 5, supplierMinimum: 0, prepayment: { ...day.prepayment, dailyCap: 2 } }
    expect(await fleet.claimed(capped)).toHaveLength(5)
    expect(await used()).toEqual({ edf: 2, sse: 3 })
  })

  it('take what a batch released, and what belongs to none only where lanes release by themselves', async () => {
    await ready(6)
    await fleet.db`update installation set release = case when installation_id <= 2 then 'withheld' when installation_id <= 4 then 'released' else 'free' end`
    const claim = (automaticRelease: boolean) =>
      claimInstallations(
        fleet.db,
        lane,
        () => Promise.resolve({ lane: fleet.lane(lane), bankHolidays: [], automaticRelease }),
        fleet.now,
      )
    const { programme } = fleet
    const held = { ...programme, switches: { ...programme.switches, automaticRelease: false } }
    expect(await readLane(fleet.db, held, fleet.lane(lane), fleet.now)).toMatchObject({
      queue: { ready: 2, withheld: 4, held: 0 },
    })
    expect(await claim(false)).toMatchObject({ submissions: [{}, {}] })
    expect(await claim(false)).toEqual({ kind: 'empty' })
    expect(await claim(true)).toMatchObject({ submissions: [{}, {}] })
    expect(await claim(true)).toEqual({ kind: 'empty' })
    expect(await fleet.db`select distinct release from installation where state = 'ready'`).toEqual([
      { release: 'withheld' },
    ])
    // No batch stands behind these.
    await fleet.db`update installation set release = 'free'`
  })
})

describe('a lane’s breaker', () => {
  const rules: BreakerRules = {
    windowMinutes: 15,
    minimumSample: 4,
    failurePercent: 60,
    stormFactor: 5,
    stormPercent: 20,
    normHours: 24,
    openMinutes: 10,
    probes: 2,
    probePercent: 100,
    rampMinutes: 20,
  }
  const broken = (change: Partial<Lane> = {}) => fleet.lane(lane, { breaker: rules, ...change })
  const ofDevices = () => codesOfDevices(fleet.programme.retry)
  const tend = () => tendBreaker(fleet.db, broken(), ofDevices(), fleet.now)
  const voids = () => voidAttempts(fleet.db, broken(), ofDevices(), fleet.now, 100)
  const reportAll = async (submissions: readonly ClaimedSubmission[], code: string | null): Promise<void> => {
    for (const submission of submissions) await fleet.store(submission, { electricity: code })
    await fleet.takeMessages()
  }
  const attemptsUsed = async (): Promise<readonly number[]> =>
    (await fleet.db<{ attempts_used: number }[]>`select attempts_used from journey order by 1`).map(
      (row) => row.attempts_used,
    )
  const told = async (): Promise<readonly string[]> =>
    (await fleet.db<{ code: string }[]>`select code from notification order by notification_id`).map(({ code }) => code)

  it('opens on an outage, voids what failed in it, tries a few, rises and closes', async () => {
    await ready(8)
    const first = await fleet.claimed(broken(), 6)
    await reportAll(first.slice(0, 4), 'D301')
    expect(await attemptsUsed()).toEqual([0, 0, 1, 1, 1, 1, 1, 1])
    expect(await tend()).toEqual({ to: 'open', why: 'share' })
    expect(await fleet.claim(broken())).toEqual({ kind: 'broken' })
    expect(await fleet.claim(fleet.lane('itron'))).toEqual({ kind: 'empty' })
    expect(await voids()).toBe(4)
    // One more lands while it is open; another with a code that speaks of the device, which counts.
    fleet.now += minute
    await reportAll(first.slice(4, 5), 'W102')
    await reportAll(first.slice(5, 6), 'K401')
    expect(await voids()).toBe(1)
    expect(await voids()).toBe(0)
    await fleet.takeMessages()
    expect(await attemptsUsed()).toEqual([0, 0, 0, 0, 0, 0, 0, 1])
    expect(await fleet.db`select distinct voided, result from attempt where voided is not null`).toEqual([
      { voided: 'outage of lane secure-meters since 2026-06-01T09:45:00.000Z', result: 'failed' },
    ])
    expect(
      await fleet.db`select count(*) as n, min(detail ->> 'lane') as lane from evidence where code = 'ATTEMPT_VOIDED'`,
    ).toEqual([{ n: 5, lane }])

    fleet.now += 9 * minute
    expect(await tend()).toEqual({ to: 'probing' })
    // Those that failed before come back to the lane; it tries two.
    const retrying = await fleet.db<{ journey_id: number }[]>`select journey_id from journey where stage = 'retry'`
    await fleet.steps(retrying.map(({ journey_id }) => ({ journeyId: journey_id, cause: { kind: 'time' } })))
    const tried = await fleet.claimed(broken())
    expect(tried).toHaveLength(2)
    expect(await fleet.claim(broken())).toEqual({ kind: 'broken' })
    await reportAll(tried, null)
    expect(await tend()).toEqual({ to: 'ramping' })
    const status = await readLane(fleet.db, fleet.programme, broken({ ratePerMinute: 100 }), fleet.now)
    expect(status).toMatchObject({ ratePerMinute: 10, breaker: { state: 'ramping' } })
    fleet.now += 20 * minute
    expect(await tend()).toEqual({ to: 'closed' })
    expect(await tend()).toBeNull()
    expect(await told()).toEqual(['LANE_BREAKER_OPEN', 'LANE_BREAKER_CLOSED'])
    expect((await readLane(fleet.db, fleet.programme, broken(), fleet.now))?.events.map(({ kind }) => kind)).toEqual([
      'breaker-closed',
      'breaker-ramping',
      'breaker-probing',
      'breaker-open',
    ])
  })

  it('opens again where the tries fail, and their failures do not count either', async () => {
    await ready(8)
    await reportAll(await fleet.claimed(broken(), 4), 'D301')
    await tend()
    fleet.now += 10 * minute
    await tend()
    const tried = await fleet.claimed(broken())
    await reportAll(tried, 'T201')
    expect(await tend()).toEqual({ to: 'open', why: 'probes' })
    expect(await voids()).toBe(6)
    expect(await attemptsUsed()).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    fleet.now += 19 * minute
    expect(await tend()).toBeNull()
    fleet.now += minute
    expect(await tend()).toEqual({ to: 'probing' })
    await fleet.takeMessages()
  })

  it('lets a meter go on whose attempts were used up by the outage; prepayment stays with a person', async () => {
    await ready(5, (i) => ({ payment_mode: i === 4 ? 'prepayment' : 'credit' }))
    await fleet.db`update journey set attempts_granted = -4 where journey_id = 1`
    await reportAll(await fleet.claimed(broken()), 'D301')
    const codes = () => fleet.db<{ code: string | null }[]>`select code from journey order by journey_id`
    expect((await codes())[0]).toEqual({ code: 'ATTEMPTS_EXHAUSTED' })
    expect((await codes())[4]).toEqual({ code: 'PREPAYMENT_FAILED' })
    await tend()
    expect(await voids()).toBe(5)
    await fleet.takeMessages()
    expect((await fleet.stages())[0]).toBe('migration/ready')
    expect((await codes())[4]).toEqual({ code: 'PREPAYMENT_FAILED' })
    expect(await attemptsUsed()).toEqual([0, 0, 0, 0, 0])
  })

  it('does not open on failures that speak of the devices', async () => {
    await ready(6)
    await reportAll(await fleet.claimed(broken()), 'K401')
    expect(await tend()).toBeNull()
  })

  it('does as a person says: held open, forced closed, and then by itself again after a few tries', async () => {
    await ready(8)
    await orderBreaker(fleet.db, lane, 'open', ann('SMSO reports an outage'))
    expect(await fleet.claim(broken())).toEqual({ kind: 'broken' })
    fleet.now += 3 * 3_600_000
    expect(await tend()).toBeNull()
    await orderBreaker(fleet.db, lane, 'auto', ann('SMSO is well'))
    const tried = await fleet.claimed(broken())
    expect(tried).toHaveLength(2)
    await orderBreaker(fleet.db, lane, 'closed', ann('I know better'))
    const rest = await fleet.claimed(broken())
    expect(rest).toHaveLength(6)
    await reportAll([...tried, ...rest], 'D301')
    expect(await tend()).toBeNull()
    expect(await voids()).toBe(0)
    await orderBreaker(fleet.db, lane, 'auto', ann('on we go'))
    expect(await tend()).toEqual({ to: 'open', why: 'share' })
    expect(await told()).toEqual(['LANE_BREAKER_OPEN', 'LANE_BREAKER_CLOSED', 'LANE_BREAKER_OPEN'])
  })

  it('opens in a storm, far above the lane’s norm', async () => {
    await ready(8)
    const calm = { ...rules, failurePercent: 90, windowMinutes: 1 }
    const stormy = () => tendBreaker(fleet.db, broken({ breaker: calm }), ofDevices(), fleet.now)
    await reportAll(await fleet.claimed(broken(), 4), null)
    fleet.now += 60 * minute
    expect(await stormy()).toBeNull()
    const [one, ...others] = await fleet.claimed(broken(), 4)
    if (one === undefined) throw new Error('nothing claimed')
    await reportAll([one], 'D301')
    await reportAll(others, null)
    expect(await stormy()).toEqual({ to: 'open', why: 'storm' })
    await fleet.takeMessages()
  })
})
