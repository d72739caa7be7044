import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { meterJourney } from '../../src/workflows/index.js'
import { journeyQueue, journeyWorkflowId } from '../../src/workflows/journey-messages.js'
import { check, expectAgreement } from '../support/agreement.js'
import { startDeciding, type Deciding } from '../support/deciding.js'
import type { Fleet } from '../support/fleet.js'
import { told, toldFleet } from '../support/told-fleet.js'

let fleet: Fleet
let temporal: Deciding
beforeAll(async () => {
  fleet = await toldFleet(Date.now())
  temporal = await startDeciding(fleet)
  await fleet.db`update journey set records_wanted_at = ${fleet.now} where journey_id = ${told.fresh}`
  await fleet.db`update programme_version set told_at = ${fleet.now}`
  // Its time must not come while the test looks.
  await fleet.db`update journey set next_attempt_at = ${fleet.now + 86_400_000} where journey_id = ${told.retrying}`
  for (const id of open) await start(id)
  await eventually(
    async () => (await fleet.db`select 1 from journey where step_key like 'open/%-%'`).length >= open.length,
  )
})
afterAll(async () => {
  await temporal.close()
  await fleet.test.drop()
})

const open = [told.ready, told.blocked, told.waiting, told.retrying, told.needsAction, told.replacement] as const
const fleetCodes = ['CHK_FLEET_WORKFLOW', 'CHK_DUTY_WATCH'] as const
const here = () => ({ db: fleet.db, client: temporal.client, now: fleet.now })
const workflowCodes = ['CHK_WORKFLOW_MISSING', 'CHK_WORKFLOW_FAILED', 'CHK_WORKFLOW_LEFT', 'CHK_WORKFLOW_UNKNOWN']

function start(journeyId: number, taskQueue = journeyQueue) {
  return temporal.client.workflow.start<typeof meterJourney>('meterJourney', {
    workflowId: journeyWorkflowId(journeyId),
    taskQueue,
    args: [{ journeyId }],
  })
}

async function eventually(so: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await so()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('it did not come about within 10 s')
}

/** Carries the outbox as the relay does. */
async function relay(): Promise<void> {
  const rows = await fleet.db<{ journey_id: number }[]>`select journey_id from outbox where sent_at is null`
  for (const { journey_id } of rows) {
    await temporal.client.workflow.signalWithStart<typeof meterJourney>('meterJourney', {
      workflowId: journeyWorkflowId(journey_id),
      taskQueue: journeyQueue,
      args: [{ journeyId: journey_id }],
      signal: 'nudge',
    })
  }
  await eventually(async () => (await fleet.db`select from outbox`).length === 0)
}

describe('journeys and their workflows', () => {
  it('agree where each open journey runs', async () => {
    await expectAgreement(here(), fleetCodes)
    expect((await check(here())).workflows).toBe(open.length)
  })

  it('differ where none runs, or the last run came to a bad end; the repair starts both again', async () => {
    await temporal.client.workflow.getHandle(journeyWorkflowId(told.blocked)).terminate('a bad night')
    const before = await fleet.db`select * from journey order by journey_id`
    const failed = { code: 'CHK_WORKFLOW_FAILED', count: 1, journeys: [told.blocked], repairable: true }
    expect((await check(here(), { only: workflowCodes })).findings).toMatchObject([failed])
    await check(here(), { only: workflowCodes, repair: true })
    expect([...(await fleet.db`select journey_id, kind from outbox`)]).toEqual([
      { journey_id: told.blocked, kind: 'time' },
    ])
    // On its way: neither found nor told again.
    expect((await check(here(), { only: workflowCodes, repair: true })).findings).toEqual([])
    await relay()
    await expectAgreement(here(), fleetCodes)
    const after = await fleet.db`select * from journey order by journey_id`
    expect(after.filter(({ journey_id }) => journey_id !== told.blocked)).toEqual(
      before.filter(({ journey_id }) => journey_id !== told.blocked),
    )
    expect(after.find(({ journey_id }) => journey_id === told.blocked)).toMatchObject({
      stage: 'blocked',
      code: before.find(({ journey_id }) => journey_id === told.blocked)?.code as string,
    })
  })

  it('differ where Temporal never heard of an open journey', async () => {
    await temporal.client.workflow.getHandle(journeyWorkflowId(told.retrying)).terminate('a bad night')
    await temporal.client.workflowService.deleteWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId: journeyWorkflowId(told.retrying) },
    })
    await eventually(
      async () => (await check(here(), { only: workflowCodes })).findings[0]?.code === 'CHK_WORKFLOW_MISSING',
    )
    const [found] = (await check(here(), { only: workflowCodes, repair: true })).findings
    expect(found).toMatchObject({ count: 1, journeys: [told.retrying], repaired: 1 })
    await relay()
    await expectAgreement(here(), fleetCodes)
  })

  it('differ where one still runs long after its end; a nudge lets it see that', async () => {
    // On a queue that nobody serves, as if its worker had died between the step and the end.
    await start(told.enrolled, 'nobody')
    const later = { ...here(), now: fleet.now + 3_600_000 }
    expect((await check(here(), { only: workflowCodes })).findings).toEqual([])
    expect((await check(later, { only: workflowCodes })).findings).toMatchObject([
      { code: 'CHK_WORKFLOW_LEFT', count: 1, journeys: [told.enrolled] },
    ])
    await check(later, { only: workflowCodes, repair: true })
    expect([...(await fleet.db`select journey_id, kind from outbox`)]).toEqual([
      { journey_id: told.enrolled, kind: 'time' },
    ])
    await fleet.db`delete from outbox`
    await temporal.client.workflow.getHandle(journeyWorkflowId(told.enrolled)).terminate('the test is over')
    await expectAgreement(later, [...fleetCodes, 'CHK_BREACH'])
  })

  it('differ where one runs for no journey: it is named, never ended', async () => {
    await start(4711, 'nobody')
    await eventually(async () => (await check(here(), { only: workflowCodes })).findings.length > 0)
    expect(await check(here(), { only: workflowCodes, repair: true })).toMatchObject({
      differences: 1,
      findings: [{ code: 'CHK_WORKFLOW_UNKNOWN', items: ['4711'], repairable: false }],
    })
    const handle = temporal.client.workflow.getHandle(journeyWorkflowId(4711))
    expect((await handle.describe()).status.name).toBe('RUNNING')
    await handle.terminate('the test is over')
  })
})

describe('the fleet’s own workflows', () => {
  it('that do not run are named: lanes, surveys, the duty watch', async () => {
    const { lanes, smsos } = fleet.programme
    const { findings } = await check(here(), { only: fleetCodes, repair: true })
    expect(findings).toMatchObject([
      { code: 'CHK_FLEET_WORKFLOW', count: lanes.length + smsos.length, repairable: false },
      { code: 'CHK_DUTY_WATCH', items: ['duty-watch'] },
    ])
    const lane = lanes[0]?.id ?? ''
    await temporal.client.workflow.start('lane', {
      workflowId: `lane/${lane}`,
      taskQueue: 'nobody',
      args: [{ laneId: lane }],
    })
    await temporal.client.schedule.create({
      scheduleId: 'duty-watch',
      spec: {},
      action: { type: 'startWorkflow', workflowType: 'dutyWatch', taskQueue: 'nobody' },
    })
    expect((await check(here(), { only: fleetCodes })).findings).toMatchObject([
      { code: 'CHK_FLEET_WORKFLOW', count: lanes.length + smsos.length - 1 },
    ])
  })
})
