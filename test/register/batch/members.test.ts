import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeIntake, createChildBatch, giveBack, type ChildMade } from '../../../src/register/batch/child.js'
import { asSupplier } from '../../../src/register/access/portfolio.js'
import type { ClaimedSubmission } from '../../../src/register/lane/claim.js'
import { Fleet, installation, type Row } from '../../support/fleet.js'

let fleet: Fleet

beforeEach(async () => {
  fleet = await Fleet.open()
})

afterEach(() => fleet.test.drop())

async function batchOf(ids: readonly number[], parentId: number | null = null): Promise<ChildMade> {
  return fleet.db.begin((tx) =>
    createChildBatch(tx, {
      parentId,
      name: 'again',
      journeys: (q) => q`select journey_id from journey where journey_id = any(${[...ids]}::bigint[])`,
      filter: { ids: [...ids] },
      programmeVersion: 1,
      actor: 'ann',
      reason: 'signal is back',
      now: fleet.now,
    }),
  )
}

/** State, code and batch of every membership, in the order of meters and batches. */
async function members(): Promise<readonly string[]> {
  const rows = await fleet.db<{ text: string }[]>`
    select concat_ws(' ', batch_id || '/' || journey_id, state, code, 'to ' || moved_to) as text from batch_member order by journey_id, batch_id`
  return rows.map(({ text }) => text)
}

async function states(ids: readonly number[]): Promise<readonly string[]> {
  const rows = await fleet.db<{ text: string }[]>`
    select concat_ws(' ', batch_id, state, code, 'to ' || moved_to) as text from batch_member
    where journey_id = any(${[...ids]}::bigint[]) order by batch_id, journey_id`
  return rows.map(({ text }) => text)
}

async function counted(): Promise<readonly string[]> {
  const rows = await fleet.db<{ text: string }[]>`
    select concat_ws(' ', batch_id, state, nullif(code, ''), sum(n)) as text from batch_count
    group by batch_id, state, code having sum(n) <> 0 order by 1`
  return rows.map(({ text }) => text)
}

async function releases(): Promise<readonly string[]> {
  const rows = await fleet.db<{ release: string }[]>`
    select release from journey join installation using (installation_id) order by journey_id`
  return rows.map(({ release }) => release)
}

/** The submission of a meter. */
function of(claimed: readonly ClaimedSubmission[], journeyId: number): ClaimedSubmission {
  const found = claimed.find(({ request }) => request.devices.some((device) => device.journeyId === journeyId))
  if (found === undefined) throw new Error(`meter ${journeyId} was not claimed`)
  return found
}

const three = (change: (n: number) => Row = () => ({})): readonly Row[] =>
  [1, 2, 3].flatMap((n) => installation(fleet.programme, n, { electricity: change(n) }))

