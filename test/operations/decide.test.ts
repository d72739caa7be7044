import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { randomUUID } from 'node:crypto'
import { addDays } from '../../src/domain/calendar.js'
import type { Command } from '../../src/domain/journey/happening.js'
import { changeSupplier } from '../../src/operations/change-supplier.js'
import { correct } from '../../src/operations/correct.js'
import { decide } from '../../src/operations/decide.js'
import type { CommandResult } from '../../src/workflows/journey-messages.js'
import { startDeciding, type Deciding } from '../support/deciding.js'
import type { Fleet } from '../support/fleet.js'
import { told, toldFleet } from '../support/told-fleet.js'

let fleet: Fleet
let temporal: Deciding
beforeAll(async () => {
  fleet = await toldFleet(Date.now())
  temporal = await startDeciding(fleet)
})
afterAll(async () => {
  await temporal.close()
  await fleet.test.drop()
})

const deps = () => ({ db: fleet.db, client: temporal.client })
const say = (
  journeyId: number,
  command: Command,
  commandId?: string,
  more: { readonly fix?: string; readonly reason?: null } = {},
): Promise<CommandResult> =>
  decide(deps(), {
    journeyId,
    command,
    actor: 'ann',
    reason: 'a test',
    ...(commandId === undefined ? {} : { commandId }),
    ...more,
  })
const evidence = (journeyId: number) =>
  fleet.db<
    { kind: string; code: string | null; actor: string }[]
  >`select kind, code, actor from evidence where journey_id = ${journeyId} order by evidence_id`
const fields = (journeyId: number, set: Readonly<Record<string, string>>) =>
  correct(deps(), fleet.programme, { journeyId, fields: set, actor: 'ann', reason: null, now: fleet.now })

describe('a decision', () => {
  it('to retry is refused as in bulk: before the fix, in vain, or without a reason where one is needed', async () => {
    const retry = { kind: 'retry', at: null } as const
    const before = await evidence(told.needsAction)
    await expect(say(told.needsAction, retry)).rejects.toMatchObject({ code: 'FIX_NOT_DONE' })
    const set = (code: string, failure: string) =>
      fleet.db`update journey set code = ${code}, failure_code = ${failure} where journey_id = ${told.needsAction}`
    await set('EXCLUDE', 'X901')
    await expect(say(told.needsAction, retry)).rejects.toMatchObject({ code: 'RETRY_IN_VAIN' })
    await set('PREPAYMENT_FAILED', 'W101')
    await expect(say(told.needsAction, retry, undefined, { reason: null })).rejects.toMatchObject({
      code: 'REASON_NEEDED',
    })
    await expect(say(told.needsAction, retry, undefined, { fix: 'a new aerial' })).rejects.toMatchObject({
      code: 'NOTHING_TO_FIX',
    })
    await set('FIX_FIRST', 'K401')
    expect(await evidence(told.needsAction)).toEqual(before)
  })

  it('reaches a journey whose run Temporal does not know any more', async () => {
    const given = { kind: 'retry', at: fleet.now + 7_200_000 } as const
    expect(await say(told.needsAction, given, undefined, { fix: 'keys recovered' })).toEqual({
      stage: 'retry',
      code: 'K401',
    })
    expect(await evidence(told.needsAction)).toContainEqual({ kind: 'decision', code: 'RETRY_DECIDED', actor: 'ann' })
    expect(await evidence(told.needsAction)).toContainEqual({ kind: 'note', code: 'FIX_DONE', actor: 'ann' })
  })

  it('reaches a journey that runs', async () => {
    expect(await say(told.needsAction, { kind: 'withdraw' })).toEqual({ stage: 'needs-action', code: 'WITHDRAWN' })
  })

  it('given twice under one id is carried out once', async () => {
    const id = randomUUID()
    const order: Command = { kind: 'replace', step: 'order', on: fleet.today }
    await say(told.needsAction, order, id)
    await say(told.needsAction, { kind: 'replace', step: 'appoint', on: addDays(fleet.today, 7) }, id).catch(
      () => undefined,
    )
    const orders = (await evidence(told.needsAction)).filter(({ kind }) => kind === 'replacement')
    expect(orders).toEqual([{ kind: 'replacement', code: 'REP_ORDER', actor: 'ann' }])
  })

  it.each([
    [told.retrying, { kind: 'reopen' }, 'NOT_EXCLUDED'],
    [told.lost, { kind: 'retry', at: null }, 'JOURNEY_ENDED'],
    [told.replacement, { kind: 'retry', at: null }, 'REPLACEMENT_OPEN'],
    [told.ready, { kind: 'retry', at: null }, 'ALREADY_ON_ITS_WAY'],
    [told.waiting, { kind: 'withdraw' }, 'NOTHING_TO_WITHDRAW'],
    [told.waiting, { kind: 'replace', step: 'appoint', on: '2026-06-01' }, 'NO_REPLACEMENT'],
    [told.fresh, { kind: 'retry', at: null }, 'JOURNEY_NOT_STARTED'],
    [99, { kind: 'retry', at: null }, 'METER_UNKNOWN'],
  ] as const)('of journey %i for %j is refused with %s, and nothing is changed', async (journeyId, command, code) => {
    const before = await evidence(journeyId)
    await expect(say(journeyId, command)).rejects.toMatchObject({ name: 'MeterliftError', code })
    expect(await evidence(journeyId)).toEqual(before)
  })

  it('is refused while the attempt is in flight, which only the step can know', async () => {
    const [submission] = await fleet.claimed(fleet.lane('secure-meters'))
    expect(submission?.request.devices[0]?.journeyId).toBe(told.ready)
    await expect(say(told.ready, { kind: 'withdraw' })).rejects.toMatchObject({
      code: 'ALREADY_IN_FLIGHT',
      message: expect.stringContaining('attempt 1') as string,
    })
  })

  it('reopens an exclusion after the journey has ended', async () => {
    expect(await say(told.excluded, { kind: 'reopen' })).toEqual({ stage: 'inventory', code: 'INV_RECORDS_AWAITED' })
  })
})

