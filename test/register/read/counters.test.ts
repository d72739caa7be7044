import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, londonDate } from '../../../src/domain/calendar.js'
import { readAttemptCounts, readMemberCounts } from '../../../src/register/batch/counts.js'
import { recordFix } from '../../../src/register/failure/record-fix.js'
import { asSupplier } from '../../../src/register/access/portfolio.js'
import { foldCounters } from '../../../src/register/fold-counters.js'
import { countLanes } from '../../../src/register/lane/read-lanes.js'
import { readDutyCounts } from '../../../src/register/read/duty-counts.js'
import { countCauses } from '../../../src/register/failure/count-causes.js'
import { readExceptionGroups } from '../../../src/register/read/exception-groups.js'
import { readFailureDays } from '../../../src/register/read/failure-days.js'
import { readFailureGroups } from '../../../src/register/read/failure-groups.js'
import { readOldestWaits } from '../../../src/register/read/oldest-waits.js'
import { readPace } from '../../../src/register/read/pace.js'
import { readStageCounts } from '../../../src/register/read/stage-counts.js'
import type { Fleet } from '../../support/fleet.js'
import { planOf } from '../../support/explain.js'
import { told, toldFleet } from '../../support/told-fleet.js'

let fleet: Fleet
beforeAll(async () => {
  fleet = await toldFleet()
})
afterAll(() => fleet.test.drop())

/** A week that ends today. */
const week = () => [6, 5, 4, 3, 2, 1, 0].map((back) => addDays(londonDate(fleet.now), -back))

const span = (soonUntil: string) => ({ soonUntil, days: week() })

const everything = async () => ({
  stages: (await readStageCounts(fleet.db, {})).map((each) => JSON.stringify(each)).toSorted(),
  duties: await readDutyCounts(fleet.db, {}, {}, null),
  failures: await readFailureGroups(fleet.db, {}, span('2027-12-31')),
  days: (await readFailureDays(fleet.db, {}, week())).map((each) => JSON.stringify(each)).toSorted(),
  exceptions: await readExceptionGroups(fleet.db, {}, undefined),
  lanes: await countLanes(fleet.db, ['secure-meters', 'itron'], {
    now: fleet.now,
    today: londonDate(fleet.now),
    automaticRelease: true,
  }),
  pace: await readPace(fleet.db, fleet.now, {}),
})

