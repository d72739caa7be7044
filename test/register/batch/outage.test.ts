import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { codesOfDevices } from '../../../src/domain/lane/breaker.js'
import { tendBreaker } from '../../../src/register/lane/tend-breaker.js'
import { voidAttempts } from '../../../src/register/lane/void-attempts.js'
import { expectAgreement } from '../../support/agreement.js'
import { Batches } from '../../support/batches.js'
import { Fleet, installation } from '../../support/fleet.js'

const minute = 60_000
const laneId = 'secure-meters'
let fleet: Fleet
let batches: Batches

beforeEach(async () => {
  fleet = await Fleet.open()
  await fleet.db`update programme_version set told_at = ${fleet.now}`
  batches = new Batches(fleet)
  await fleet.bring(Array.from({ length: 6 }, (_, i) => installation(fleet.programme, i + 1)).flat())
  await fleet.openAll()
  // The next failure of the first meter uses up what it may try.
  await fleet.db`update journey set attempts_granted = -4 where journey_id = 1`
})

afterEach(async () => {
  try {
    expect(await batches.broken()).toEqual([])
    await expectAgreement({ db: fleet.db, now: fleet.now })
  } finally {
    await fleet.test.drop()
  }
})

const lane = () =>
  fleet.lane(laneId, { breaker: { ...fleet.lane(laneId).breaker, minimumSample: 4, failurePercent: 60 } })
const ofDevices = () => codesOfDevices(fleet.programme.retry)

/** The lane takes all that is released, DCC answers with one code, the breaker opens, and what failed is voided. */
async function outage(): Promise<void> {
  for (const submission of await batches.claim()) await fleet.store(submission, { electricity: 'D301' })
  await fleet.takeMessages()
  expect(await batches.counts(1)).toEqual(['failed D301 1', 'retrying D301 5'])
}
async function voided(): Promise<void> {
  expect(await tendBreaker(fleet.db, lane(), ofDevices(), fleet.now)).toMatchObject({ to: 'open' })
  expect(await voidAttempts(fleet.db, lane(), ofDevices(), fleet.now, 100)).toBe(6)
  await fleet.takeMessages()
}

/** The breaker closes by itself, and those that wait for their next attempt go on. */
async function over(): Promise<void> {
  await fleet.db`update lane_control set breaker = 'closed', outage_to = ${fleet.now} where lane_id = ${laneId}`
  fleet.now += 60 * minute
  const rows = await fleet.db<{ journey_id: number }[]>`select journey_id from journey where stage = 'retry'`
  await fleet.steps(rows.map(({ journey_id }) => ({ journeyId: journey_id, cause: { kind: 'time' } })))
}

describe('an outage of the lane in mid-batch', () => {
  it('takes what had failed in it back into the batch, which goes on to its end', async () => {
    const batchId = await batches.started({ errors: null })
    await outage()
    await voided()
    expect(await batches.counts(batchId)).toEqual(['released 1', 'retrying D301 5'])
    // Nothing more is released while the breaker is open.
    expect(await batches.tend(batchId)).toBe('releasing')
    await over()
    await batches.tend(batchId)
    const again = await batches.claim()
    expect(again).toHaveLength(6)
    for (const submission of again) await fleet.report(submission, { electricity: null })
    expect(await batches.tend(batchId)).toBe('finished')
    expect(await batches.counts(batchId)).toEqual(['enrolled 6'])
    const [row] = await fleet.db<{ summary: unknown }[]>`select summary from batch`
    expect(row?.summary).toMatchObject({ members: { enrolled: 6, failed: 0 } })
  })

  it('leaves what goes on withheld while the batch is paused, and releases it once it is resumed', async () => {
    const batchId = await batches.started({ errors: { share: 0.5, count: null, sample: 4, codes: null } })
    await outage()
    expect(await batches.tend(batchId)).toBe('paused')
    await voided()
    expect(await batches.counts(batchId)).toEqual(['left 1', 'retrying D301 5'])
    expect(await batches.claim()).toEqual([])
    await over()
    expect(await batches.claim()).toEqual([])
    await batches.command(batchId, 'resume')
    await batches.tend(batchId)
    expect(await batches.claim()).toHaveLength(6)
  })

  it('leaves a meter where it is that has moved on to another batch meanwhile', async () => {
    const batchId = await batches.started({ errors: null })
    await outage()
    const second = await batches.plan({}, { stage: 'needs-action' })
    expect(second.members).toBe(1)
    await voided()
    expect(await batches.counts(batchId)).toEqual(['failed D301 1', 'retrying D301 5'])
    expect(await batches.counts(second.batchId)).toEqual(['left 1'])
  })
})
