/** Input of a batch's workflow; everything else is in the register. */
export interface BatchInput {
  readonly batchId: number
}

/** What came of tending a batch for a while. */
export interface BatchRest {
  /** Nothing more comes of it. */
  readonly over: boolean
  /** How long nothing is to be done unless somebody decides something, in milliseconds; null: until somebody does. */
  readonly sleepMs: number | null
}

export const batchWorkflowId = (batchId: number): string => `batch/${batchId}`
export const batchSignal = 'nudge'
/** Queue of the batches' workflows. */
export const batchQueue = 'batches'
