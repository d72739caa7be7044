import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { authoriseBatch } from '../../../src/operations/batch/authorise.js'
import { listWithHealth } from '../../../src/operations/batch/list-batches.js'
import { recordEvent } from '../../../src/register/batch/events.js'
import { refreshFare } from '../../../src/register/batch/fare.js'
import { viewBatch } from '../../../src/register/batch/view-batch.js'
import { commandWave } from '../../../src/operations/batch/command.js'
import { Batches } from '../../support/batches.js'
import { Fleet, installation } from '../../support/fleet.js'

let fleet: Fleet
let batches: Batches

beforeEach(async () => {
  fleet = await Fleet.open()
  batches = new Batches(fleet)
})

afterEach(async () => {
  expect(await batches.broken()).toEqual([])
  await fleet.test.drop()
})

async function ready(n: number): Promise<void> {
  await fleet.bring(Array.from({ length: n }, (_, i) => installation(fleet.programme, i + 1)).flat())
  await fleet.openAll()
}

const acting = () => ({ actor: 'ann', reason: null, now: fleet.now })

describe('a batch', () => {
  it('is planned, approved, released earliest due first, and finished with a summary that stays', async () => {
    await ready(3)
    const { batchId, ...dry } = await batches.plan()
    expect(dry).toMatchObject({
      matched: 3,
      members: 3,
      canGoNow: 3,
      rest: [],
      waves: [3],
      workingDays: 1,
      late: 0,
      costPence: 72,
    })
    expect(await batches.claim()).toEqual([])
    expect(await batches.tend(batchId)).toBe('awaiting-approval')
    await batches.command(batchId, 'approve')
    expect(await batches.tend(batchId)).toBe('releasing')
    const claimed = await batches.claim()
    expect(claimed).toHaveLength(3)
    expect(await batches.counts(batchId)).toEqual(['in-flight 3'])
    for (const submission of claimed) await fleet.report(submission, { electricity: null })
    expect(await batches.tend(batchId)).toBe('finished')
    const [row] = await fleet.db<{ summary: unknown }[]>`select summary from batch`
    expect(row?.summary).toMatchObject({
      members: { enrolled: 3, failed: 0 },
      attempts: { made: 3, costPence: 72 },
      suppliers: [{ supplier: 'edf', state: 'enrolled', meters: 3 }],
    })
    expect(await batches.events(batchId)).toEqual([
      'planned',
      'approve',
      'start',
      'wave-open',
      'wave-passed',
      'end',
      'emptied',
    ])
  })

  it('whose canary fails stops there; a person may release the next wave all the same', async () => {
    await ready(7)
    const batchId = await batches.started({ waves: { kind: 'canary', size: 2 }, errors: null })
    const canary = await batches.claim()
    expect(canary).toHaveLength(2)
    for (const submission of canary) await fleet.report(submission, { electricity: 'K401' })
    expect(await batches.tend(batchId)).toBe('releasing')
    expect(await batches.claim()).toEqual([])
    expect(await batches.waves(batchId)).toEqual(['1 2 short', '2 4 pending', '3 1 pending'])
    await commandWave(fleet.db, batchId, 2, 'release', acting())
    await batches.tend(batchId)
    const second = await batches.claim()
    expect(second).toHaveLength(4)
    for (const submission of second) await fleet.report(submission, { electricity: null })
    await batches.tend(batchId)
    expect(await batches.waves(batchId)).toEqual(['1 2 short', '2 4 passed', '3 1 open'])
  })

  it('with a check between its waves waits for a person; a wave that is held or skipped does not follow', async () => {
    await ready(6)
    const batchId = await batches.started({ waves: { kind: 'sizes', sizes: [2, 2] }, next: { kind: 'check' } })
    for (const submission of await batches.claim()) await fleet.report(submission, { electricity: null })
    await batches.tend(batchId)
    expect(await batches.claim()).toEqual([])
    await commandWave(fleet.db, batchId, 2, 'skip', acting())
    await commandWave(fleet.db, batchId, 3, 'hold', acting())
    await batches.tend(batchId)
    expect(await batches.counts(batchId)).toEqual(['enrolled 2', 'given-back BAT_WAVE_SKIPPED 2', 'left 2'])
    await expect(commandWave(fleet.db, batchId, 1, 'hold', acting())).rejects.toMatchObject({ code: 'WAVE_NOT_NOW' })
    await commandWave(fleet.db, batchId, 3, 'release', acting())
    await batches.tend(batchId)
    expect(await batches.counts(batchId)).toEqual(['enrolled 2', 'given-back BAT_WAVE_SKIPPED 2', 'released 2'])
  })

  it('that is paused withdraws what no lane claimed, lets the rest land, and holds retries until it is resumed', async () => {
    await ready(4)
    const batchId = await batches.started()
    const claimed = await fleet.claimed(fleet.lane('secure-meters'), 2)
    expect(await batches.command(batchId, 'pause')).toBe('pausing')
    expect(await batches.claim()).toEqual([])
    expect(await batches.tend(batchId)).toBe('pausing')
    for (const submission of claimed) await fleet.report(submission, { electricity: 'W102' })
    expect(await batches.tend(batchId)).toBe('paused')
    fleet.now += 3_600_000
    await wakeRetries()
    expect(await batches.claim()).toEqual([])
    expect(await batches.counts(batchId)).toEqual(['left 4'])
    await expect(batches.command(batchId, 'pause')).rejects.toMatchObject({
      code: 'BATCH_NOT_NOW',
      message: 'only a batch that is releasing can be paused; this one is paused',
    })
    await batches.command(batchId, 'resume')
    await batches.tend(batchId)
    expect(await batches.claim()).toHaveLength(4)
  })

  it('pauses by itself on errors, once, though two waves trip together; resumed, it looks at what comes after', async () => {
    await ready(8)
    const batchId = await batches.started({
      waves: { kind: 'sizes', sizes: [2, 4] },
      errors: { share: 0.5, count: null, sample: 4, codes: null },
    })
    await commandWave(fleet.db, batchId, 2, 'release', acting())
    await batches.tend(batchId)
    const claimed = await batches.claim()
    expect(claimed).toHaveLength(6)
    for (const submission of claimed) await fleet.report(submission, { electricity: 'K401' })
    await Promise.all([batches.tend(batchId), batches.tend(batchId)])
    expect((await batches.events(batchId)).filter((kind) => kind === 'trip')).toEqual(['trip'])
    expect(await batches.tend(batchId)).toBe('paused')
    await batches.command(batchId, 'resume')
    expect(await batches.tend(batchId)).toBe('releasing')
  })

  it('whose end time is reached takes back what is left and lets the rest land', async () => {
    await ready(4)
    const batchId = await batches.started({
      waves: { kind: 'sizes', sizes: [2] },
      endsAt: fleet.now + 1_000,
      atEnd: 'stop',
    })
    const [first] = await fleet.claimed(fleet.lane('secure-meters'), 1)
    fleet.now += 1_000
    expect(await batches.tend(batchId)).toBe('finishing')
    expect(await batches.counts(batchId)).toEqual(['given-back BAT_OVER 2', 'in-flight 1', 'released 1'])
    const [second] = await batches.claim()
    if (first === undefined || second === undefined) throw new Error('nothing claimed')
    await fleet.report(first, { electricity: null })
    await fleet.report(second, { electricity: 'W102' })
    expect(await batches.tend(batchId)).toBe('finished')
  })

  it('that is cancelled gives back what is not in flight, at once or when it has landed', async () => {
    await ready(3)
    const batchId = await batches.started()
    const [claimed] = await fleet.claimed(fleet.lane('secure-meters'), 1)
    expect(await batches.command(batchId, 'cancel')).toBe('cancelling')
    expect(await batches.tend(batchId)).toBe('cancelling')
    expect(await batches.counts(batchId)).toEqual(['given-back BAT_CANCELLED 2', 'in-flight 1'])
    if (claimed === undefined) throw new Error('nothing claimed')
    await fleet.report(claimed, { electricity: 'W102' })
    expect(await batches.tend(batchId)).toBe('cancelled')
    expect(await batches.counts(batchId)).toEqual(['given-back BAT_CANCELLED 3'])
  })

  it('of meters that are live in another batch leaves them out and says in which', async () => {
    await ready(3)
    const first = await batches.plan()
    await expect(batches.plan()).rejects.toMatchObject({ code: 'BATCH_EMPTY' })
    await batches.command(first.batchId, 'refuse')
    const [one] = await fleet.db<{ device_id: string }[]>`select device_id from meter limit 1`
    const second = await batches.plan({}, {}, [one?.device_id ?? '', 'ffffffffffffffff'])
    expect(second).toMatchObject({ members: 1, unknownDevices: { count: 1, examples: ['ffffffffffffffff'] } })
    const third = await batches.plan()
    expect(third).toMatchObject({
      matched: 3,
      members: 2,
      rest: [{ code: 'BAT_OTHER_BATCH', meters: 1, batches: [2] }],
    })
  })

  it('with a split installation waits for both suppliers, and goes on with the authorisation for it alone', async () => {
    await fleet.bring(installation(fleet.programme, 1, { gas: true, gasRow: { supplier: 'fenside-energy' } }))
    await fleet.openAll()
    const { batchId, ...dry } = await batches.plan({}, { supplier: 'edf' })
    expect(dry).toMatchObject({
      matched: 1,
      siblings: 1,
      members: 2,
      canGoNow: 0,
      authorisationsMissing: [{ supplier: 'fenside-energy', meters: 1, split: 1 }],
    })
    await batches.command(batchId, 'approve')
    expect(await batches.tend(batchId)).toBe('releasing')
    expect(await batches.counts(batchId)).toEqual(['waiting AUT_SUPPLIER 1', 'waiting BAT_HELD_BY_SIBLING 1'])
    expect(await batches.claim()).toEqual([])
    expect(await authoriseBatch(fleet.db, batchId, 'fenside-energy', 'authorised', acting())).toEqual({ meters: 1 })
    await fleet.takeMessages()
    await batches.tend(batchId)
    expect(await batches.claim()).toHaveLength(1)
  })

  it('that is cancelled leaves no meter to its lane that was authorised for it alone', async () => {
    await fleet.bring(installation(fleet.programme, 1, { gas: true, gasRow: { supplier: 'fenside-energy' } }))
    await fleet.openAll()
    const { batchId } = await batches.plan({}, { supplier: 'edf' })
    await batches.command(batchId, 'approve')
    await authoriseBatch(fleet.db, batchId, 'fenside-energy', 'authorised', acting())
    await fleet.takeMessages()
    await batches.command(batchId, 'cancel')
    expect(await batches.tend(batchId)).toBe('cancelled')
    // The journey has not yet been asked anew.
    expect(await batches.claim()).toEqual([])
    await fleet.takeMessages()
    expect(await batches.claim()).toEqual([])
    const [gas] = await fleet.db<{ code: string; release: string }[]>`
      select j.code, i.release from journey j join installation i using (installation_id) where j.supplier_id = 'fenside-energy'`
    expect(gas).toEqual({ code: 'AUT_SUPPLIER', release: 'free' })
  })

  it('all of whose members wait for somebody stays open and says so, until it is ended', async () => {
    await fleet.bring(
      [1, 2].flatMap((n) => installation(fleet.programme, n)),
      (record) => ({ ...record, device: { ...record.device, firmware: '0.0.1' } }),
    )
    await fleet.openAll()
    const { batchId } = await batches.plan()
    await batches.command(batchId, 'approve')
    expect(await batches.tend(batchId)).toBe('releasing')
    expect(await batches.counts(batchId)).toEqual(['waiting INV_FIRMWARE 2'])
    expect((await viewBatch(fleet.db, batchId, fleet.now)).health).toMatchObject({
      health: 'needs-attention',
      reasons: [expect.stringContaining('2 members, waits for others: INV_FIRMWARE 2')],
    })
    // Lists have it as it was worked out of late, and know when that does not count any more.
    const listed = async (at: number) =>
      (await listWithHealth(fleet.db, { open: true, parentId: null, before: null, limit: 9 }, at)).map(
        ({ health }) => health,
      )
    const worked = await listed(fleet.now)
    expect(worked).toMatchObject([{ health: 'needs-attention' }])
    await refreshFare(fleet.db, batchId, fleet.now)
    await fleet.db`update batch set health = '{"health": "lagging", "reasons": ["kept"]}', late = 7, live_lanes = '{}'`
    // The page of the batch has it by where it stands now, but for what all its members would have to be looked at for.
    expect(await viewBatch(fleet.db, batchId, fleet.now)).toMatchObject({ health: worked[0], late: 7 })
    expect(await listed(fleet.now + 59_000)).toMatchObject([{ reasons: ['kept'] }])
    expect(await listed(fleet.now + 61_000)).toEqual(worked)
    await recordEvent(fleet.db, batchId, { at: fleet.now, actor: 'ann', kind: 'authorised' })
    expect(await listed(fleet.now)).toEqual(worked)
    await fleet.db`update batch set health_at = ${fleet.now}`
    expect(await listed(fleet.now)).toMatchObject([{ reasons: ['kept'] }])
    await batches.command(batchId, 'finish')
    expect(await listed(fleet.now)).not.toMatchObject([{ reasons: ['kept'] }])
    expect(await batches.tend(batchId)).toBe('finished')
    expect(await batches.counts(batchId)).toEqual(['given-back INV_FIRMWARE 2'])
    const second = await batches.started({ whenStill: 'end' })
    expect(await batches.tend(second)).toBe('finished')
  })

  it('keeps to its own rate, and a change of it holds at once', async () => {
    await ready(5)
    const batchId = await batches.started({ ratePerHour: 60 })
    expect(await batches.counts(batchId)).toEqual(['left 4', 'released 1'])
    fleet.now += 60_000
    await batches.tend(batchId)
    expect(await batches.counts(batchId)).toEqual(['left 3', 'released 2'])
  })
})

/** Journeys whose next attempt is due go on. */
async function wakeRetries(): Promise<void> {
  const rows = await fleet.db<{ journey_id: number }[]>`select journey_id from journey where stage = 'retry'`
  await fleet.steps(rows.map(({ journey_id }) => ({ journeyId: journey_id, cause: { kind: 'time' } })))
}
