import { continueAsNew, proxyActivities, sleep, workflowInfo } from '@temporalio/workflow'
import type { FleetActivities } from '../activities/fleet-activities.js'
import type { ProgrammeChangeInput } from './service-messages.js'

const { redateNext, wakeNext, changeTold, watchDuties } = proxyActivities<FleetActivities>({
  startToCloseTimeout: '2 min',
  retry: { initialInterval: '1 s', maximumInterval: '30 s' },
})

/** How many meters a change of the programme re-dated and woke. */
export interface ProgrammeChangeResult {
  readonly redated: number
  readonly woken: number
}

/**
 * Carries a new programme version to the meters it concerns, slice by slice: dates are moved set-based in the register,
 * and just the journeys concerned are told, at a pace. Repeating a slice changes nothing.
 */
export async function programmeChange(input: ProgrammeChangeInput): Promise<ProgrammeChangeResult> {
  let { phase, after, redated, woken } = input
  for (;;) {
    const done = phase === 'redate' ? await redateNext(input.version, after) : await wakeNext(input.version, after)
    if (phase === 'redate') redated += done.count
    else woken += done.count
    if (done.next !== null) after = done.next
    else if (phase === 'wake') break
    else {
      phase = 'wake'
      after = 0
    }
    if (done.restMs > 0) await sleep(done.restMs)
    if (workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof programmeChange>({ version: input.version, phase, after, redated, woken })
    }
  }
  await changeTold(input.version)
  return { redated, woken }
}

/**
 * The daily look at all duties (London's day): what the programme says today of each combination, dates under the
 * policy in force today, breaches and reminders. Set-based; it wakes just the meters for which something changed.
 */
export async function dutyWatch(): Promise<void> {
  let after: number | null = 0
  while (after !== null) after = (await watchDuties(after)).next
}
