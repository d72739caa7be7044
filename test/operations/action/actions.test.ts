import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ActionRequest } from '../../../src/domain/action/request.js'
import { codesOfDevices } from '../../../src/domain/lane/breaker.js'
import { beginAction, countAction, type ActionOrder } from '../../../src/operations/action/order.js'
import { showAction, startAction, stopAction } from '../../../src/operations/action/follow.js'
import { readOpenFailures } from '../../../src/operations/open-failures.js'
import { readCorrections } from '../../../src/operations/action/read-corrections.js'
import { createChildBatch } from '../../../src/register/batch/child.js'
import { carryOn } from '../../../src/register/action/carry.js'
import { readMembers } from '../../../src/register/action/read.js'
import { tendBreaker } from '../../../src/register/lane/tend-breaker.js'
import { voidAttempts } from '../../../src/register/lane/void-attempts.js'
import { proposeReferrals } from '../../../src/register/failure/propose-referrals.js'
import type { MeterFilter } from '../../../src/register/read/meter-filter.js'
import { createProgrammeStore } from '../../../src/register/programme/store.js'
import { expectAgreement } from '../../support/agreement.js'
import { Fleet, installation } from '../../support/fleet.js'

let fleet: Fleet
/** What a test made up by itself, and a check may find. */
let invented: readonly string[] = []
beforeEach(async () => {
  fleet = await failedFleet()
  invented = []
})
afterEach(async () => {
  try {
    await expectAgreement({ db: fleet.db, now: fleet.now }, invented)
  } finally {
    await fleet.test.drop()
  }
})

/**
 * Meters 1 to 3 failed and need a fix first, 4 is tried again by itself, 5 was withdrawn, 6 cannot be migrated, 7 is enrolled.
 */
async function failedFleet(): Promise<Fleet> {
  const fleet = await Fleet.open()
  await fleet.db`update programme_version set told_at = ${fleet.now}`
  await fleet.bring([1, 2, 3, 4, 5, 6, 7].flatMap((n) => installation(fleet.programme, n)))
  await fleet.openAll()
  await fleet.command(5, { kind: 'withdraw' })
  await outcomes(fleet, { 1: 'K401', 2: 'K401', 3: 'K401', 4: 'W101', 6: 'X901', 7: null })
  return fleet
}

/** The lane takes whoever is ready, and DCC answers. */
async function outcomes(fleet: Fleet, codes: Readonly<Record<number, string | null>>): Promise<void> {
  for (const submission of await fleet.claimed(fleet.lane('secure-meters'))) {
    fleet.now += 1_000
    await fleet.report(submission, { electricity: codes[submission.request.devices[0]?.journeyId ?? 0] ?? null })
  }
}

const inForce = () => createProgrammeStore().current(fleet.db)

const order = (request: ActionRequest, filter: MeterFilter, reason: string | null = null): ActionOrder => ({
  request,
  set: { kind: 'filter', filter },
  name: null,
  actor: 'ann',
  reason,
  now: fleet.now,
})
const count = async (request: ActionRequest, filter: MeterFilter, reason: string | null = null) =>
  countAction(fleet.db, await inForce(), order(request, filter, reason))
const begin = async (request: ActionRequest, filter: MeterFilter, reason: string | null = null, held = false) =>
  (await beginAction(fleet.db, await inForce(), order(request, filter, reason), { held })).actionId
const retry: ActionRequest = { kind: 'retry', at: null }
const turn = (actionId: number) => carryOn(fleet.db, actionId, fleet.now)

/** Workers and journeys do their part until the action has nothing left to do. */
async function carryOut(actionId: number): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) {
    if ((await turn(actionId)).kind === 'over') return
    await fleet.takeMessages()
  }
  throw new Error('the action does not end')
}

async function act(request: ActionRequest, filter: MeterFilter, reason: string | null = null): Promise<number> {
  const actionId = await begin(request, filter, reason)
  await carryOut(actionId)
  return actionId
}

const members = (actionId: number) => readMembers(fleet.db, { actionId }, { after: 0, limit: 100 })
const results = async (actionId: number) =>
  (await members(actionId)).map(({ journeyId, state, code }) => [journeyId, state, ...(code === null ? [] : [code])])
const evidence = async (journeyId: number, code: string) =>
  fleet.db`select actor, cause, detail from evidence where journey_id = ${journeyId} and code = ${code}`