describe('a change of supplier', () => {
  const change = (journeyId: number, supplier: string, gainedOn = addDays(fleet.today, -12)) =>
    changeSupplier(deps(), fleet.programme, {
      journeyId,
      supplier,
      gainedOn,
      actor: 'ann',
      reason: null,
      now: fleet.now,
    })

  it('takes the supplier by its name, also after the journey has ended', async () => {
    expect(await change(told.enrolled, 'Octopus Energy')).toEqual({ stage: 'enrolled', code: null })
    const [row] =
      await fleet.db`select j.supplier_id, m.supplied_since, j.stage from journey j join meter m using (journey_id) where journey_id = ${told.enrolled}`
    expect(row).toEqual({ supplier_id: 'octopus', supplied_since: addDays(fleet.today, -12), stage: 'enrolled' })
  })

  it.each([
    ['nobody', 0, 'SUPPLIER_UNKNOWN'],
    ['EDF', 0, 'SAME_SUPPLIER'],
    ['octopus', 1, 'DATE_INVALID'],
  ])('to %s, gained in %i days, is answered with %s', async (supplier, days, code) => {
    await expect(change(told.retrying, supplier, addDays(fleet.today, days))).rejects.toMatchObject({ code })
  })
})

describe('a correction', () => {
  it('is checked, kept with what was there before, and told by its number alone', async () => {
    const result = await fields(told.blocked, { firmware: '9.9', smso: 'Secure Meters', service: 'DORMANT' })
    expect(result).toMatchObject({
      stage: 'inventory',
      changes: { firmware: [expect.any(String), '9.9'], service: ['active', 'dormant'] },
    })
    const [row] = await fleet.db`
      select m.firmware, m.service, c.source, c.actor, c.applied_at is not null as applied
      from meter m join correction c using (journey_id) where journey_id = ${told.blocked}`
    expect(row).toEqual({ firmware: '9.9', service: 'dormant', source: 'person', actor: 'ann', applied: true })
    const { events } = await temporal.client.workflow.getHandle(`meter/${told.blocked}`).fetchHistory()
    const update = events?.flatMap(
      ({ workflowExecutionUpdateAcceptedEventAttributes: accepted }) =>
        accepted?.acceptedRequest?.input?.args?.payloads ?? [],
    )
    const said = update?.map(({ data }) => JSON.parse(Buffer.from(data ?? '').toString()) as unknown).at(-1)
    expect(said).toMatchObject({ command: { kind: 'correct', correctionId: expect.any(Number) as number } })
    expect(JSON.stringify(said)).not.toMatch(/firmware|9\.9/)
  })

  it.each([
    [{ fuel: 'gas' }, 'CORRECTION_INVALID', /import/],
    [{ colour: 'red' }, 'CORRECTION_INVALID', /fields: /],
    [{ device_id: '12' }, 'CORRECTION_INVALID', /EUI-64/],
    [{ installed_on: '2999-01-01' }, 'CORRECTION_INVALID', /not after 20/],
    [{ supplier: 'nobody' }, 'CORRECTION_INVALID', /edf/],
    [{ payment_mode: 'barter' }, 'CORRECTION_INVALID', /credit or prepayment/],
    [{ manufacturer: '' }, 'CORRECTION_INVALID', /a value/],
    [{ device_id: '70b3d51f41000001' }, 'CORRECTION_INVALID', /correct that meter/],
    [{ hub_id: '70b3d51f40000001' }, 'CORRECTION_INVALID', /at most one/],
    [{ service: 'active' }, 'CORRECTION_EMPTY', /decide retry/],
  ] as const)('of %j is answered with %s and what would be right', async (set, code, hint) => {
    await expect(fields(told.waiting, set)).rejects.toMatchObject({ code, hint: expect.stringMatching(hint) as string })
    expect(await fleet.db`select 1 from correction where journey_id = ${told.waiting}`).toHaveLength(0)
  })

  it('of a journey that has ended leaves no trace', async () => {
    await expect(fields(told.lost, { firmware: '1' })).rejects.toMatchObject({ code: 'JOURNEY_ENDED' })
    expect(await fleet.db`select 1 from correction where journey_id = ${told.lost}`).toHaveLength(0)
  })

  it('may clear what may be empty', async () => {
    expect(await fields(told.retrying, { compliance_evidence: '' })).toMatchObject({
      changes: { compliance_evidence: ['ref', null] },
    })
  })
})
