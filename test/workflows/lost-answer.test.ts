import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Fleet, installation } from '../support/fleet.js'
import { startDeciding, type Deciding } from '../support/deciding.js'
import type { meterJourney } from '../../src/workflows/index.js'
import { journeyQueue, journeyWorkflowId } from '../../src/workflows/journey-messages.js'

let fleet: Fleet
let temporal: Deciding
let lost = 0
beforeAll(async () => {
  fleet = await Fleet.open(undefined, Date.now())
  await fleet.bring(installation(fleet.programme, 1))
  temporal = await startDeciding(fleet, ({ step }) => ({
    async step(request) {
      const result = await step(request)
      if (lost > 0) return result
      lost += 1
      // Written, but its answer does not come through; and then the register has something more to tell.
      await fleet.db`insert into outbox (journey_id, kind, body, priority, not_before) values (1, 'recheck', '{}', 3, ${fleet.now})`
      throw new Error('the answer was lost')
    },
  }))
})
afterAll(async () => {
  await temporal.close()
  await fleet.test.drop()
})

describe('a step whose answer was lost', () => {
  it('is not made twice, and what came for the journey meanwhile is taken without another nudge', async () => {
    await temporal.client.workflow.start<typeof meterJourney>('meterJourney', {
      workflowId: journeyWorkflowId(1),
      taskQueue: journeyQueue,
      args: [{ journeyId: 1 }],
    })
    await expect
      .poll(async () => [...(await fleet.db`select stage, epoch, seq from journey`)], { timeout: 20_000 })
      .toEqual([{ stage: 'inventory', epoch: 1, seq: 2 }])
    expect([...(await fleet.db`select from outbox`)]).toEqual([])
    expect(lost).toBe(1)
  })
})
