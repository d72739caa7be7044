import type { World } from './world.js'

/** What one workflow wrote into its history, and what Temporal Cloud would bill for it. */
export interface HistoryCount {
  readonly events: number
  readonly actions: number
}

/** Fetches the histories of some workflows and counts them. */
export function countHistories({ client }: World, workflowIds: readonly string[]): Promise<readonly HistoryCount[]> {
  return Promise.all(
    workflowIds.map(async (workflowId) => {
      const { events } = await client.workflow.getHandle(workflowId).fetchHistory()
      return { events: events?.length ?? 0, actions: actionsOf(events ?? []) }
    }),
  )
}

type HistoryEvents = NonNullable<
  Awaited<ReturnType<ReturnType<World['client']['workflow']['getHandle']>['fetchHistory']>>['events']
>

/**
 * Actions by Temporal Cloud's rules (docs.temporal.io/cloud/actions): one for a start, a timer, a signal, an update, an
 * upsert of search attributes and each try of an activity; local activities and other markers count once for each workflow
 * task. A journey that a signal-with-start started would be billed one less; these are started by themselves.
 */
function actionsOf(events: HistoryEvents): number {
  const markedTasks = new Set<string>()
  let actions = 0
  for (const event of events) {
    if (
      event.workflowExecutionStartedEventAttributes ||
      event.timerStartedEventAttributes ||
      event.workflowExecutionSignaledEventAttributes ||
      event.workflowExecutionUpdateAcceptedEventAttributes ||
      event.upsertWorkflowSearchAttributesEventAttributes
    )
      actions += 1
    // A try that failed leaves no event of its own: the last one has its number.
    if (event.activityTaskStartedEventAttributes) actions += event.activityTaskStartedEventAttributes.attempt ?? 1
    if (event.markerRecordedEventAttributes)
      markedTasks.add(String(event.markerRecordedEventAttributes.workflowTaskCompletedEventId))
  }
  return actions + markedTasks.size
}