describe('an action', () => {
  it('counts what it can do and what it cannot, with what to do first, and changes nothing', async () => {
    expect(await count(retry, { cohort: 'secure-meters' })).toEqual({
      meters: 7,
      can: 2,
      cannot: [
        {
          code: 'FIX_NOT_DONE',
          message: expect.stringMatching(/^K401 needs a fix first, by smso: .*action fixed/) as string,
          meters: 3,
          examples: [1, 2, 3],
        },
        {
          code: 'RETRY_IN_VAIN',
          message: expect.stringContaining('action exclude') as string,
          meters: 1,
          examples: [6],
        },
        { code: 'JOURNEY_ENDED', message: expect.stringContaining('enrolled') as string, meters: 1, examples: [7] },
      ],
    })
    expect(await fleet.db`select from action`).toHaveLength(0)
    expect(await fleet.db`select from outbox`).toHaveLength(0)
  })

  it('on the whole fleet, or on nobody, is refused', async () => {
    await expect(begin(retry, {})).rejects.toMatchObject({ code: 'ACTION_WITHOUT_FILTER' })
    await expect(begin(retry, { lane: 'itron' })).rejects.toMatchObject({ code: 'ACTION_EMPTY' })
  })

  it('acts on the set that was counted, and on no other', async () => {
    const actionId = await begin(retry, { cohort: 'secure-meters' })
    await fleet.bring(installation(fleet.programme, 8))
    await fleet.steps([{ journeyId: 8, cause: { kind: 'open', run: 'first' } }])
    await carryOut(actionId)
    expect(await results(actionId)).toEqual([
      [1, 'refused', 'FIX_NOT_DONE'],
      [2, 'refused', 'FIX_NOT_DONE'],
      [3, 'refused', 'FIX_NOT_DONE'],
      [4, 'done'],
      [5, 'done'],
      [6, 'refused', 'RETRY_IN_VAIN'],
      [7, 'refused', 'JOURNEY_ENDED'],
    ])
    expect(await showAction(fleet.db, actionId)).toMatchObject({ state: 'finished', meters: 7, done: 2, refused: 5 })
  })

  it('reports a meter that moved before its turn, with how it has moved', async () => {
    const actionId = await begin(retry, { failure: 'W101' })
    fleet.now += 60_000
    await fleet.steps([{ journeyId: 4, cause: { kind: 'time' } }])
    await carryOut(actionId)
    expect(await members(actionId)).toMatchObject([
      { state: 'moved', code: 'MOVED_MEANWHILE', message: 'it was retry (W101), and is migration' },
    ])
  })

  it('reports a meter that moved between its turn and its step', async () => {
    const actionId = await begin({ kind: 'replace', on: fleet.today }, { failure: 'W101' })
    await turn(actionId)
    // The message is out of sight while the journey goes on by itself.
    await fleet.db`update outbox set journey_id = -4`
    fleet.now += 60_000
    await fleet.steps([{ journeyId: 4, cause: { kind: 'time' } }])
    await fleet.db`update outbox set journey_id = 4`
    await carryOut(actionId)
    expect(await results(actionId)).toEqual([[4, 'moved', 'MOVED_MEANWHILE']])
    expect((await fleet.stages())[3]).toBe('migration/ready')
  })

  it('given to a journey twice is carried out once', async () => {
    const actionId = await begin({ kind: 'replace', on: fleet.today }, { failure: 'W101' })
    await turn(actionId)
    const seq = (fleet.standings.get(4)?.seq ?? 0) + 1
    const cause = { kind: 'messages' } as const
    await fleet.steps([{ journeyId: 4, cause, seq }])
    await fleet.steps([{ journeyId: 4, cause, seq }])
    await turn(actionId)
    expect(await evidence(4, 'REP_ORDER')).toHaveLength(1)
    expect(await results(actionId)).toEqual([[4, 'done']])
  })

  it('stopped, calls back what no journey has taken and leaves the rest alone', async () => {
    const actionId = await begin({ kind: 'replace', on: fleet.today }, { failure: 'K401' })
    await turn(actionId)
    await fleet.steps([{ journeyId: 1, cause: { kind: 'messages' } }])
    expect(
      await stopAction(fleet.db, actionId, { actor: 'bob', reason: 'ordered twice', now: fleet.now }),
    ).toMatchObject({
      state: 'stopping',
      done: 1,
      stopped: 2,
    })
    expect(await fleet.db`select from outbox`).toHaveLength(0)
    await carryOut(actionId)
    expect(await showAction(fleet.db, actionId)).toMatchObject({
      state: 'stopped',
      done: 1,
      stopped: 2,
      stopAskedBy: 'bob',
      stopReason: 'ordered twice',
    })
    expect((await fleet.stages()).slice(0, 3)).toEqual(['replacement', 'needs-action', 'needs-action'])
    await expect(stopAction(fleet.db, actionId, { actor: 'bob', reason: null, now: fleet.now })).rejects.toMatchObject({
      code: 'ACTION_ENDED',
    })
  })

  it('prepared, waits until somebody starts it, or stops it', async () => {
    const [first, second] = [
      await begin(retry, { failure: 'W101' }, null, true),
      await begin(retry, { code: 'WITHDRAWN' }, null, true),
    ]
    expect(await turn(first)).toEqual({ kind: 'over' })
    await startAction(fleet.db, await inForce(), first, { actor: 'bob', now: fleet.now })
    await stopAction(fleet.db, second, { actor: 'bob', reason: null, now: fleet.now })
    await Promise.all([carryOut(first), carryOut(second)])
    expect(await showAction(fleet.db, first)).toMatchObject({ state: 'finished', done: 1, startedBy: 'bob' })
    expect(await showAction(fleet.db, second)).toMatchObject({ state: 'stopped', stopped: 1 })
  })

  it('of a second team is refused for the meters that the first has not come to yet', async () => {
    const first = await begin({ kind: 'replace', on: fleet.today }, { failure: 'K401' })
    const second = await begin(
      { kind: 'exclude', category: 'missing-master-keys', evidence: 'CASE-1' },
      { stage: 'needs-action' },
    )
    expect(await results(second)).toEqual([
      ...[1, 2, 3].map((n) => [n, 'refused', 'IN_ANOTHER_ACTION']),
      [5, 'pending'],
      [6, 'pending'],
    ])
    await Promise.all([carryOut(first), carryOut(second)])
    expect((await members(second))[0]?.message).toContain(`action ${first}`)
    expect(await showAction(fleet.db, second)).toMatchObject({ done: 2, refused: 3 })
  })

  it('of two teams at the same moment takes each meter once', async () => {
    const actions = await Promise.all(
      [1, 2, 3].map(() => begin({ kind: 'replace', on: fleet.today }, { failure: 'K401' })),
    )
    for (const actionId of actions) await carryOut(actionId)
    const all = (await Promise.all(actions.map(results))).flat()
    expect(all.filter(([, state]) => state === 'done')).toHaveLength(3)
    expect(all.filter(([, , code]) => code === 'IN_ANOTHER_ACTION')).toHaveLength(6)
  })

  it('that Temporal would not take is refused, and does not hold the action up', async () => {
    const actionId = await begin(retry, { failure: 'W101' })
    await turn(actionId)
    await fleet.db`update outbox set dead_at = ${fleet.now}`
    await turn(actionId)
    await turn(actionId)
    expect(await showAction(fleet.db, actionId)).toMatchObject({
      state: 'finished',
      refusals: [{ code: 'NOT_DELIVERED' }],
    })
  })
})

