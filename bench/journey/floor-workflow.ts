import { condition, defineSignal, setHandler } from '@temporalio/workflow'
import { waits } from './waits.js'

export const floorSignal = defineSignal('nudge')

/** The least that a durable wait costs on this server: a timer far off, one signal, the end. */
export async function floorJourney(input: { readonly journeyId: number }): Promise<void> {
  let told = false
  setHandler(floorSignal, () => {
    told = true
  })
  waits(input.journeyId)
  await condition(() => told, '180 days')
}
