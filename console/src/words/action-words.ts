import type { ActionKind, ActionState, MemberState } from '../../../src/domain/action/request.js'
import type { ExclusionCategory } from '../../../src/domain/programme.js'
import type { Tone } from '../ui/tone.js'
import type { Word } from './stages.js'

interface ActionWord {
  /** What is done, as a heading and in a menu. */
  readonly title: string
  /** As one word, in a list. */
  readonly short: string
  /** What follows from it, and whether it can be undone. */
  readonly consequence: string
  readonly danger?: boolean
}

/** What a bulk action does, as people read it. */
export const actionWords: Readonly<Record<ActionKind, ActionWord>> = {
  retry: {
    title: 'Retry',
    short: 'retry',
    consequence:
      'Each is checked from the inventory on and attempted again; its result is what comes of the attempt. Those of a batch move to a child batch.',
  },
  correct: {
    title: 'Correct, then retry',
    short: 'correct',
    consequence: 'Each meter of the file gets its corrected values, is checked anew and attempted again.',
  },
  fixed: {
    title: 'Record the fix as done',
    short: 'fixed',
    consequence:
      'It goes on record that what the failure code asks for was done. Nothing is attempted; retry afterwards.',
  },
  exclude: {
    title: 'Exclude with evidence',
    short: 'exclude',
    consequence: 'This ends the duty to enrol these meters, by your named decision. Only an approver can reopen it.',
    danger: true,
  },
  replace: {
    title: 'Order SMETS2 replacements',
    short: 'replace',
    consequence: 'Each leaves enrolment for a replacement. The duty is met once the new meter stands.',
    danger: true,
  },
  hand: {
    title: 'Hand to an owner',
    short: 'hand over',
    consequence: 'The failures are found by this owner from now on. Nothing is attempted, and no date moves.',
  },
  refer: {
    title: 'Refer',
    short: 'refer',
    consequence: 'The failures are with the addressee from now on, under this reference. No date moves.',
  },
  answer: {
    title: 'Record the answer to a referral',
    short: 'answer',
    consequence: 'The answer goes on record for failures that are referred. Decide by it afterwards.',
  },
}

export const actionStateWords: Readonly<Record<ActionState, Word>> = {
  prepared: { label: 'Prepared', meaning: 'counted and frozen; somebody must start it', tone: 'warn' },
  running: { label: 'Running', meaning: 'its meters are being told', tone: 'info' },
  stopping: { label: 'Stopping', meaning: 'asked to stop; what is on its way lands', tone: 'warn' },
  stopped: { label: 'Stopped', meaning: 'stopped before it had come to all of its meters', tone: 'quiet' },
  finished: { label: 'Finished', meaning: 'it has come to all of its meters', tone: 'good' },
}

export const memberStateWords: Readonly<Record<MemberState, Word>> = {
  done: { label: 'Done', meaning: 'carried out', tone: 'good' },
  sent: { label: 'On its way', meaning: 'told to the journey', tone: 'info' },
  pending: { label: 'Waiting', meaning: 'not told yet', tone: 'info' },
  refused: { label: 'Refused', meaning: 'not possible; it says what to do first', tone: 'bad' },
  moved: { label: 'Moved meanwhile', meaning: 'it moved after it was counted, and was left alone', tone: 'warn' },
  stopped: { label: 'Stopped', meaning: 'the action was stopped before it', tone: 'quiet' },
}

/** What came of a retry. */
export type Outcome = 'under-way' | 'enrolled' | 'failed' | 'held' | 'ended'
export const outcomeWords: Readonly<Record<Outcome, Word>> = {
  enrolled: { label: 'Enrolled', meaning: 'the attempt succeeded', tone: 'good' },
  failed: { label: 'Failed again', meaning: 'the attempt failed; the code says how', tone: 'bad' },
  held: { label: 'Held for a person', meaning: 'it came to a person without an attempt', tone: 'warn' },
  ended: { label: 'Ended otherwise', meaning: 'replaced, excluded or lost', tone: 'quiet' },
  'under-way': { label: 'Under way', meaning: 'its outcome is awaited', tone: 'info' },
}

export const trendWords: Readonly<Record<'rising' | 'falling' | 'steady', Tone>> = {
  rising: 'bad',
  falling: 'good',
  steady: 'quiet',
}

/** Categories of exclusion that DCC consulted on. */
export const exclusionWords: Readonly<Record<ExclusionCategory, string>> = {
  'missing-master-keys': 'Missing master keys',
  'no-wan-before-migration': 'No WAN before migration',
  'no-wan-while-migrating': 'No WAN while migrating',
  'five-failed-attempts': 'At least five failed attempts',
  'uneconomic-to-test': 'Device combination uneconomic to test',
  'electricity-enrolled-gas-excluded': 'Electricity enrolled, gas excluded',
  'active-to-dormant': 'Active to dormant',
}