describe('a retry', () => {
  it('is possible once the fix that its code asks for is on record, and follows what comes of the attempt', async () => {
    expect(await results(await act({ kind: 'fixed', fix: 'keys recovered' }, { failure: 'K401' }))).toEqual(
      [1, 2, 3].map((n) => [n, 'done']),
    )
    expect(await evidence(1, 'FIX_DONE')).toMatchObject([{ actor: 'ann', detail: { text: 'keys recovered' } }])
    const actionId = await act(retry, { failure: 'K401' }, 'keys are there')
    expect(await showAction(fleet.db, actionId)).toMatchObject({ done: 3, outcomes: { underWay: 3 } })
    await fleet.records()
    await fleet.takeMessages()
    await outcomes(fleet, { 1: null, 2: 'K401', 3: 'D301' })
    expect(await showAction(fleet.db, actionId)).toMatchObject({
      outcomes: {
        enrolled: 1,
        failed: 2,
        underWay: 0,
        failures: [
          { code: 'D301', meters: 1 },
          { code: 'K401', meters: 1 },
        ],
      },
    })
    // The one that is tried again by itself is followed on; the fix does not cover the failure that came after it.
    fleet.now += 60_000
    await fleet.steps([{ journeyId: 3, cause: { kind: 'time' } }])
    await outcomes(fleet, { 3: null })
    expect(await showAction(fleet.db, actionId)).toMatchObject({ outcomes: { enrolled: 2, failed: 1 } })
    expect(await count(retry, { failure: 'K401' })).toMatchObject({ can: 0, cannot: [{ code: 'FIX_NOT_DONE' }] })
  })

  it('whose failure was of an outage has not failed: it is under way again, to its end', async () => {
    const actionId = await act(retry, { code: 'WITHDRAWN' }, 'the household is back')
    await fleet.records()
    await fleet.takeMessages()
    await fleet.db`update journey set attempts_granted = -4 where journey_id = 5`
    await outcomes(fleet, { 5: 'D301' })
    expect(await showAction(fleet.db, actionId)).toMatchObject({ outcomes: { failed: 1, underWay: 0 } })
    const { breaker, ...lane } = fleet.lane('secure-meters')
    const struck = { ...lane, breaker: { ...breaker, minimumSample: 1, failurePercent: 1 } }
    expect(await tendBreaker(fleet.db, struck, [], fleet.now)).toMatchObject({ to: 'open' })
    expect(await voidAttempts(fleet.db, struck, codesOfDevices(fleet.programme.retry), fleet.now, 100)).toBeGreaterThan(
      0,
    )
    await fleet.takeMessages()
    expect(await showAction(fleet.db, actionId)).toMatchObject({ outcomes: { failed: 0, underWay: 1 } })
    await fleet.db`update lane_control set breaker = 'closed'`
    await outcomes(fleet, { 5: null })
    expect(await showAction(fleet.db, actionId)).toMatchObject({ outcomes: { enrolled: 1, failed: 0, underWay: 0 } })
  })

  it('at a time waits for it', async () => {
    const at = fleet.now + 3_600_000
    const actionId = await act({ kind: 'retry', at }, { code: 'WITHDRAWN' })
    expect(await fleet.db`select stage, next_attempt_at from journey where journey_id = 5`).toEqual([
      { stage: 'retry', next_attempt_at: at },
    ])
    expect(await showAction(fleet.db, actionId)).toMatchObject({ outcomes: { underWay: 1 } })
    await fleet.command(5, { kind: 'exclude', category: 'uneconomic-to-test', evidence: 'CASE-2' })
    expect(await members(actionId)).toMatchObject([{ outcome: 'ended', outcomeCode: 'excluded' }])
  })

  it('beyond the attempts allowed needs a reason', async () => {
    invented = ['CHK_ATTEMPTS_USED', 'CHK_STAGE_EVIDENCE']
    await fleet.db`update journey set attempts_used = 5, stage = 'needs-action', code = 'ATTEMPTS_EXHAUSTED' where journey_id = 4`
    expect(await count(retry, { failure: 'W101' })).toMatchObject({ can: 0, cannot: [{ code: 'REASON_NEEDED' }] })
    expect(await count(retry, { failure: 'W101' }, 'new aerial')).toMatchObject({ can: 1 })
  })
})