describe('folding the counters', () => {
  it('leaves one row for each key, and every sum as it was', async () => {
    // Another writer has counted a meter in, and out again.
    await fleet.db`insert into stage_count values (9, 'edf', '', '', 'blocked', '', 'X', 2), (4, 'edf', '', '', 'blocked', '', 'X', -2)`
    await fleet.db`insert into batch_count values (77, 9, 1, 'left', '', 'edf', 5), (77, 4, 1, 'left', '', 'edf', -3), (77, 4, 1, 'released', '', 'edf', 3)`
    await fleet.db`insert into batch_attempt_count values (77, 9, 1, 1, 'failed', 'W101', 2), (77, 0, 1, 1, 'failed', 'W101', 1)`
    await fleet.db`insert into action_count values (77, 9, 'done', '', 'enrolled', '', 'edf', 2), (77, 3, 'done', '', 'enrolled', '', 'edf', 1)`
    const before = await everything()
    await foldCounters(fleet.db, fleet.now)
    expect(await everything()).toEqual(before)
    const counts = await readMemberCounts(fleet.db, 77)
    expect(counts.map(({ state, n }) => [state, n])).toEqual([
      ['left', 2],
      ['released', 3],
    ])
    expect((await readAttemptCounts(fleet.db, 77)).map(({ n }) => n)).toEqual([3])
    expect([...(await fleet.db`select n from action_count where action_id = 77`)]).toEqual([{ n: 3 }])
    for (const counter of [
      'stage_count',
      'duty_count',
      'failure_count',
      'exception_count',
      'landing_count',
      'lane_queue',
      'failure_day',
      'batch_count',
      'batch_attempt_count',
      'action_count',
    ]) {
      expect(await fleet.db`select slot, n from ${fleet.db(counter)} where slot <> 0 or n = 0`, counter).toHaveLength(0)
    }
  })

  it('has the slot 0 for itself: writers have the slots 1 to 16', async () => {
    const others = await fleet.db`
      select proname from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f'
        and replace(replace(prosrc, '1 + pg_backend_pid() % 16', ''), '1 + pg_backend_pid() %% 16', '') like '%pg_backend_pid()%'`
    expect([...others]).toEqual([])
  })

  it('makes totals of all suppliers, which are the sums of what was folded', async () => {
    await fleet.db`insert into failure_day values ('2026-11-02', 'W101', 'edmi', 'edmi', '1.0', 'edf', 3, 2), ('2026-11-02', 'W101', 'edmi', 'edmi', '1.0', 'eon', 5, 4)`
    const days = () => readFailureDays(fleet.db, { cohort: 'edmi' }, ['2026-11-01', '2026-11-02', '2026-11-03'])
    const found = [{ failure: 'W101', cohort: 'edmi', lane: 'edmi', firmware: '1.0', days: [0, 6, 0] }]
    expect(await days()).toEqual(found)
    await foldCounters(fleet.db, fleet.now)
    expect(await days()).toEqual(found)
    const totals = () => fleet.db`select n from failure_day_total where cohort_id = 'edmi'`
    expect([...(await totals())]).toEqual([{ n: 6 }])
    await fleet.db`update failure_day set n = n + 1 where cohort_id = 'edmi' and supplier_id = 'eon'`
    expect([...(await totals())]).toEqual([{ n: 7 }])
    await fleet.db`delete from failure_day where cohort_id = 'edmi'`
    expect([...(await totals())]).toEqual([{ n: 0 }])
    expect(await days()).toEqual([])
  })

  it('passes over what a writer holds, and does not wait for it', async () => {
    await fleet.db`insert into stage_count values (9, 'edf', '', '', 'blocked', '', 'Y', 2), (4, 'edf', '', '', 'blocked', '', 'Y', 3)`
    await fleet.db.begin(async (writer) => {
      await writer`update stage_count set n = n + 1 where slot = 9`
      await foldCounters(fleet.db, fleet.now)
      expect([...(await fleet.db`select slot, n from stage_count where code = 'Y' order by slot`)]).toEqual([
        { slot: 0, n: 3 },
        { slot: 9, n: 2 },
      ])
    })
    await foldCounters(fleet.db, fleet.now)
    expect([...(await fleet.db`select slot, n from stage_count where code = 'Y'`)]).toEqual([{ slot: 0, n: 6 }])
    await fleet.db`delete from stage_count where code = 'Y'`
  })

  it('keeps landings by the minute once they are some minutes old, with the same sums', async () => {
    const sums = async () => [
      ...(await fleet.db<{ minute: number; result: string; n: number }[]>`
        select date_trunc('minute', since) as minute, result, sum(n)::bigint as n from landing_count group by 1, 2 order by 1, 2`),
    ]
    await fleet.db`
      insert into landing_count (since, slot, lane_id, supplier_id, cohort_id, result, n)
      select ten_seconds_of(${fleet.now - 600_000}::timestamptz) + s * interval '10 seconds', s % 3, 'l', 'edf', 'c', 'failed', 2
      from generate_series(0, 59) s`
    const before = await sums()
    await foldCounters(fleet.db, fleet.now)
    expect(await sums()).toEqual(before)
    const rows = await fleet.db<{ whole: boolean; slot: number; age: number }[]>`
      select since = date_trunc('minute', since) as whole, slot, extract(epoch from ${fleet.now}::timestamptz - since)::int as age
      from landing_count where lane_id = 'l'`
    expect(rows.filter(({ age }) => age > 180).every(({ whole, slot }) => whole && slot === 0)).toBe(true)
    expect(rows.filter(({ age }) => age < 180).some(({ whole }) => !whole)).toBe(true)
  })

  it('forgets landings that nobody looks back to', async () => {
    await foldCounters(fleet.db, fleet.now + 3 * 3_600_000)
    expect([...(await fleet.db`select 1 from landing_count`)]).toEqual([])
  })
})

