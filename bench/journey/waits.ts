import { proxySinks, type Sinks } from '@temporalio/workflow'

/** Tells the benchmark that a journey sets its timer, so that it is signalled while it waits, as it is in life, and not before. */
export interface WaitSinks extends Sinks {
  readonly bench: { readonly waits: (journeyId: number) => void }
}

const { bench } = proxySinks<WaitSinks>()

export const waits = (journeyId: number): void => bench.waits(journeyId)