describe('corrections from a file', () => {
  const read = async (text: string) => readCorrections(fleet.db, fleet.programme, Buffer.from(text), fleet.now)
  const deviceId = async (journeyId: number): Promise<string> =>
    String((await fleet.db`select device_id from meter where journey_id = ${journeyId}`)[0]?.device_id)

  it('name each bad row with its line and what is expected, and use the rest', async () => {
    const device = await deviceId(1)
    const { corrections, bad, rows } = await read(
      [
        'meter,firmware,payment_mode,device_id',
        `${device},9.9,,`,
        'nobody,9.9,,',
        '2,,barter,',
        '1,8.8,,',
        '3,,credit,',
        `4,,,${device}`,
        '5,,,70-B3-D5-1F-41-99-99-99',
        '',
      ].join('\n'),
    )
    expect(rows).toBe(7)
    expect(corrections).toMatchObject([
      { journeyId: 1, changes: { firmware: [expect.any(String), '9.9'] } },
      { journeyId: 5, changes: { device_id: [expect.any(String), '70-B3-D5-1F-41-99-99-99'] } },
    ])
    expect(bad.map(({ line, code }) => [line, code])).toEqual([
      [3, 'METER_UNKNOWN'],
      [4, 'CORRECTION_INVALID'],
      [5, 'CORRECTION_TWICE'],
      [6, 'CORRECTION_EMPTY'],
      [7, 'CORRECTION_INVALID'],
    ])
  })

  it.each([
    ['meter,firmware\n"1,9.9', 'CORRECTIONS_UNREADABLE'],
    ['device,firmware\n1,9.9', 'CORRECTIONS_UNREADABLE'],
    ['meter\n1', 'CORRECTIONS_UNREADABLE'],
    ['meter,colour\n1,red', 'CORRECTION_INVALID'],
    ['', 'CORRECTIONS_UNREADABLE'],
  ])('that are no such file (%j) are refused with %s', async (text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code })
  })

  it('correct each meter by its own row and have it checked again', async () => {
    const { corrections, digest } = await read('meter,firmware\n1,9.1\n2,9.2\n7,9.7\n')
    const { actionId } = await beginAction(
      fleet.db,
      await inForce(),
      { ...order({ kind: 'correct' }, {}), set: { kind: 'corrections', corrections, file: 'c.csv', digest } },
      { held: false },
    )
    await carryOut(actionId)
    expect(await results(actionId)).toEqual([
      [1, 'done'],
      [2, 'done'],
      [7, 'refused', 'JOURNEY_ENDED'],
    ])
    expect(await fleet.db`select firmware from meter where journey_id in (1, 2) order by journey_id`).toEqual([
      { firmware: '9.1' },
      { firmware: '9.2' },
    ])
    expect((await fleet.stages()).slice(0, 2)).toEqual(['inventory', 'inventory'])
    expect(await fleet.db`select journey_id, applied_at from correction order by 1`).toMatchObject([
      { journey_id: 1, applied_at: fleet.now },
      { journey_id: 2, applied_at: fleet.now },
    ])
  })
})

