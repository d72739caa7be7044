import { DefaultLogger, type BundleOptions } from '@temporalio/worker'

/** How the worker of the journeys is set. Measured by bench/journey.ts, which runs every contender with it. */
export const journeyTuning = {
  maxConcurrentWorkflowTaskExecutions: 200,
  maxConcurrentLocalActivityExecutions: 400,
  maxCachedWorkflows: 2_000,
  workflowTaskPollerBehavior: { type: 'simple-maximum', maximum: 10 },
} as const

/** How the worker of a lane is set: its one loop runs for hours. */
export const laneTuning = { maxConcurrentActivityTaskExecutions: 2, maxCachedWorkflows: 5 } as const

/** How the worker of the batches is set: each one under way has an activity that lasts a minute or so. */
export const batchTuning = { maxConcurrentActivityTaskExecutions: 200, maxCachedWorkflows: 200 } as const

/**
 * How workflows are bundled. Their modules hold no state of a workflow, so that all workflows of a thread share them
 * instead of running each one anew: a tenth less work of the workflow thread for a journey.
 */
export function bundleOptions(workflowsPath: string): BundleOptions {
  return { workflowsPath, preloadModules: [workflowsPath], logger: new DefaultLogger('WARN') }
}
