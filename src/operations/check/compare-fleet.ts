import { ScheduleNotFoundError, type Client } from '@temporalio/client'
import type { Programme } from '../../domain/programme.js'
import type { Queryable } from '../../register/database.js'
import { addDifferences } from '../../register/check/differences.js'
import { dutyWatchWorkflowId, laneWorkflowId, surveyWorkflowId } from '../../workflows/service-messages.js'
import { delay, runState } from './temporal-state.js'

/** Workers that have just started bring these up one after the other. */
const secondLookMs = 3_000

/** Looks whether the fleet's few workflows run: one for each lane and each SMSO, and the schedule of the duty watch. */
export async function compareFleet(held: Queryable, client: Client, programme: Programme): Promise<void> {
  const wanted = [
    ...programme.lanes.map(({ id }) => laneWorkflowId(id)),
    ...programme.smsos.map(({ id }) => surveyWorkflowId(id)),
  ]
  const look = async (of: readonly string[]): Promise<readonly string[]> => [
    ...(await notRunning(client, of)),
    ...((await watchIsSet(client)) ? [] : [dutyWatchWorkflowId]),
  ]
  let missing = await look(wanted)
  if (missing.length > 0) {
    await delay(secondLookMs)
    missing = await look(missing.filter((id) => id !== dutyWatchWorkflowId))
  }
  await addDifferences(
    held,
    'CHK_FLEET_WORKFLOW',
    missing.flatMap((item) => (item === dutyWatchWorkflowId ? [] : [{ item, journeyId: null }])),
  )
  if (missing.includes(dutyWatchWorkflowId))
    await addDifferences(held, 'CHK_DUTY_WATCH', [{ item: dutyWatchWorkflowId, journeyId: null }])
}

async function notRunning(client: Client, workflowIds: readonly string[]): Promise<readonly string[]> {
  const states = await Promise.all(workflowIds.map(async (id) => ({ id, state: await runState(client, id) })))
  return states.flatMap(({ id, state }) => (state === 'running' ? [] : [id]))
}

async function watchIsSet(client: Client): Promise<boolean> {
  try {
    return !(await client.schedule.getHandle(dutyWatchWorkflowId).describe()).state.paused
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return false
    throw error
  }
}