describe('an end', () => {
  it('excludes with category and evidence, but for an attempt that is with DCC', async () => {
    await fleet.command(5, { kind: 'retry', at: null })
    await fleet.records()
    await fleet.takeMessages()
    await fleet.claimed(fleet.lane('secure-meters'))
    const actionId = await act(
      { kind: 'exclude', category: 'uneconomic-to-test', evidence: 'CASE-17' },
      { cohort: 'secure-meters' },
      'not worth it',
    )
    expect(await results(actionId)).toEqual([
      ...[1, 2, 3, 4].map((n) => [n, 'done']),
      [5, 'refused', 'ALREADY_IN_FLIGHT'],
      [6, 'done'],
      [7, 'refused', 'JOURNEY_ENDED'],
    ])
    expect(await fleet.db`select exclusion from journey where journey_id = 6`).toMatchObject([
      { exclusion: { category: 'uneconomic-to-test', evidence: 'CASE-17', decidedBy: 'ann' } },
    ])
  })

  it('orders replacements once', async () => {
    const replace: ActionRequest = { kind: 'replace', on: fleet.today }
    await act(replace, { failure: 'X901' })
    expect((await fleet.stages())[5]).toBe('replacement')
    expect(await count(replace, { stage: 'replacement' })).toMatchObject({
      can: 0,
      cannot: [{ code: 'REPLACEMENT_OPEN' }],
    })
  })
})

describe('what people do about a failure', () => {
  it('is handed to an owner with a note, and found by the owner', async () => {
    await act({ kind: 'hand', owner: 'field team', note: 'visit' }, { failure: 'K401' })
    expect(await count(retry, { owner: 'field team' })).toMatchObject({ meters: 3 })
    expect(await evidence(1, 'HANDED_OVER')).toMatchObject([{ detail: { text: 'field team: visit' } }])
  })

  it('is referred once, and answered once', async () => {
    const refer: ActionRequest = { kind: 'refer', addressee: 'DCC', reference: 'INC-1' }
    await act(refer, { failure: 'K401' })
    expect(await count(refer, { failure: 'K401' })).toMatchObject({ can: 0, cannot: [{ code: 'ALREADY_REFERRED' }] })
    await act({ kind: 'answer', answer: 'mended' }, { reference: 'INC-1' })
    expect(await count({ kind: 'answer', answer: 'again' }, { referral: 'answered' })).toMatchObject({
      meters: 3,
      can: 0,
      cannot: [{ code: 'NOT_REFERRED' }],
    })
    expect(await evidence(2, 'REFERRAL_ANSWERED')).toMatchObject([{ detail: { text: 'mended' } }])
  })

  it('is proposed for referral after fourteen days without progress, once, to whoever must act', async () => {
    const { programme, version } = await inForce()
    const propose = (days: number) =>
      proposeReferrals(fleet.db, programme.retry, fleet.now + days * 86_400_000, version)
    expect(await propose(13)).toBe(0)
    expect(await propose(14)).toBe(5)
    expect(await propose(15)).toBe(0)
    expect(await evidence(1, 'REFERRAL_PROPOSED')).toMatchObject([{ actor: 'meterlift', detail: { text: 'smso' } }])
    const groups = await readOpenFailures(fleet.db, programme, fleet.now, { failure: 'K401' })
    expect(groups).toMatchObject([
      { meters: 3, trend: 'rising', days: [0, 0, 0, 0, 0, 0, 3], referrals: { proposed: 3 } },
    ])
    await act({ kind: 'refer', addressee: 'the SMSO', reference: 'INC-2' }, { referral: 'proposed', failure: 'K401' })
    expect(await readOpenFailures(fleet.db, programme, fleet.now, { failure: 'K401' })).toMatchObject([
      { referrals: { proposed: 0, referred: 3, answered: 0 } },
    ])
  })

  it('needs a failure that is open', async () => {
    expect(await count({ kind: 'fixed', fix: 'x' }, { cohort: 'secure-meters' })).toMatchObject({
      can: 3,
      cannot: [
        { code: 'NOTHING_TO_FIX', examples: [4] },
        { code: 'NOTHING_TO_FIX', examples: [6] },
        { code: 'NO_OPEN_FAILURE', meters: 2 },
      ].toSorted((a, b) => (b.meters ?? 1) - (a.meters ?? 1)),
    })
    await act({ kind: 'fixed', fix: 'x' }, { failure: 'K401' })
    expect(await count({ kind: 'fixed', fix: 'x' }, { failure: 'K401' })).toMatchObject({
      cannot: [{ code: 'ALREADY_FIXED' }],
    })
  })
})

