import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { wakeConcerned } from '../../src/register/programme/change.js'
import { leaseMs } from '../../src/register/lane/claim.js'
import { resumeSubmissions } from '../../src/register/lane/submissions.js'
import { redateSlice } from '../../src/register/duty/redate.js'
import { storeOutcomes } from '../../src/register/outcome/store-outcomes.js'
import { expectAgreement } from '../support/agreement.js'
import { Fleet, installation } from '../support/fleet.js'
import { inForce } from '../support/register.js'

let fleet: Fleet
beforeEach(async () => {
  fleet = await Fleet.open()
})
afterEach(async () => {
  await expectAgreement(fleet)
  await fleet.test.drop()
})

describe('a step', () => {
  it('made twice gives the same answer and writes nothing twice', async () => {
    await fleet.bring(installation(fleet.programme, 1))
    const [first] = await fleet.steps([{ journeyId: 1, cause: { kind: 'open', run: 'a' } }])
    const evidence = await fleet.db`select * from evidence`
    const [again] = await fleet.steps([{ journeyId: 1, cause: { kind: 'open', run: 'a' }, epoch: 0, seq: 1 }])
    expect(again).toEqual(first)
    expect(await fleet.db`select * from evidence`).toEqual(evidence)
  })
  it('made twice says so of messages that came after the first time, for nobody else will', async () => {
    await fleet.bring(installation(fleet.programme, 1))
    const opening = { journeyId: 1, cause: { kind: 'open', run: 'a' }, epoch: 0, seq: 1 } as const
    const [first] = await fleet.steps([opening])
    expect(first?.kind === 'made' && first.standing.more).toBeUndefined()
    const tell = () =>
      fleet.db`insert into outbox (journey_id, kind, body, priority, not_before) values (1, 'recheck', '{}', 3, ${fleet.now})`
    await tell()
    expect(await fleet.steps([opening])).toMatchObject([{ kind: 'made', standing: { more: true } }])
    const taking = { journeyId: 1, cause: { kind: 'messages' }, epoch: 1, seq: 2 } as const
    expect(await fleet.steps([taking])).toMatchObject([{ kind: 'made', standing: { seq: 2 } }])
    await tell()
    expect(await fleet.steps([taking])).toMatchObject([{ kind: 'made', standing: { more: true } }])
    await fleet.takeMessages()
    expect(await fleet.stages()).toEqual(['inventory'])
  })
  it('takes a flood of messages in part, and says that there are more', async () => {
    await fleet.bring(installation(fleet.programme, 1))
    await fleet.openAll()
    await fleet.db`
      insert into outbox (journey_id, kind, body, priority, not_before)
      select 1, 'recheck', '{}', 3, ${fleet.now} from generate_series(1, 45)`
    const take = () => fleet.steps([{ journeyId: 1, cause: { kind: 'messages' } }])
    expect(await take()).toMatchObject([{ standing: { more: true } }])
    expect(await take()).toMatchObject([{ standing: { more: true } }])
    const [last] = await take()
    expect(last?.kind === 'made' && last.standing.more).toBeUndefined()
    expect(await fleet.db`select 1 from outbox`).toEqual([])
  })
  it('of a run that was reset does not write over what came after it', async () => {
    await fleet.bring(installation(fleet.programme, 1))
    await fleet.openAll()
    const before = fleet.standings.get(1)
    await fleet.command(1, { kind: 'replace', step: 'order', on: fleet.today })
    const [late] = await fleet.steps([
      { journeyId: 1, cause: { kind: 'time' }, epoch: before?.epoch ?? 0, seq: (before?.seq ?? 0) + 1 },
    ])
    expect(late).toMatchObject({ kind: 'behind', standing: { stage: 'replacement' } })
    const [reopened] = await fleet.steps([{ journeyId: 1, cause: { kind: 'open', run: 'b' } }])
    expect(reopened).toMatchObject({
      kind: 'made',
      standing: { stage: 'replacement', epoch: (before?.epoch ?? 0) + 1 },
    })
  })
  it('takes its messages away, and keeps those it has not seen', async () => {
    await fleet.bring(installation(fleet.programme, 1))
    await fleet.openAll()
    expect(await fleet.db`select * from outbox`).toEqual([])
  })
  it('takes a message that becomes visible after one with a higher number', async () => {
    await fleet.bring(installation(fleet.programme, 1))
    await fleet.openAll()
    const [submission] = await fleet.claimed(fleet.lane('secure-meters'))
    if (submission === undefined) throw new Error('nothing to claim')
    const { submission_id, request } = submission
    const [device] = request.devices
    const outcome = {
      outcomeId: 'o',
      submissionId: submission_id,
      deviceId: device?.deviceId ?? '',
      result: 'commissioned' as const,
      code: null,
      occurredAt: fleet.now,
    }
    // As with an import of minutes: its messages have their numbers long before anybody sees them.
    await fleet.db.begin(async (slow) => {
      await storeOutcomes(slow, [outcome], fleet.now)
      await fleet.db`insert into outbox (journey_id, kind, body, priority, not_before) values (1, 'recheck', '{}', 3, ${fleet.now})`
      await fleet.steps([{ journeyId: 1, cause: { kind: 'messages' } }])
    })
    await fleet.steps([{ journeyId: 1, cause: { kind: 'messages' } }])
    expect(await fleet.stages()).toEqual(['enrolled'])
    expect(await fleet.db`select * from outbox`).toEqual([])
  })
})

