import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codes } from '../../src/domain/codes.js'
import type { ClaimedSubmission } from '../../src/register/lane/claim.js'
import { check, expectAgreement } from '../support/agreement.js'
import { installation, type Fleet } from '../support/fleet.js'
import { told, toldFleet } from '../support/told-fleet.js'

/** Beside the told fleet: an installation of two meters, and one that is in flight. */
const both = { electricity: 11, gas: 12 } as const
const inFlight = 13
const dayMs = 86_400_000

let fleet: Fleet
let submission: ClaimedSubmission
beforeAll(async () => {
  fleet = await toldFleet()
  const { db, programme } = fleet
  await db`update programme_version set told_at = ${fleet.now}`
  for (const n of [11, 12]) await fleet.bring(installation(programme, n, { gas: n === 11 }))
  for (const journeyId of [both.electricity, both.gas, inFlight])
    await fleet.steps([{ journeyId, cause: { kind: 'open', run: 'first' } }])
  await db`delete from outbox`
  await db`update journey set records_wanted_at = ${fleet.now} where journey_id = ${told.fresh}`
  const earliest = (days: number) =>
    db`update installation set due_on = due_on + ${days}::integer where installation_id = (select installation_id from journey where journey_id = ${inFlight})`
  await earliest(-1)
  const [claimed] = await fleet.claimed(fleet.lane('secure-meters'), 1)
  if (claimed === undefined) throw new Error('nothing claimed')
  submission = claimed
  await earliest(1)
})
afterAll(() => fleet.test.drop())

const here = () => ({ db: fleet.db, now: fleet.now })

const tables = [
  'journey',
  'installation',
  'meter',
  'attempt',
  'submission',
  'outcome',
  'wait',
  'lane_day',
  'lane_day_supplier',
  'inventory_record',
  'inventory_exception',
  'combination',
  'programme_version',
] as const

/** Every row of the register that a repair might touch; counters summed over their slots. */
async function register(): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const rows = await Promise.all(
    tables.map(
      async (table) => [table, [...(await fleet.db`select * from ${fleet.db(table)} t order by t::text`)]] as const,
    ),
  )
  const stages =
    await fleet.db`select supplier_id, cohort_id, lane_id, stage, standing, code, sum(n) as n from stage_count group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0 order by 1, 2, 3, 4, 5, 6`
  const duties =
    await fleet.db`select supplier_id, cohort_id, state, starts_on, due_on, sum(n) as n from duty_count group by 1, 2, 3, 4, 5 having sum(n) <> 0 order by 1, 2, 3, 4, 5`
  return { ...Object.fromEntries(rows), stages: [...stages], duties: [...duties] }
}

interface Damage {
  readonly code: string
  /** What is broken; what it was is put back by the repair or, where there is none, by `undo`. */
  readonly damage: () => Promise<unknown>
  readonly journeys?: readonly number[]
  readonly count?: number
  /** Other findings that the same damage brings about. */
  readonly also?: readonly string[]
  /** Messages that the repair writes, instead of putting the rows back. */
  readonly tells?: readonly { readonly journey_id: number; readonly kind: string }[]
  readonly undo?: () => Promise<unknown>
}

const sql = (text: string) => () => fleet.db.unsafe(text)
const ofInstallation = (journeyId: number): string =>
  `installation_id = (select installation_id from journey where journey_id = ${journeyId})`

describe('a fleet in order', () => {
  it('agrees', async () => {
    expect(await check(here())).toMatchObject({ findings: [], differences: 0, journeys: 13, workflows: null })
  })
})