describe('a retry of meters of a batch', () => {
  const batchOf = async (ids: readonly number[]): Promise<number> => {
    const { batchId } = await fleet.db.begin((tx) =>
      createChildBatch(tx, {
        parentId: null,
        name: 'first',
        journeys: (on) => on`select unnest(${[...ids]}::bigint[])`,
        filter: {},
        programmeVersion: 1,
        actor: 'ann',
        reason: null,
        now: fleet.now,
      }),
    )
    return batchId
  }
  const membersOf = async (batchId: number) =>
    (
      await fleet.db<{ journey_id: number; state: string; moved_to: number | null }[]>`
        select journey_id, state, moved_to from batch_member where batch_id = ${batchId} order by journey_id`
    ).map(({ journey_id, state, moved_to }) => [journey_id, state, moved_to])

  it('runs in a child batch that names its parent, and the parent shows where each meter went', async () => {
    const parent = await batchOf([4, 5])
    const actionId = await act(retry, { cohort: 'secure-meters' })
    const { batches } = await showAction(fleet.db, actionId)
    const child = batches[0]?.batchId ?? 0
    expect(batches).toEqual([{ batchId: expect.any(Number) as number, parentId: parent }])
    expect(await membersOf(parent)).toEqual([
      [4, 'moved', child],
      [5, 'moved', child],
    ])
    expect((await membersOf(child)).map(([journeyId]) => journeyId)).toEqual([4, 5])
    expect(
      (await members(actionId)).filter(({ batchId }) => batchId === child).map(({ journeyId }) => journeyId),
    ).toEqual([4, 5])
    expect(await fleet.db`select intake_open from batch where batch_id = ${child}`).toEqual([{ intake_open: false }])
  })

  it('gives back who was not retried after all', async () => {
    await batchOf([4])
    await batchOf([5])
    const actionId = await begin(retry, { cohort: 'secure-meters' })
    await fleet.command(5, { kind: 'retry', at: null })
    await carryOut(actionId)
    const { batches } = await showAction(fleet.db, actionId)
    const states = await Promise.all(batches.map(({ batchId }) => membersOf(batchId)))
    expect(states.flat().map(([journeyId, state]) => [journeyId, state])).toEqual([
      [4, 'left'],
      [5, 'given-back'],
    ])
  })

  it('that are of no batch needs none where lanes release by themselves, and makes one where they do not', async () => {
    expect((await showAction(fleet.db, await act(retry, { failure: 'W101' }))).batches).toEqual([])
    const { programme, ...force } = await inForce()
    const held = { ...force, programme: { ...programme, switches: { ...programme.switches, automaticRelease: false } } }
    const { actionId } = await beginAction(fleet.db, held, order(retry, { code: 'WITHDRAWN' }), { held: false })
    await carryOut(actionId)
    expect((await showAction(fleet.db, actionId)).batches).toMatchObject([{ parentId: null }])
  })
})