describe('an installation with two meters', () => {
  it('is ready once both are, and is claimed as one', async () => {
    await fleet.bring(installation(fleet.programme, 1, { gas: true }))
    await fleet.steps([{ journeyId: 1, cause: { kind: 'open', run: 'a' } }])
    expect(await fleet.stages()).toEqual(['migration/held', 'inventory'])
    await fleet.steps([{ journeyId: 2, cause: { kind: 'open', run: 'a' } }])
    expect(await fleet.stages()).toEqual(['migration/ready', 'migration/ready'])
    const [submission] = await fleet.claimed(fleet.lane('secure-meters'))
    expect(submission?.request.devices.map(({ fuel, attempt }) => [fuel, attempt])).toEqual([
      ['electricity', 1],
      ['gas', 1],
    ])
    expect(await fleet.stages()).toEqual(['migration/in-flight', 'migration/in-flight'])
  })
  it('electricity enrolled, gas failed: gas alone goes on', async () => {
    await fleet.bring(installation(fleet.programme, 1, { gas: true }))
    await fleet.openAll()
    const [submission] = await fleet.claimed(fleet.lane('secure-meters'))
    if (submission === undefined) throw new Error('nothing claimed')
    await fleet.report(submission, { gas: 'GT01' })
    expect(await fleet.stages()).toEqual(['migration/in-flight', 'retry'])
    await fleet.report(submission, { electricity: null })
    fleet.now += 60_000
    await fleet.steps([{ journeyId: 2, cause: { kind: 'time' } }])
    expect(await fleet.stages()).toEqual(['enrolled', 'migration/ready'])
    const [second] = await fleet.claimed(fleet.lane('secure-meters'))
    expect(second?.request.devices.map(({ fuel, attempt }) => [fuel, attempt])).toEqual([['gas', 2]])
  })
  it('whose sibling is blocked waits, and goes alone once that is excluded', async () => {
    await fleet.bring(installation(fleet.programme, 1, { gas: true }), (record) =>
      record.fuel === 'gas' ? { ...record, keysPresent: false } : record,
    )
    await fleet.openAll()
    expect(await fleet.stages()).toEqual(['migration/held', 'blocked'])
    expect((await fleet.db`select held_by from installation`)[0]?.held_by).toBe(2)
    await fleet.command(2, { kind: 'exclude', category: 'missing-master-keys', evidence: 'letter' })
    expect(await fleet.stages()).toEqual(['migration/ready', 'excluded'])
  })
  it('whose one meter is lost in flight lets the other go on once DCC has spoken of both', async () => {
    await fleet.bring(installation(fleet.programme, 1, { gas: true }))
    await fleet.openAll()
    const [submission] = await fleet.claimed(fleet.lane('secure-meters'))
    if (submission === undefined) throw new Error('nothing claimed')
    await fleet.command(2, { kind: 'lose', reason: 'removed', on: fleet.today })
    await fleet.report(submission, { electricity: 'W101', gas: 'W101' })
    expect(await fleet.stages()).toEqual(['retry', 'lost'])
    expect([
      ...(await fleet.db`select i.state, s.state as submission from installation i join submission s using (installation_id)`),
    ]).toEqual([{ state: 'idle', submission: 'landed' }])
    expect([...(await fleet.db`select 1 from attempt where landed_at is null`)]).toEqual([])
    expect(await fleet.db`select verdict from outcome order by journey_id`).toEqual([
      { verdict: 'taken' },
      { verdict: 'after-the-end' },
    ])
    fleet.now += 60_000
    await fleet.steps([{ journeyId: 1, cause: { kind: 'time' } }])
    expect(await fleet.stages()).toEqual(['migration/ready', 'lost'])
  })
  it('of two suppliers waits for both to authorise', async () => {
    await fleet.bring(installation(fleet.programme, 1, { gas: true, gasRow: { supplier: 'fenside-energy' } }))
    await fleet.openAll()
    expect(await fleet.stages()).toEqual(['migration/held', 'waiting'])
    await fleet.command(2, { kind: 'authorise' })
    expect(await fleet.stages()).toEqual(['migration/ready', 'migration/ready'])
  })
  it('a corrected hub sends the sibling to its check as well, and changes the combination', async () => {
    await fleet.bring(installation(fleet.programme, 1, { gas: true }))
    await fleet.openAll()
    const [made] = await fleet.db<{ correction_id: number }[]>`
      insert into correction (journey_id, source, changes, actor, created_at) values (1, 'person', ${fleet.db.json({ hub_firmware: ['x', '99'] })}, 'ann', now()) returning correction_id`
    await fleet.command(1, { kind: 'correct', correctionId: made?.correction_id ?? 0 })
    await fleet.takeMessages()
    expect(await fleet.stages()).toEqual(['inventory', 'inventory'])
    await fleet.records()
    await fleet.takeMessages()
    const rows = await fleet.db<{ code: string }[]>`select code from journey order by journey_id`
    expect(rows.map(({ code }) => code)).toEqual(['ELG_FIRMWARE_UPGRADE', 'ELG_FIRMWARE_UPGRADE'])
  })
})