describe('what is repaired', () => {
  const damages: readonly Damage[] = [
    {
      code: 'CHK_STAGE_COUNTS',
      count: 2,
      damage: sql(
        `update stage_count set n = n + 3 where ctid in (select ctid from stage_count where n <> 0 order by stage limit 2)`,
      ),
    },
    {
      code: 'CHK_STAGE_COUNTS',
      damage: sql(`insert into stage_count values (7, 'nobody', '', '', 'inventory', '', '', 4)`),
      count: 1,
    },
    {
      code: 'CHK_DUTY_COUNTS',
      count: 1,
      damage: sql(`update duty_count set n = n - 1 where ctid in (select ctid from duty_count where n <> 0 limit 1)`),
    },
    {
      code: 'CHK_DUTY_TOTALS',
      count: 1,
      damage: sql(`insert into duty_total values ('open', '2031-01-01', '2030-07-01', 2)`),
    },
    {
      code: 'CHK_FAILURE_TOTALS',
      count: 1,
      damage: sql(`insert into failure_total values ('edmi', 'edmi', 'K401', '1.0', 'retry', false, '', 2)`),
    },
    {
      code: 'CHK_FAILURE_DAY_TOTALS',
      count: 1,
      damage: sql(`insert into failure_day_total values ('2031-01-01', 'K401', 'edmi', 'edmi', '1.0', 2)`),
    },
    {
      code: 'CHK_LANE_QUEUE',
      count: 2,
      damage: sql(
        `update lane_queue set n = n + 2 where (state, slot) in (select state, slot from lane_queue where n <> 0 order by state limit 2)`,
      ),
    },
    {
      code: 'CHK_SUPPLIER_MONTHS',
      count: 3,
      damage: sql(
        `update supplier_month set enrolled = enrolled + 1, attempts = attempts - 1, cost_pence = 0 where (supplier_id, month, slot) in (select supplier_id, month, slot from supplier_month where enrolled > 0 limit 1)`,
      ),
    },
    { code: 'CHK_LANE_FLIGHT', count: 1, damage: sql(`update lane_flight set n = n + 1`) },
    { code: 'CHK_FAILURE_COUNTS', count: 1, damage: sql(`update failure_count set n = n + 3 where failure = 'K401'`) },
    {
      code: 'CHK_FAILURE_CASE',
      journeys: [told.retrying],
      damage: sql(`update journey set failure_fixed = true where journey_id = ${told.retrying}`),
    },
    {
      code: 'CHK_OWN_ROWS',
      journeys: [told.blocked],
      damage: sql(`update inventory_exception set supplier_id = 'nobody' where journey_id = ${told.blocked}`),
    },
    {
      code: 'CHK_OWN_ROWS',
      journeys: [inFlight],
      damage: sql(`update attempt set lane_id = 'nowhere' where journey_id = ${inFlight}`),
    },
    { code: 'CHK_EXCEPTION_COUNTS', count: 1, damage: sql(`delete from exception_count`) },
    { code: 'CHK_LANE_DAY', count: 1, damage: sql(`update lane_day set used = used + 2, prepayment_used = 1`) },
    { code: 'CHK_LANE_DAY', count: 1, damage: sql(`update lane_day_supplier set used = 0 where supplier_id = 'edf'`) },
    { code: 'CHK_LANE_DAY', count: 1, damage: sql(`delete from lane_day`) },
    {
      code: 'CHK_IN_FLIGHT',
      journeys: [told.ready],
      damage: sql(`update installation set state = 'in-flight' where ${ofInstallation(told.ready)}`),
    },
    {
      code: 'CHK_IN_FLIGHT',
      journeys: [inFlight],
      damage: sql(`update installation set state = 'ready', submission_id = null where ${ofInstallation(inFlight)}`),
    },
    {
      code: 'CHK_STANDING',
      journeys: [told.ready],
      damage: sql(`update installation set due_on = due_on + 9 where ${ofInstallation(told.ready)}`),
    },
    {
      code: 'CHK_STANDING',
      journeys: [both.electricity],
      damage: sql(`update installation set state = 'held', held_by = ${both.gas} where ${ofInstallation(both.gas)}`),
    },
    {
      code: 'CHK_STANDING',
      journeys: [both.electricity],
      damage: sql(`update journey set standing = 'held' where journey_id = ${both.gas}`),
    },
    {
      code: 'CHK_STANDING',
      journeys: [told.ready],
      damage: sql(`update installation set supplier_id = 'sse', prepayment = true where ${ofInstallation(told.ready)}`),
    },
    {
      code: 'CHK_COPIES',
      journeys: [told.retrying],
      damage: sql(
        `update journey set supplier_id = 'sse', cohort_id = null, lane_id = 'x' where journey_id = ${told.retrying}`,
      ),
    },
    {
      code: 'CHK_COPIES',
      journeys: [told.waiting],
      damage: sql(`update installation set lane_id = 'x' where ${ofInstallation(told.waiting)}`),
    },
    {
      code: 'CHK_ATTEMPTS_USED',
      journeys: [told.retrying],
      damage: sql(`update journey set attempts_used = 4 where journey_id = ${told.retrying}`),
    },
    {
      code: 'CHK_WAIT_LEFT',
      journeys: [told.lost],
      damage: sql(`insert into wait values (${told.lost}, 'cohort', 'x', 1, now())`),
    },
    {
      code: 'CHK_RECORDS_LEFT',
      journeys: [told.enrolled],
      damage: sql(`update journey set records_wanted_at = now() where journey_id = ${told.enrolled}`),
    },
    {
      code: 'CHK_DUTY_DATES',
      journeys: [told.blocked],
      damage: sql(
        `update journey set due_on = due_on + 40, decision_on = decision_on + 40 where journey_id = ${told.blocked}`,
      ),
      tells: [{ journey_id: told.blocked, kind: 'time' }],
    },
    {
      code: 'CHK_DECISION_POINT',
      journeys: [told.blocked],
      damage: sql(`update journey set decision_on = decision_on + 3 where journey_id = ${told.blocked}`),
      tells: [{ journey_id: told.blocked, kind: 'time' }],
    },
    {
      code: 'CHK_OUTCOME_OPEN',
      journeys: [told.retrying],
      damage: sql(
        `update attempt set landed_at = null, result = null, code = null where journey_id = ${told.retrying}`,
      ),
      also: ['CHK_IN_FLIGHT', 'CHK_SUBMISSION_CLOSED', 'CHK_SUPPLIER_MONTHS'],
    },
  ]

  it.each(damages)('$code, number %$', async ({ code, damage, journeys, count = 1, also = [], tells = [] }) => {
    const before = await register()
    await damage()
    const { findings } = await check(here())
    expect(findings.map((finding) => finding.code).toSorted()).toEqual([code, ...also].toSorted())
    expect(findings.find((finding) => finding.code === code)).toMatchObject({
      count,
      repairable: true,
      repaired: null,
      kind: 'difference',
      ...(journeys === undefined ? {} : { journeys }),
    })
    const repair = await check(here(), { repair: true })
    expect(repair.findings.find((finding) => finding.code === code)).toMatchObject({ repaired: count })
    await expectAgreement(here())
    expect(await register()).toEqual(before)
    expect([...(await fleet.db`delete from outbox returning journey_id, kind`)]).toEqual(tells)
  })
})

