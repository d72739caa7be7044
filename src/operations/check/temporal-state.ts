import { WorkflowNotFoundError, type Client } from '@temporalio/client'
import { journeyWorkflowId } from '../../workflows/journey-messages.js'

/** Workflows in one page of the list, and how long from one page to the next: a default server answers ten a second. */
const pageSize = 1_000
const pageEveryMs = 125

/** The numbers of all journeys that Temporal's visibility lists as running, page by page. */
export async function* runningJourneys(client: Client): AsyncGenerator<readonly number[]> {
  let nextPageToken: Uint8Array | undefined
  do {
    const began = Date.now()
    const page = await client.workflowService.listWorkflowExecutions({
      namespace: client.options.namespace,
      query: `WorkflowType = 'meterJourney' and ExecutionStatus = 'Running'`,
      pageSize,
      ...(nextPageToken === undefined ? {} : { nextPageToken }),
    })
    yield page.executions.flatMap(({ execution }) => journeyNumber(execution?.workflowId ?? ''))
    nextPageToken = page.nextPageToken.length > 0 ? page.nextPageToken : undefined
    if (nextPageToken !== undefined) await delay(pageEveryMs - (Date.now() - began))
  } while (nextPageToken !== undefined)
}

function journeyNumber(workflowId: string): readonly number[] {
  const digits = /^meter\/(\d+)$/.exec(workflowId)?.[1]
  return digits === undefined ? [] : [Number(digits)]
}

/** Whether a workflow runs; where not, whether its last run came to a bad end or is not known (any more). */
export type RunState = 'running' | 'failed' | 'gone'

/** Asks Temporal itself, which unlike its visibility is never behind. */
export async function runState(client: Client, workflowId: string): Promise<RunState> {
  try {
    const { status } = await client.workflow.getHandle(workflowId).describe()
    if (status.name === 'RUNNING' || status.name === 'CONTINUED_AS_NEW') return 'running'
    return status.name === 'COMPLETED' ? 'gone' : 'failed'
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'gone'
    throw error
  }
}

const callsAtOnce = 20

/** The states of many journeys' workflows, a few asked at once. */
export async function runStates(client: Client, journeyIds: readonly number[]): Promise<ReadonlyMap<number, RunState>> {
  const states = new Map<number, RunState>()
  const next = journeyIds.values()
  const ask = async (): Promise<void> => {
    for (const id of next) states.set(id, await runState(client, journeyWorkflowId(id)))
  }
  await Promise.all(Array.from({ length: callsAtOnce }, ask))
  return states
}

export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))
}
