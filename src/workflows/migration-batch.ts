import { condition, continueAsNew, defineSignal, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow'
import type { BatchActivities } from '../activities/batch-activities.js'
import { batchSignal, type BatchInput } from './batch-messages.js'

/** Something was decided about the batch. What, is in the register. */
export const batchNudge = defineSignal(batchSignal)

const { tendBatch } = proxyActivities<BatchActivities>({
  // It loops for about a minute while there is something to do, and returns at once where there is nothing.
  startToCloseTimeout: '5 min',
  heartbeatTimeout: '15 s',
  retry: { initialInterval: '1 s', maximumInterval: '10 s' },
})

/** Histories stay short, whatever a batch takes. */
const mostEvents = 400

/**
 * One batch, from its approval to its end. It drives the look at the register that releases, judges and ends (see
 * `src/register/batch/tend.ts`), and sleeps by a durable timer in between; it holds nothing itself.
 */
export async function migrationBatch(input: BatchInput): Promise<void> {
  let told = false
  setHandler(batchNudge, () => {
    told = true
  })
  for (;;) {
    // What a nudge spoke of was in the register before it: the look that begins now sees it.
    told = false
    const { over, sleepMs } = await tendBatch(input.batchId)
    if (!told) {
      if (over) return
      if (sleepMs === null) await condition(() => told)
      else if (sleepMs > 0) await condition(() => told, sleepMs)
    }
    // A nudge that comes meanwhile starts or reaches the next run, whose first look takes what it spoke of.
    if (workflowInfo().historyLength > mostEvents) await continueAsNew<typeof migrationBatch>(input)
  }
}