describe('what a journey is told of again', () => {
  const damages: readonly Damage[] = [
    {
      code: 'CHK_START_LOST',
      damage: sql(`update journey set records_wanted_at = null where journey_id = ${told.fresh}`),
      journeys: [told.fresh],
      tells: [{ journey_id: told.fresh, kind: 'start' }],
      undo: () => fleet.db`update journey set records_wanted_at = ${fleet.now} where journey_id = ${told.fresh}`,
    },
    {
      code: 'CHK_WAIT_MISSING',
      damage: sql(`create table kept as select * from wait; delete from wait`),
      journeys: [told.waiting],
      tells: [{ journey_id: told.waiting, kind: 'programme' }],
      undo: sql(`insert into wait select * from kept; drop table kept`),
    },
    {
      code: 'CHK_OUTCOME_UNTOLD',
      damage: sql(`update outcome set verdict = null where journey_id = ${told.needsAction}`),
      journeys: [told.needsAction],
      tells: [{ journey_id: told.needsAction, kind: 'outcome' }],
      undo: sql(`update outcome set verdict = 'taken' where journey_id = ${told.needsAction}`),
    },
  ]

  it.each(damages)('$code', async ({ code, damage, journeys, tells, undo }) => {
    const before = await register()
    await damage()
    const broken = await register()
    expect((await check(here())).findings).toMatchObject([{ code, count: 1, journeys, repairable: true }])
    expect(await check(here(), { repair: true })).toMatchObject({ differences: 0, findings: [{ code, repaired: 1 }] })
    expect([...(await fleet.db`select journey_id, kind from outbox`)]).toEqual(tells)
    // With the message on its way there is nothing more to find, and a second repair tells nobody twice.
    expect(await check(here(), { repair: true })).toMatchObject({ findings: [] })
    expect(await register()).toEqual(broken)
    await fleet.db`delete from outbox`
    await undo?.()
    expect(await register()).toEqual(before)
  })

  it('carries the outcome in the message, so that the journey takes it', async () => {
    await fleet.db`update outcome set verdict = null where journey_id = ${told.needsAction}`
    await check(here(), { repair: true, only: ['CHK_OUTCOME_UNTOLD'] })
    await fleet.takeMessages()
    expect([...(await fleet.db`select verdict from outcome where journey_id = ${told.needsAction}`)]).toEqual([
      { verdict: 'earlier-attempt' },
    ])
    await expectAgreement(here())
  })
})

