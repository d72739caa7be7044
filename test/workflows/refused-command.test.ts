import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { meterJourney } from '../../src/workflows/index.js'
import {
  journeyQueue,
  journeySignal,
  journeyUpdate,
  journeyWorkflowId,
  type CommandResult,
  type GivenCommand,
  type StepCause,
} from '../../src/workflows/journey-messages.js'
import { startDeciding, type Deciding } from '../support/deciding.js'
import { Fleet, installation } from '../support/fleet.js'

let fleet: Fleet
let temporal: Deciding
/** What the journey's steps were made for, and a step that was made and is not answered yet. */
const causes: StepCause['kind'][] = []
let held: Promise<void> | undefined

beforeAll(async () => {
  fleet = await Fleet.open(undefined, Date.now())
  await fleet.bring(installation(fleet.programme, 1))
  temporal = await startDeciding(fleet, ({ step }) => ({
    async step(request) {
      causes.push(request.cause.kind)
      const result = await step(request)
      await held
      return result
    },
  }))
})
afterAll(async () => {
  await temporal.close()
  await fleet.test.drop()
})

describe('a nudge that comes together with a command', () => {
  it('is not lost where the command is refused: the outcome it spoke of is taken by the next step', async () => {
    const handle = await temporal.client.workflow.start<typeof meterJourney>('meterJourney', {
      workflowId: journeyWorkflowId(1),
      taskQueue: journeyQueue,
      args: [{ journeyId: 1 }],
    })
    await vi.waitFor(async () => expect(await fleet.stages()).toEqual(['migration/ready']), { timeout: 20_000 })
    const [submission] = await fleet.claimed(fleet.lane('secure-meters'))

    // While a step is being answered, all that comes waits for the next workflow task.
    let answer = (): void => undefined
    held = new Promise((resolve) => (answer = resolve))
    await fleet.db`insert into outbox (journey_id, kind, body, priority, not_before) values (1, 'programme', '{}', 3, ${fleet.now})`
    await handle.signal(journeySignal)
    await vi.waitFor(() => expect(causes).toEqual(['open', 'messages']), { timeout: 20_000 })
    const given: GivenCommand = { command: { kind: 'withdraw' }, actor: 'ann', reason: null }
    const command = handle.executeUpdate<CommandResult, [string, GivenCommand]>(journeyUpdate, { args: ['one', given] })
    const refused = expect(command).rejects.toMatchObject({ cause: { type: expect.any(String) as string } })
    await sleep(500)
    await fleet.store(submission, { electricity: null })
    await handle.signal(journeySignal)
    answer()

    await refused
    await vi.waitFor(async () => expect(await fleet.stages()).toEqual(['enrolled']), { timeout: 20_000 })
    expect(causes).toEqual(['open', 'messages', 'command', 'messages'])
    expect([...(await fleet.db`select from outbox`)]).toEqual([])
  })
})