describe('a change of supplier', () => {
  it('in flight keeps the one attempt, and the meter is the new supplier’s', async () => {
    await fleet.bring(installation(fleet.programme, 1))
    await fleet.openAll()
    const [submission] = await fleet.claimed(fleet.lane('secure-meters'))
    await fleet.command(1, { kind: 'change-supplier', supplierId: 'sse', gainedOn: fleet.today })
    expect(await fleet.claimed(fleet.lane('secure-meters'))).toEqual([])
    if (submission === undefined) throw new Error('nothing claimed')
    await fleet.report(submission, { electricity: null })
    expect(
      await fleet.db`select j.stage, j.supplier_id, m.supplier_id as of_meter, attempts_used from journey j join meter m using (journey_id)`,
    ).toEqual([{ stage: 'enrolled', supplier_id: 'sse', of_meter: 'sse', attempts_used: 1 }])
  })
})

describe('a lane', () => {
  it('claims the earliest due first, each once, even by two at a time', async () => {
    await fleet.bring(Array.from({ length: 12 }, (_, i) => installation(fleet.programme, i + 1)).flat())
    await fleet.openAll()
    await fleet.db`update installation set due_on = date '2026-12-01' - installation_id::int`
    const lane = fleet.lane('secure-meters')
    const first = await fleet.claimed(lane, 5)
    expect(first).toHaveLength(5)
    const taken = await fleet.db<{ installation_id: number }[]>`select installation_id from submission order by 1`
    expect(taken.map(({ installation_id }) => installation_id)).toEqual([8, 9, 10, 11, 12])
    const both = await Promise.all([fleet.claimed(lane), fleet.claimed(lane)])
    expect(both.flat()).toHaveLength(7)
    expect((await fleet.db`select count(distinct installation_id) as n from submission`)[0]?.n).toBe(12)
    expect((await fleet.db`select used from lane_day`)[0]?.used).toBe(12)
  })
  it('keeps to its capacity, its windows, what may be in flight, its rate, and prepayment’s cap', async () => {
    const rows = Array.from({ length: 9 }, (_, i) =>
      installation(fleet.programme, i + 1, { electricity: { payment_mode: i < 4 ? 'prepayment' : 'credit' } }),
    ).flat()
    await fleet.bring(rows)
    await fleet.openAll()
    const day = fleet.lane('secure-meters')
    const closed = [{ days: ['sun'] as const, from: '00:00', to: '24:00', onBankHolidays: true }]
    expect(await fleet.claim({ ...day, windows: closed })).toMatchObject({
      kind: 'closed',
      opensAt: Date.parse('2026-06-06T23:00:00Z'),
    })
    expect(await fleet.claimed({ ...day, inFlightLimit: 1 })).toHaveLength(1)
    expect(await fleet.claim({ ...day, inFlightLimit: 1 })).toEqual({ kind: 'full', why: 'in-flight' })
    expect((await fleet.claimed({ ...day, prepayment: { ...day.prepayment, dailyCap: 2 } }, 6)).length).toBe(6)
    const [used] = await fleet.db<
      { used: number; prepayment_used: number }[]
    >`select used, prepayment_used from lane_day`
    expect(used?.prepayment_used).toBe(2)
    expect(await fleet.claim({ ...day, dailyCapacity: used?.used ?? 0 })).toEqual({ kind: 'full', why: 'capacity' })
    await fleet.db`update lane_rate set tokens = 0, filled_at = ${fleet.now}`
    expect(await fleet.claim({ ...day, ratePerMinute: 60, groupSize: 5 })).toEqual({ kind: 'full', why: 'rate' })
    fleet.now += 2_000
    expect(await fleet.claimed({ ...day, ratePerMinute: 60, groupSize: 5 })).toHaveLength(2)
  })
  it('sends the same submissions again whose answer was not recorded, once their lease has run out', async () => {
    await fleet.bring(installation(fleet.programme, 1))
    await fleet.openAll()
    const claimed = await fleet.claimed(fleet.lane('secure-meters'))
    expect(claimed).toHaveLength(1)
    expect(await resumeSubmissions(fleet.db, 'secure-meters', fleet.now, 10)).toEqual([])
    fleet.now += leaseMs
    expect(await resumeSubmissions(fleet.db, 'secure-meters', fleet.now, 10)).toEqual(claimed)
    expect(await resumeSubmissions(fleet.db, 'secure-meters', fleet.now, 10)).toEqual([])
    expect(await fleet.db`select number from attempt`).toEqual([{ number: 1 }])
  })
  it('gives each supplier its minimum before the rest', async () => {
    const rows = Array.from({ length: 20 }, (_, i) =>
      installation(fleet.programme, i + 1, { electricity: { supplier: i < 15 ? 'edf' : 'sse' } }),
    ).flat()
    await fleet.bring(rows)
    await fleet.openAll()
    await fleet.db`update installation set due_on = date '2026-06-01' + installation_id::int`
    await fleet.db`update journey j set due_on = i.due_on from installation i where i.installation_id = j.installation_id`
    await fleet.claimed(fleet.lane('secure-meters', { dailyCapacity: 8, supplierMinimum: 3 }))
    const shares = await fleet.db<
      { supplier_id: string; used: number }[]
    >`select supplier_id, used from lane_day_supplier order by 1`
    expect(shares.reduce((sum, { used }) => sum + used, 0)).toBe(8)
    expect(shares.find(({ supplier_id }) => supplier_id === 'sse')?.used).toBeGreaterThanOrEqual(3)
  })
})