describe('messages of the outbox', () => {
  const late = () => fleet.now - 3_600_000
  const put = ({
    sentAt = null,
    deadAt = null,
    notBefore = late(),
  }: {
    readonly sentAt?: number | null
    readonly deadAt?: number | null
    readonly notBefore?: number
  }) =>
    fleet.db`
      insert into outbox (journey_id, kind, body, priority, not_before, sent_at, dead_at, tries, error)
      values (${told.blocked}, 'time', '{}', 3, ${notBefore}, ${sentAt}, ${deadAt}, 12, 'no')`

  it.each([
    ['CHK_MESSAGE_NOT_TAKEN', () => put({ sentAt: late() })],
    ['CHK_MESSAGE_DEAD', () => put({ deadAt: late() })],
  ])('%s are sent again', async (code, damage) => {
    await damage()
    expect((await check(here())).findings).toMatchObject([{ code, count: 1, journeys: [told.blocked] }])
    await check(here(), { repair: true })
    expect([...(await fleet.db`select sent_at, dead_at, tries, error from outbox`)]).toEqual([
      { sent_at: null, dead_at: null, tries: 0, error: null },
    ])
    await expectAgreement(here())
    await fleet.db`delete from outbox`
  })

  it('that nobody carries are a difference; with a relay at work they are worth a look', async () => {
    await put({})
    expect(await check(here())).toMatchObject({
      differences: 1,
      findings: [{ code: 'CHK_RELAY_AWAY', kind: 'difference', repairable: false }],
    })
    const relay = await fleet.db.reserve()
    await relay`select pg_advisory_lock(7305120)`
    expect(await check(here())).toMatchObject({
      differences: 0,
      findings: [{ code: 'CHK_BACKLOG', kind: 'attention' }],
    })
    await relay`select pg_advisory_unlock(7305120)`
    relay.release()
    await fleet.db`delete from outbox`
  })

  it('that are just under way are none', async () => {
    await put({ notBefore: fleet.now, sentAt: fleet.now })
    await expectAgreement(here())
    await fleet.db`delete from outbox`
  })
})

describe('lanes and what people are told', () => {
  it('CHK_LANE_OVER names a day of which a lane took more than it ever could', async () => {
    const change = (capacity: string) =>
      fleet.db.unsafe(`update submission set day_capacity = ${capacity} where lane_id = 'secure-meters'`)
    await change('1')
    expect((await check(here())).findings).toMatchObject([
      {
        code: 'CHK_LANE_OVER',
        count: 1,
        repairable: false,
        items: [expect.stringMatching(/^secure-meters .*: \d of 1$/)],
      },
    ])
    await change('5000')
    await expectAgreement(here())
  })

  it('CHK_NOTIFICATION_LATE is worth a look', async () => {
    await fleet.db`
      insert into notification (at, code, text, detail, not_before)
      values (${fleet.now - 3_600_000}, 'LANE_STOPPED', 'x', '{}', ${fleet.now})`
    expect(await check(here())).toMatchObject({
      differences: 0,
      findings: [{ code: 'CHK_NOTIFICATION_LATE', kind: 'attention', count: 1 }],
    })
    await fleet.db`delete from notification`
  })
})

