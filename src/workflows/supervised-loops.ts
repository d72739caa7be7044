import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow'
import type { ActionActivities } from '../activities/action-activities.js'
import type { LaneActivities } from '../activities/lane-activities.js'
import type { SurveyActivities } from '../activities/survey-activities.js'
import type { ActionInput, LaneInput, LoopEnd, SurveyInput } from './service-messages.js'

/**
 * A long activity that loops until its worker stops; when a worker dies its heartbeat ends and another takes it up.
 * It returns now and then, so that a new release of the program takes over.
 */
const supervised = {
  startToCloseTimeout: '2 h',
  // A busy worker beats every two seconds (src/workers/tuning.ts); a loop taken for dead that lives does no harm, but twice the work.
  heartbeatTimeout: '8 s',
  retry: { initialInterval: '1 s', maximumInterval: '10 s' },
} as const

const { runLane } = proxyActivities<LaneActivities>(supervised)
const { runSurvey } = proxyActivities<SurveyActivities>(supervised)
const { runAction } = proxyActivities<ActionActivities>(supervised)

/**
 * A lane: a head end's way into DCC. It supervises the one loop that claims, submits and asks; all counts are in the
 * register. It ends when the programme has the lane no more.
 */
export async function lane(input: LaneInput): Promise<void> {
  if ((await supervise(() => runLane(input.laneId))) === 'gone') return
  await continueAsNew<typeof lane>(input)
}

/**
 * The survey of one SMSO: fetches, in groups, the SMSO and SMI records that journeys want. It ends when the programme has
 * the SMSO no more.
 */
export async function inventorySurvey(input: SurveyInput): Promise<void> {
  if ((await supervise(() => runSurvey(input.smsoId))) === 'gone') return
  await continueAsNew<typeof inventorySurvey>(input)
}

/**
 * A stored bulk action: sends its members what they are asked, at a pace, and waits until each has answered. Its set, its
 * results and whether it is to stop are in the register; it ends when nothing of it is on its way any more.
 */
export async function bulkAction(input: ActionInput): Promise<void> {
  if ((await supervise(() => runAction(input.actionId))) === 'gone') return
  await continueAsNew<typeof bulkAction>(input)
}

async function supervise(run: () => Promise<LoopEnd>): Promise<LoopEnd> {
  for (;;) {
    const end = await run()
    if (end === 'gone' || workflowInfo().continueAsNewSuggested) return end
    await sleep('1 s')
  }
}
