import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { meterJourney } from '../../src/workflows/index.js'
import { journeyQueue, journeySignal, journeyWorkflowId } from '../../src/workflows/journey-messages.js'
import { startDeciding, type Deciding } from '../support/deciding.js'
import { Fleet, installation } from '../support/fleet.js'

let fleet: Fleet
let temporal: Deciding
beforeAll(async () => {
  fleet = await Fleet.open(undefined, Date.now())
  await fleet.bring(installation(fleet.programme, 1))
  temporal = await startDeciding(fleet)
})
afterAll(async () => {
  await temporal.close()
  await fleet.test.drop()
})

async function journey() {
  const [row] = await fleet.db<
    { stage: string; seq: number; next_attempt_at: number | null }[]
  >`select stage, seq, next_attempt_at from journey`
  if (row === undefined) throw new Error('no journey')
  return row
}

describe('a journey whose worker’s clock is behind Temporal’s', () => {
  it('looks again now and then until its time has come there too, and then goes on', async () => {
    const handle = await temporal.client.workflow.start<typeof meterJourney>('meterJourney', {
      workflowId: journeyWorkflowId(1),
      taskQueue: journeyQueue,
      args: [{ journeyId: 1 }],
    })
    await expect.poll(async () => (await journey()).stage).toBe('migration')
    const [submission] = await fleet.claimed(fleet.lane('secure-meters'))
    await fleet.store(submission, { electricity: 'W101' })
    await handle.signal(journeySignal)
    await expect.poll(async () => (await journey()).stage).toBe('retry')
    await fleet.db`update journey set next_attempt_at = ${fleet.now + 1}`
    await handle.signal(journeySignal)
    const before = (await journey()).seq
    await sleep(4_000)
    const { seq, stage } = await journey()
    expect(stage).toBe('retry')
    expect(seq - before).toBeGreaterThan(1)
    expect(seq - before).toBeLessThan(10)
    fleet.now += 60_000
    await expect.poll(async () => (await journey()).stage, { timeout: 10_000 }).toBe('migration')
  })
})
