import { batchStates, type BatchState } from './state.js'

/** What a person asks of a batch. */
export const batchCommands = ['submit', 'approve', 'refuse', 'pause', 'resume', 'cancel', 'finish'] as const
export type BatchCommand = (typeof batchCommands)[number]

/** What a batch does by itself. */
export type BatchHappening = 'start' | 'trip' | 'halt' | 'end' | 'emptied'

export type BatchTrigger = BatchCommand | BatchHappening

/** What an edge may depend on beside the state. */
export interface BatchFacts {
  /** Members with DCC. */
  readonly inFlight: number
  /** Members that a lane could claim. */
  readonly released: number
  /** Members that are not at their end here. */
  readonly live: number
}

interface Edge {
  readonly from: readonly BatchState[]
  readonly to: BatchState
  /** Why not, where the facts forbid it; null: it is possible. */
  readonly unless?: (facts: BatchFacts) => string | null
}

const stillLive = ({ live }: BatchFacts): string | null =>
  live === 0 ? null : `${live} of its members are not at their end`
const stillOut = ({ inFlight, released }: BatchFacts): string | null =>
  inFlight + released === 0 ? null : `${inFlight} of its members are in flight and ${released} could be claimed`

/**
 * The one table of what may follow on what. A name that ends in -ing is requested or under way; its halt is reached when nothing is
 * in flight any more, so that "paused" and "cancelled" are never said while meters are on their way.
 */
export const edges: Readonly<Record<BatchTrigger, readonly Edge[]>> = {
  // A draft is looked at until its planner puts it forward.
  submit: [{ from: ['draft'], to: 'awaiting-approval' }],
  approve: [{ from: ['awaiting-approval'], to: 'approved' }],
  // Its members are given back at once: nothing was released.
  refuse: [{ from: ['awaiting-approval'], to: 'refused' }],
  // At its start time.
  start: [{ from: ['approved'], to: 'releasing' }],
  // What is released and not claimed is withdrawn at once; what is in flight lands.
  pause: [{ from: ['releasing'], to: 'pausing' }],
  // The error threshold. From releasing alone: two waves that trip together pause it once.
  trip: [{ from: ['releasing'], to: 'pausing' }],
  halt: [{ from: ['pausing'], to: 'paused', unless: stillOut }],
  // Also while the last ones land: a pause can be taken back.
  resume: [{ from: ['pausing', 'paused'], to: 'releasing' }],
  cancel: [
    { from: ['draft', 'awaiting-approval', 'approved'], to: 'cancelled' },
    { from: ['releasing', 'pausing', 'paused', 'finishing'], to: 'cancelling' },
  ],
  // A person ends it, as its end time would.
  finish: [{ from: ['releasing', 'pausing', 'paused'], to: 'finishing' }],
  // Its end time is reached, or none of its members goes on.
  end: [{ from: ['approved', 'releasing', 'pausing', 'paused'], to: 'finishing' }],
  emptied: [
    { from: ['cancelling'], to: 'cancelled', unless: stillLive },
    { from: ['finishing'], to: 'finished', unless: stillLive },
  ],
}

/** How a person reads each trigger. */
const words: Readonly<Record<BatchTrigger, string>> = {
  submit: 'submitted',
  approve: 'approved',
  refuse: 'refused',
  start: 'started',
  pause: 'paused',
  trip: 'paused by its error threshold',
  halt: 'halted',
  resume: 'resumed',
  cancel: 'cancelled',
  finish: 'finished',
  end: 'ended',
  emptied: 'closed',
}

export type Transition =
  { readonly kind: 'to'; readonly to: BatchState } | { readonly kind: 'refused'; readonly message: string }

/** Where a trigger leads from a state, or why it leads nowhere. */
export function transition(from: BatchState, trigger: BatchTrigger, facts: BatchFacts): Transition {
  const edge = edges[trigger].find((each) => each.from.includes(from))
  if (edge === undefined) {
    const states = edges[trigger].flatMap((each) => each.from).join(', ')
    return { kind: 'refused', message: `only a batch that is ${states} can be ${words[trigger]}; this one is ${from}` }
  }
  const why = edge.unless?.(facts) ?? null
  return why === null
    ? { kind: 'to', to: edge.to }
    : { kind: 'refused', message: `it cannot be ${words[trigger]}: ${why}` }
}

/** What a person can do with a batch in a state. */
export function possibleCommands(state: BatchState): readonly BatchCommand[] {
  return batchCommands.filter((command) => edges[command].some(({ from }) => from.includes(state)))
}

/** Every state that a trigger leads to or from: each is in the table. */
export const tabled: readonly BatchState[] = batchStates.filter((state) =>
  Object.values(edges).some((each) => each.some(({ from, to }) => to === state || from.includes(state))),
)