describe('submissions', () => {
  it('closed with an open attempt are opened for the lane to ask; done ones are closed', async () => {
    await fleet.db`update submission set state = 'landed', landed_at = now() where submission_id = ${submission.submission_id}`
    expect((await check(here())).findings).toMatchObject([{ code: 'CHK_SUBMISSION_CLOSED', journeys: [inFlight] }])
    await check(here(), { repair: true })
    const [row] =
      await fleet.db`select state, ask_at, landed_at from submission where submission_id = ${submission.submission_id}`
    expect(row).toEqual({ state: 'submitted', ask_at: fleet.now, landed_at: null })
    await fleet.db`update submission set state = 'submitted', landed_at = null where submission_id in (select submission_id from attempt where journey_id = ${told.retrying})`
    expect((await check(here())).findings).toMatchObject([{ code: 'CHK_SUBMISSION_DONE', journeys: [told.retrying] }])
    await check(here(), { repair: true })
    await expectAgreement(here())
  })

  it('that no lane sends, or of which DCC says nothing, are named', async () => {
    const [kept] =
      await fleet.db`select state, lease_until, asked from submission where submission_id = ${submission.submission_id}`
    await fleet.db`update submission set state = 'claimed', lease_until = ${fleet.now - 3_600_000} where submission_id = ${submission.submission_id}`
    expect(await check(here(), { repair: true })).toMatchObject({
      differences: 1,
      findings: [{ code: 'CHK_SUBMISSION_STUCK', journeys: [inFlight], repaired: null }],
    })
    await fleet.db`update submission set state = 'submitted', asked = 12 where submission_id = ${submission.submission_id}`
    expect(await check(here(), { repair: true })).toMatchObject({
      differences: 0,
      findings: [{ code: 'CHK_SUBMISSION_SILENT', kind: 'attention' }],
    })
    await fleet.db`update submission set ${fleet.db(kept ?? {})} where submission_id = ${submission.submission_id}`
    await expectAgreement(here())
  })
})

describe('what only a person can judge', () => {
  const damages: readonly Damage[] = [
    {
      code: 'CHK_REFERENCES',
      journeys: [told.blocked],
      damage: sql(
        `create table kept as select import_id from meter where journey_id = ${told.blocked};
         alter table meter disable trigger all;
         update meter set import_id = 999 where journey_id = ${told.blocked};
         alter table meter enable trigger all`,
      ),
      undo: sql(
        `update meter set import_id = (select import_id from kept) where journey_id = ${told.blocked}; drop table kept`,
      ),
    },
    {
      code: 'CHK_STAGE_EVIDENCE',
      journeys: [told.blocked],
      damage: sql(`update journey set stage = 'needs-action' where journey_id = ${told.blocked}`),
      undo: sql(`update journey set stage = 'blocked' where journey_id = ${told.blocked}`),
    },
    {
      code: 'CHK_DUTY_END',
      journeys: [told.enrolled],
      damage: sql(
        `create table kept as select met_on from journey where journey_id = ${told.enrolled}; update journey set met_on = null, duty_ended_on = '2026-01-01' where journey_id = ${told.enrolled}`,
      ),
      undo: sql(
        `update journey set duty_ended_on = null, met_on = (select met_on from kept) where journey_id = ${told.enrolled}; drop table kept`,
      ),
    },
    {
      code: 'CHK_ATTEMPT_STRAY',
      journeys: [told.needsAction, told.enrolled],
      count: 2,
      damage: sql(
        `create table kept as select * from attempt where journey_id in (${told.needsAction}, ${told.enrolled}); update attempt a set submission_id = k.submission_id from kept k where a.journey_id in (${told.needsAction}, ${told.enrolled}) and k.journey_id <> a.journey_id`,
      ),
      undo: sql(
        `update attempt a set submission_id = k.submission_id from kept k where k.journey_id = a.journey_id; drop table kept`,
      ),
    },
    {
      code: 'CHK_ATTEMPTS_TWO',
      journeys: [inFlight],
      also: ['CHK_ATTEMPTS_USED'],
      damage: sql(
        `insert into attempt (journey_id, number, submission_id, claimed_at, cost_pence, supplier_id, lane_id) select journey_id, 2, submission_id, claimed_at, 0, supplier_id, lane_id from attempt where journey_id = ${inFlight}`,
      ),
      undo: sql(
        `delete from attempt where journey_id = ${inFlight} and number = 2; update journey set attempts_used = 1 where journey_id = ${inFlight}`,
      ),
    },
    {
      code: 'CHK_COMBINATIONS',
      count: 1,
      also: ['CHK_DUTY_DATES'],
      damage: sql(
        `create table kept as select combination_id, clock_on from combination; update combination set clock_on = clock_on - 1 where combination_id = (select min(combination_id) from combination where clock_on is not null)`,
      ),
      undo: sql(
        `update combination c set clock_on = k.clock_on from kept k where k.combination_id = c.combination_id; drop table kept`,
      ),
    },
  ]

  it.each(damages)('$code', async ({ code, damage, journeys, count = 1, also = [], undo }) => {
    const before = await register()
    await damage()
    const { findings } = await check(here())
    expect(findings.map((finding) => finding.code).toSorted()).toEqual([code, ...also].toSorted())
    expect(findings.find((finding) => finding.code === code)).toMatchObject({
      count,
      repairable: false,
      ...(journeys === undefined ? {} : { journeys }),
    })
    const broken = await register()
    expect((await check(here(), { repair: true, only: [code] })).differences).toBe(count)
    expect(await register()).toEqual(broken)
    await undo?.()
    expect(await register()).toEqual(before)
  })
})

