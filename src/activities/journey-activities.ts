import { ApplicationFailure } from '@temporalio/activity'
import { MeterliftError } from '../domain/errors.js'
import type { StepRequest, StepResult } from '../workflows/journey-messages.js'
import { createGrouping } from './grouping.js'
import { stepJourneys, type StepDeps } from './step-journeys.js'

/** What a journey's workflow may ask of the world: one step, decided and written in the register. */
export interface JourneyActivities {
  readonly step: (request: StepRequest) => Promise<StepResult>
}

/** A step under load waits a little for others to share its transaction; a group of ten costs little more than one alone. */
const grouping = { most: 100, atOnce: 2, apartMs: 150, urgent: isCommand }

/** A person waits for its answer. */
function isCommand({ cause }: StepRequest): boolean {
  return cause.kind === 'command'
}

/**
 * Local activities of the journeys; steps of many journeys are written together.
 * @throws ApplicationFailure of type `RegisterAway` (retryable) or of a MeterliftError's code
 */
export function createJourneyActivities(deps: StepDeps): JourneyActivities {
  const steps = createGrouping((requests: readonly StepRequest[]) => stepJourneys(deps, requests), grouping)
  return {
    async step(request) {
      try {
        return await steps.submit(request)
      } catch (error) {
        if (error instanceof MeterliftError)
          throw ApplicationFailure.create({
            message: error.message,
            type: error.code,
            nonRetryable: error.code === 'JOURNEY_UNKNOWN',
            cause: error,
          })
        throw error
      }
    },
  }
}