describe('a programme change', () => {
  it('tells just the meters concerned, and no wait is lost to it', async () => {
    const rows = [1, 2].flatMap((n) =>
      installation(fleet.programme, n, n === 2 ? { electricity: { firmware: '0.1' } } : {}),
    )
    await fleet.bring(rows)
    await fleet.openAll()
    expect(await fleet.stages()).toEqual(['migration/ready', 'waiting'])
    const [entry] = fleet.programme.epcl.filter(
      (each) =>
        each.gsme === null &&
        each.esme !== null &&
        each.hub.manufacturer.startsWith('Secure') &&
        each.removedOn === null &&
        each.addedOn <= fleet.today,
    )
    if (entry?.esme == null) throw new Error('no entry')
    const [combination] = await fleet.db`select * from combination where esme_firmware = '0.1'`
    const added = {
      ...entry,
      id: 'NEW',
      esme: { ...entry.esme, model: String(combination?.esme_model), firmware: '0.1' },
      hub: {
        manufacturer: String(combination?.hub_manufacturer),
        model: String(combination?.hub_model),
        firmware: String(combination?.hub_firmware),
      },
      csp: String(combination?.csp),
      addedOn: '2026-05-20',
    }
    const next = {
      ...fleet.programme,
      epcl: [...fleet.programme.epcl, added],
      cpl: [...fleet.programme.cpl, { ...added.esme, addedOn: '2020-01-01', removedOn: null }],
    }
    const version = await inForce(fleet.db, next, { today: fleet.today, now: fleet.now, digest: 'next' })
    const [row] = await fleet.db<
      { change_number: number }[]
    >`select change_number from programme_version where version = ${version}`
    const told = await wakeConcerned(fleet.db, {
      range: { after: 0, upTo: 100 },
      sinceChange: row?.change_number ?? 0,
      standingSuppliers: [],
      now: fleet.now,
      perSecond: 100,
    })
    expect(told).toBe(1)
    await fleet.takeMessages()
    expect(await fleet.stages()).toEqual(['migration/ready', 'migration/ready'])
    expect(await fleet.db`select * from wait`).toEqual([])
  })
  it('that gives a cohort another lane takes its open meters there, also those that are not told', async () => {
    await fleet.bring(installation(fleet.programme, 1))
    await fleet.openAll()
    await fleet.command(1, { kind: 'withdraw' })
    const cohorts = fleet.programme.cohorts.map((cohort) =>
      cohort.laneId === 'secure-meters' ? { ...cohort, laneId: 'itron' } : cohort,
    )
    await inForce(fleet.db, { ...fleet.programme, cohorts }, { today: fleet.today, now: fleet.now, digest: 'moved' })
    expect(
      await fleet.db`select j.lane_id, i.lane_id as installation from journey j join installation i using (installation_id)`,
    ).toEqual([{ lane_id: 'itron', installation: 'itron' }])
  })
  it('of the policy moves the date by which lanes take the installation, with that of its meters', async () => {
    await fleet.bring(installation(fleet.programme, 1))
    await fleet.openAll()
    const [policy] = fleet.programme.policies
    if (policy === undefined) throw new Error('no policy')
    const longer = { ...policy, id: 'longer', windowMonths: policy.windowMonths + 6 }
    const at = { now: fleet.now, programmeVersion: 2, cause: 'test' }
    const dates = () =>
      fleet.db<
        { meter: string; installation: string }[]
      >`select j.due_on as meter, i.due_on as installation from journey j join installation i using (installation_id)`
    const [before] = await dates()
    expect(await redateSlice(fleet.db, longer, fleet.today, at, { after: 0, upTo: 10 })).toEqual({
      redated: 1,
      woken: 0,
    })
    const [after] = await dates()
    expect(after?.meter).not.toBe(before?.meter)
    expect(after?.installation).toBe(after?.meter)
  })
  it('that drops a lane with migrations under way, or an SMSO or supplier of open meters, is refused', async () => {
    await fleet.bring(installation(fleet.programme, 1))
    await fleet.openAll()
    const at = { today: fleet.today, now: fleet.now, digest: 'dropped' }
    const { cohorts, lanes, smsos, suppliers } = fleet.programme
    const without = {
      ...fleet.programme,
      lanes: lanes.filter(({ id }) => id !== 'secure-meters'),
      cohorts: cohorts.map((cohort) => (cohort.laneId === 'secure-meters' ? { ...cohort, laneId: 'itron' } : cohort)),
    }
    const [submission] = await fleet.claimed(fleet.lane('secure-meters'))
    if (submission === undefined) throw new Error('nothing claimed')
    await expect(inForce(fleet.db, without, at)).rejects.toMatchObject({
      code: 'PROGRAMME_DROPS_USED',
      message: expect.stringContaining('lane secure-meters (1 in flight)') as string,
    })
    await expect(
      inForce(fleet.db, { ...fleet.programme, smsos: smsos.filter(({ id }) => id !== 'secure') }, at),
    ).rejects.toThrow('SMSO secure (1 open meters)')
    await expect(
      inForce(fleet.db, { ...fleet.programme, suppliers: suppliers.filter(({ id }) => id !== 'edf') }, at),
    ).rejects.toThrow('supplier edf (1 open meters)')
    await fleet.report(submission, { electricity: null })
    expect(await inForce(fleet.db, without, at)).toBe(2)
  })
})