describe('a breach', () => {
  it('not on record is recorded, once the watch had its day', async () => {
    const later = fleet.now + 400 * dayMs
    const overdue = await check({ db: fleet.db, now: later }, { only: ['CHK_BREACH'] })
    expect(overdue.findings).toMatchObject([{ code: 'CHK_BREACH', repairable: true }])
    const before = await register()
    const repair = await check({ db: fleet.db, now: later }, { only: ['CHK_BREACH'], repair: true })
    expect(repair.differences).toBe(0)
    expect((await check({ db: fleet.db, now: later }, { only: ['CHK_BREACH'] })).findings).toEqual([])
    await fleet.db`update journey set breached_on = null where journey_id = any(${(before.journey ?? []).flatMap((row) => (isOpenOfBreach(row) ? [row.journey_id] : []))}::bigint[])`
    expect(await register()).toEqual(before)
  })
})

function isOpenOfBreach(row: unknown): row is { readonly journey_id: number } {
  return (
    typeof row === 'object' && row !== null && 'breached_on' in row && row.breached_on === null && 'journey_id' in row
  )
}

describe('worth a look', () => {
  it('are records wanted for long, and a version whose meters are not all told', async () => {
    await fleet.db`update journey set records_wanted_at = ${fleet.now - 2 * dayMs} where journey_id = ${told.fresh}`
    await fleet.db`update programme_version set told_at = null, applied_at = ${fleet.now - dayMs}`
    expect(await check(here(), { repair: true })).toMatchObject({
      differences: 0,
      findings: [
        { code: 'CHK_RECORDS_LATE', journeys: [told.fresh] },
        { code: 'CHK_VERSION_UNTOLD', items: ['version 1'] },
      ],
    })
    await fleet.db`update programme_version set told_at = ${fleet.now}`
  })
})

describe('the codes of a check', () => {
  it('are each found, repaired or named by a test of this file or its neighbours', async () => {
    const { readFile } = await import('node:fs/promises')
    const texts = await Promise.all(
      ['check.test.ts', 'check-actions.test.ts', 'check-batches.test.ts', 'check-workflows.test.ts'].map((name) =>
        readFile(new URL(name, import.meta.url), 'utf8'),
      ),
    )
    const untested = codes.filter(
      ({ kind, code }) => kind === 'check' && !texts.some((text) => text.includes(`'${code}'`)),
    )
    expect(untested.map(({ code }) => code)).toEqual([])
  })
})