describe('counters of failures', () => {
  const groups = () => readFailureGroups(fleet.db, {}, span('2027-12-31'))
  const k401 = async () => (await groups()).find(({ failure }) => failure === 'K401')

  it('know what was done about the failure at which a meter stands, and no other', async () => {
    const [row] = await fleet.db<
      { failed_at: number }[]
    >`select failed_at from journey where journey_id = ${told.needsAction}`
    expect(await k401()).toMatchObject({
      meters: 1,
      fixed: 0,
      proposed: 0,
      firstAt: row?.failed_at,
      lastAt: row?.failed_at,
    })
    await recordFix(fleet.db, {
      journeyId: told.needsAction,
      fix: 'keys',
      actor: 'ann',
      programmeVersion: 1,
      now: fleet.now,
    })
    expect(await k401()).toMatchObject({ fixed: 1 })
    await fleet.db`update failure_case set referral = 'referred' where journey_id = ${told.needsAction}`
    expect(await k401()).toMatchObject({ fixed: 1, referred: 1 })
    await fleet.db`update journey set failed_at = failed_at + interval '1 day' where journey_id = ${told.needsAction}`
    expect(await k401()).toMatchObject({ meters: 1, fixed: 0, referred: 0 })
    await fleet.db`update journey set failed_at = failed_at - interval '1 day' where journey_id = ${told.needsAction}`
    expect(await k401()).toMatchObject({ meters: 1, fixed: 1, referred: 1 })
    await fleet.db`update journey set stage = 'enrolled' where journey_id = ${told.needsAction}`
    expect(await k401()).toBeUndefined()
    await fleet.db`update journey set stage = 'needs-action' where journey_id = ${told.needsAction}`
  })

  it('are told alike whether they were counted of late or are looked at now', async () => {
    // Of a supplier that has no failure open any more: they are among those of all.
    await fleet.db`
      insert into failure_day select day, code, cohort_id, lane_id, firmware, 'ovo', 0, 3 from failure_day where code = 'K401' limit 1`
    const [{ supplier } = { supplier: '' }] = await fleet.db<{ supplier: string }[]>`
      select supplier_id as supplier from journey where journey_id = ${told.needsAction}`
    const tell = (one = span('2027-12-31')) =>
      Promise.all([{}, { supplier }, { failure: 'K401' }].map((scope) => readFailureGroups(fleet.db, scope, one)))
    const looked = await tell()
    const [ofAll = [], own = []] = looked
    expect(ofAll.map(({ dueSoon }) => dueSoon)).toEqual([1, 1])
    const failed = (groups: typeof ofAll) =>
      groups.find(({ failure }) => failure === 'K401')?.days.reduce((a, b) => a + b, 0)
    expect([failed(ofAll), failed(own)]).toEqual([4, 1])
    await countCauses(fleet.db, span('2027-12-31'))
    expect(await tell()).toEqual(looked)
    // What was counted is of those days alone, and is not gone by once it is old.
    const counted = {
      dueSoon: 0,
      firstAt: fleet.now - 86_400_000,
      lastAt: fleet.now + 86_400_000,
      days: [7, 6, 5, 4, 3, 2, 1],
    }
    await fleet.db`update failure_cause set due = 0, first_at = ${counted.firstAt}, last_at = ${counted.lastAt}, days = ${counted.days}`
    expect(await tell()).toEqual(looked.map((groups) => groups.map((group) => ({ ...group, ...counted }))))
    expect(await tell(span('2027-12-30'))).toEqual(looked)
    const shorter = { soonUntil: '2027-12-31', days: week().slice(1) }
    expect((await tell(shorter))[0]?.map(({ days }) => days)).toEqual(ofAll.map(({ days }) => days.slice(1)))
    await fleet.db`update failure_causes_counted set at = now() - interval '3 minutes'`
    expect(await tell()).toEqual(looked)
    await fleet.db`delete from failure_day where supplier_id = 'ovo'`
  })

  it('count as due soon what is due by the day, and go with the meter to another supplier', async () => {
    const [row] = await fleet.db<{ due_on: string; supplier_id: string }[]>`
      select due_on, supplier_id from journey where journey_id = ${told.needsAction}`
    expect((await readFailureGroups(fleet.db, { failure: 'K401' }, span(row?.due_on ?? '')))[0]?.dueSoon).toBe(1)
    expect((await readFailureGroups(fleet.db, { failure: 'K401' }, span('2020-01-01')))[0]?.dueSoon).toBe(0)
    await fleet.db`update journey set supplier_id = 'ovo' where journey_id = ${told.needsAction}`
    expect(await readFailureGroups(fleet.db, { supplier: 'ovo' }, span('2027-12-31'))).toHaveLength(1)
    const [{ cohort_id } = { cohort_id: '' }] = await fleet.db<{ cohort_id: string }[]>`
      update journey set cohort_id = 'other' where journey_id = ${told.needsAction} returning (select cohort_id from journey where journey_id = ${told.needsAction})`
    expect([
      ...(await fleet.db`select distinct supplier_id, cohort_id from failure_case where journey_id = ${told.needsAction}`),
    ]).toEqual([{ supplier_id: 'ovo', cohort_id: 'other' }])
    await fleet.db`update journey set cohort_id = ${cohort_id} where journey_id = ${told.needsAction}`
    await fleet.db`update journey set supplier_id = ${row?.supplier_id ?? ''} where journey_id = ${told.needsAction}`
    expect(await readFailureGroups(fleet.db, { supplier: 'ovo' }, span('2027-12-31'))).toEqual([])
  })
})