describe('members of a batch', () => {
  it('follow their journeys, and the counters follow them', async () => {
    await fleet.bring(three())
    await fleet.openAll()
    const { batchId, members: count, leftOut } = await batchOf([1, 2, 3])
    expect({ count, leftOut }).toEqual({ count: 3, leftOut: [] })
    expect(await releases()).toEqual(['withheld', 'withheld', 'withheld'])
    await fleet.db`update installation set release = 'released'`
    await fleet.db`update batch_member set released_at = ${fleet.now}, state = 'released'`
    const claimed = await fleet.claimed(fleet.lane('secure-meters'))
    expect(await counted()).toEqual([`${batchId} in-flight 3`])
    await fleet.report(of(claimed, 1), { electricity: null })
    await fleet.report(of(claimed, 2), { electricity: 'W101' })
    expect(await members()).toEqual(['1/1 enrolled', '1/2 retrying W101', '1/3 in-flight'])
    expect(await counted()).toEqual(['1 enrolled 1', '1 in-flight 1', '1 retrying W101 1'])
    expect(await releases()).toEqual(['free', 'released', 'released'])
    const attempts =
      await fleet.db`select number, result, code, sum(n)::bigint as n from batch_attempt_count group by 1, 2, 3 order by 2`
    expect([...attempts]).toEqual([
      { number: 1, result: 'commissioned', code: '', n: 1 },
      { number: 1, result: 'failed', code: 'W101', n: 1 },
    ])
  })

  it('know whose they are: each supplier sees its own, and they go with the meter, counters and all', async () => {
    await fleet.bring(three())
    await fleet.openAll()
    await batchOf([1, 2, 3])
    const [first] = await fleet.db<{ supplier_id: string }[]>`select supplier_id from journey`
    const seen = (supplier: string) =>
      asSupplier(fleet.db, supplier, async (tx) => {
        const [row] = await tx`
          select (select count(*) from batch_member) as members, (select coalesce(sum(n), 0)::bigint from batch_count) as counted,
                 (select count(*) from batch) as batches`
        return row
      })
    expect(await seen('ovo')).toEqual({ members: 0, counted: 0, batches: 0 })
    await fleet.db`update journey set supplier_id = 'ovo' where journey_id < 3`
    expect(await seen('ovo')).toEqual({ members: 2, counted: 2, batches: 1 })
    expect(await seen(first?.supplier_id ?? '')).toEqual({ members: 1, counted: 1, batches: 1 })
    await fleet.db`update journey set supplier_id = ${first?.supplier_id ?? ''}`
    expect(await seen('ovo')).toEqual({ members: 0, counted: 0, batches: 0 })
  })

  it('of an installation that is in another batch, in flight or at its end are left out, with the reason', async () => {
    await fleet.bring(three())
    await fleet.openAll()
    const claimed = await fleet.claimed(fleet.lane('secure-meters'))
    await fleet.report(of(claimed, 2), { electricity: null })
    await fleet.report(of(claimed, 3), { electricity: 'W101' })
    await batchOf([3])
    const made = await batchOf([1, 2, 3])
    expect(made).toEqual({
      batchId: 2,
      members: 0,
      leftOut: [
        { journeyId: 1, code: 'BAT_IN_FLIGHT', batchId: null },
        { journeyId: 2, code: 'BAT_ENDED', batchId: null },
        { journeyId: 3, code: 'BAT_OTHER_BATCH', batchId: 1 },
      ],
    })
  })

  it('that are live in the parent move to the child with their siblings; failed ones show where they are tried again', async () => {
    await fleet.bring([...installation(fleet.programme, 1, { gas: true }), ...installation(fleet.programme, 2)])
    await fleet.openAll()
    const rows = await fleet.db<{ id: number; gas: boolean }[]>`
      select m.journey_id as id, exists (select from meter g where g.installation_id = m.installation_id and g.fuel = 'gas') as gas
      from meter m order by m.journey_id`
    const pair = rows.filter(({ gas }) => gas).map(({ id }) => id)
    const alone = rows.filter(({ gas }) => !gas).map(({ id }) => id)
    const parent = await batchOf([...pair, ...alone])
    await fleet.db`update installation set release = 'released'`
    await fleet.db`update batch_member set released_at = ${fleet.now}, state = 'released'`
    const claimed = await fleet.claimed(fleet.lane('secure-meters'))
    await fleet.report(of(claimed, alone[0] ?? 0), { electricity: 'K401' })
    await fleet.report(of(claimed, pair[0] ?? 0), { electricity: 'W101', gas: 'W101' })
    expect((await batchOf(alone, parent.batchId)).leftOut).toEqual([])
    expect((await batchOf(pair.slice(0, 1), parent.batchId)).members).toBe(2)
    expect(await states(alone)).toEqual(['1 failed K401 to 2', '2 left'])
    expect(await states(pair)).toEqual(['1 moved to 3', '1 moved to 3', '3 left', '3 left'])
  })

  it('are given back unless in flight, and lanes may take them again', async () => {
    await fleet.bring(three())
    await fleet.openAll()
    const { batchId } = await batchOf([1, 2])
    const n = await fleet.db.begin((tx) => giveBack(tx, batchId, [1], 'BAT_RETRY_REFUSED', fleet.now))
    expect(n).toBe(1)
    expect(await members()).toEqual(['1/1 given-back BAT_RETRY_REFUSED', '1/2 left'])
    expect(await releases()).toEqual(['free', 'withheld', 'free'])
    await fleet.db.begin((tx) => closeIntake(tx, batchId))
    expect([...(await fleet.db`select intake_open, tell from batch`)]).toEqual([{ intake_open: false, tell: 2 }])
  })
})
