import { condition, defineSignal, proxyActivities, setHandler, upsertSearchAttributes } from '@temporalio/workflow'
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common'
import type { DeviceOutcome } from '../../src/domain/outcome.js'
import type { NaiveActivities } from './naive-activities.js'
import { waits } from './waits.js'

export const outcomeSignal = defineSignal<[DeviceOutcome]>('outcome')
/** The stage as people look it up in Temporal's visibility. */
export const stageAttribute = defineSearchAttributeKey('MeterStage', SearchAttributeType.KEYWORD)

const { checkInventory, checkEligibility, submit, enrol } = proxyActivities<NaiveActivities>({
  startToCloseTimeout: '30 s',
  retry: { initialInterval: '1 s', maximumInterval: '30 s' },
})

/** The journey as one writes it first: a remote activity for each stage, and the stage as a search attribute. */
export async function naiveJourney(input: { readonly journeyId: number }): Promise<void> {
  let outcome: DeviceOutcome | undefined
  setHandler(outcomeSignal, (told) => {
    outcome = told
  })
  await checkInventory(input.journeyId)
  enter('eligibility')
  const { decideInMs } = await checkEligibility(input.journeyId)
  enter('migration')
  await submit(input.journeyId)
  waits(input.journeyId)
  await condition(() => outcome !== undefined, decideInMs)
  if (outcome === undefined) throw new Error('the decision point came without an outcome')
  enter('enrolled')
  await enrol(input.journeyId, outcome)
}

function enter(stage: string): void {
  upsertSearchAttributes([{ key: stageAttribute, value: stage }])
}