describe('counters of exceptions', () => {
  it('count a meter once for a code, whatever the number of fields, and follow it to another supplier', async () => {
    const of = (supplier?: string) => readExceptionGroups(fleet.db, { supplier }, undefined)
    const [before] = await of()
    await fleet.db`
      insert into inventory_exception (journey_id, code, field, owner, opened_at)
      select ${told.blocked}, 'INV_FIRMWARE', f, 'supplier', ${fleet.now}::timestamptz from unnest(array['a', 'b']) f`
    expect(await of()).toEqual([before])
    await fleet.db`update journey set supplier_id = 'ovo' where journey_id = ${told.blocked}`
    expect(await of('ovo')).toMatchObject([{ code: 'INV_FIRMWARE', meters: 1 }])
    await fleet.db`update inventory_exception set closed_at = ${fleet.now}::timestamptz where journey_id = ${told.blocked} and field <> 'a'`
    expect(await of('ovo')).toMatchObject([{ code: 'INV_FIRMWARE', meters: 1 }])
    await fleet.db`update inventory_exception set closed_at = ${fleet.now}::timestamptz where journey_id = ${told.blocked}`
    expect(await of()).toEqual([])
  })
})

describe('a supplier’s reading', () => {
  it('finds its oldest failure and its longest wait by an index, behind the wall between suppliers', async () => {
    const [{ supplier_id: supplier } = { supplier_id: '' }] = await fleet.db<{ supplier_id: string }[]>`
      select supplier_id from journey where journey_id = ${told.needsAction}`
    await asSupplier(fleet.db, supplier, async (tx) => {
      await tx`select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)`
      const failed = await planOf(tx, (db) => readFailureGroups(db, { supplier }, span('2027-12-31')))
      expect(failed.match(/journey_failure on journey.*\n\s+Index Cond: .*CASE/g)).toHaveLength(2)
      const waits = await planOf(tx, (db) => readOldestWaits(db, {}, 10))
      expect(waits).toMatch(/journey_standing_still\w* on journey.*\n\s+Index Cond: .*CASE/)
    })
  })
})
