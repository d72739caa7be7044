import type { BatchHealth } from '../../../src/domain/batch/health.js'
import type { BatchPlan } from '../../../src/domain/batch/plan.js'
import type { BatchState, MemberState, WaveState } from '../../../src/domain/batch/state.js'
import { codeEntry } from '../../../src/domain/codes.js'
import type { BatchCommand } from '../../../src/domain/batch/transitions.js'
import type { Tone } from '../ui/tone.js'
import { healthChoices, nameOf, stageChoices } from './filter-words.js'
import { counted, number, share } from './numbers.js'
import type { Word } from './stages.js'

/** What a supplier has said of its meters in a batch. */
export const supplierDecisions: Readonly<Record<string, readonly [text: string, tone: Tone]>> = {
  authorised: ['authorised', 'good'],
  refused: ['refused', 'bad'],
  partly: ['authorised in part', 'warn'],
}

/** States of a batch (docs/batches.md); those that end in “-ing” are requested, the halt comes when nothing is in flight. */
export const batchStateWords: Readonly<Record<BatchState, Word>> = {
  draft: { label: 'Draft', meaning: 'planned, not put forward yet', tone: 'quiet' },
  'awaiting-approval': { label: 'Awaiting approval', meaning: 'another person must approve it', tone: 'warn' },
  refused: { label: 'Refused', meaning: 'not approved; its members were given back', tone: 'quiet' },
  approved: { label: 'Approved', meaning: 'starts at its start time', tone: 'info' },
  releasing: { label: 'Releasing', meaning: 'its lanes take its members, wave after wave', tone: 'info' },
  pausing: { label: 'Pausing', meaning: 'pause requested; what is in flight is landing', tone: 'warn' },
  paused: { label: 'Paused', meaning: 'nothing is released, nothing is in flight', tone: 'warn' },
  cancelling: { label: 'Cancelling', meaning: 'cancel requested; what is in flight is landing', tone: 'warn' },
  cancelled: { label: 'Cancelled', meaning: 'over: its members were given back', tone: 'quiet' },
  finishing: { label: 'Finishing', meaning: 'nothing more is released; what is in flight is landing', tone: 'info' },
  finished: { label: 'Finished', meaning: 'over: see its summary', tone: 'good' },
}

export const batchHealthWords: Readonly<Record<BatchHealth, Word>> = {
  'on-track': { label: 'On track', meaning: 'nothing keeps it from its dates', tone: 'good' },
  lagging: { label: 'Lagging', meaning: 'members would miss their date, or it its end time', tone: 'warn' },
  'needs-attention': { label: 'Needs attention', meaning: 'a person must look at it', tone: 'bad' },
}

/** States of members, in the order in which they are passed through. */
export const memberStateWords: Readonly<Record<MemberState, Word>> = {
  left: { label: 'left', meaning: 'not released yet', tone: 'quiet' },
  waiting: { label: 'waiting', meaning: 'its turn has come, but it cannot go yet', tone: 'warn' },
  released: { label: 'released', meaning: 'its lane may claim it', tone: 'info' },
  'in-flight': { label: 'in flight', meaning: 'with DCC', tone: 'info' },
  retrying: { label: 'retrying', meaning: 'an attempt failed, another one is planned', tone: 'warn' },
  enrolled: { label: 'enrolled', meaning: 'the aim', tone: 'good' },
  failed: { label: 'failed', meaning: 'no other attempt is planned', tone: 'bad' },
  ended: { label: 'ended', meaning: 'replaced, excluded or lost', tone: 'quiet' },
  'given-back': { label: 'given back', meaning: 'in no batch any more', tone: 'quiet' },
  moved: { label: 'moved', meaning: 'to another batch', tone: 'quiet' },
}

export const waveStateWords: Readonly<Record<WaveState, Word>> = {
  pending: { label: 'to come', meaning: 'not opened yet', tone: 'quiet' },
  open: { label: 'open', meaning: 'its members are released', tone: 'info' },
  passed: { label: 'passed', meaning: 'enough of it succeeded for the next one', tone: 'good' },
  short: { label: 'short', meaning: 'too few of it succeeded: the next one waits for a person', tone: 'bad' },
  skipped: { label: 'skipped', meaning: 'its members were given back', tone: 'quiet' },
}

/** A command as a button says it. */
export const commandWords: Readonly<Record<BatchCommand, string>> = {
  submit: 'Put forward for approval',
  approve: 'Approve',
  refuse: 'Refuse',
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel the batch',
  finish: 'Finish now',
}

/** How a plan cuts a batch, and when the next wave follows. */
export function wavesText({ waves, next }: Pick<BatchPlan, 'waves' | 'next'>): string {
  switch (waves.kind) {
    case 'one':
      return 'all in one wave'
    case 'sizes':
      return `waves of ${waves.sizes.map(number).join(', ')} meters, then the rest; ${nextText(next)}`
    case 'shares':
      return `waves of ${waves.shares.map((part) => `${part}%`).join(', ')}, then the rest; ${nextText(next)}`
    case 'canary':
      return `a canary of ${counted(waves.size, 'meter')}, each next wave twice as large; ${nextText(next)}`
  }
}

function nextText(next: BatchPlan['next']): string {
  return next.kind === 'check'
    ? 'a person releases each next one'
    : `the next follows once ${share(next.landed, 1)} have landed and ${share(next.success, 1)} succeeded`
}

/** When a batch pauses by itself. */
export function errorsText({ errors }: Pick<BatchPlan, 'errors'>): string {
  if (errors === null) return 'never pauses by itself'
  const limits = [
    ...(errors.share === null ? [] : [`${share(errors.share, 1)} of the attempts`]),
    ...(errors.count === null ? [] : [counted(errors.count, 'attempt')]),
  ].join(' or ')
  const which = errors.codes === null ? '' : ` with ${errors.codes.join(', ')}`
  return `pauses by itself where ${limits} failed${which}, of at least ${number(errors.sample)}`
}

export function rateText(ratePerHour: number | null): string {
  return ratePerHour === null ? 'as fast as its lanes go' : `${number(ratePerHour)} an hour at most`
}

/** What a code means: one of the program, or of DCC by the retry table in force. */
export function codeMeaning(
  code: string,
  failures: readonly { readonly value: string; readonly label: string }[],
): string | null {
  const known = codeEntry(code)?.meaning
  return known ?? failures.find(({ value }) => value === code)?.label.slice(code.length + 1) ?? null
}

interface Names {
  readonly suppliers: readonly { readonly value: string; readonly label: string }[]
  readonly cohorts: readonly { readonly value: string; readonly label: string }[]
  readonly lanes: readonly { readonly value: string; readonly label: string }[]
}

/** A stored filter in words: “EDF, lane Itron head end, due before 2027-06-01”. */
export function filterText(filter: Readonly<Record<string, unknown>>, names: Names): string {
  const parts = Object.entries(filter)
    .sort(([a], [b]) => placeOf(a) - placeOf(b))
    .map(([name, value]) => conditionText(name, value, names))
  return parts.length === 0 ? 'all meters' : parts.join(', ')
}

/** What tells batches apart at first sight stands first. */
const first = ['supplier', 'cohort', 'lane', 'devices']
const placeOf = (name: string): number => (first.includes(name) ? first.indexOf(name) : first.length)

const plainNames: Readonly<Record<string, string>> = {
  standing: 'in migration',
  code: 'code',
  failure: 'last failure',
  fuel: 'fuel',
  dueBefore: 'due before',
  dueFrom: 'due from',
  paymentMode: 'payment',
  service: 'service',
  duty: 'duty',
  firmware: 'firmware',
  owner: 'handed to',
  referral: 'referral',
  reference: 'reference',
}

function conditionText(name: string, value: unknown, names: Names): string {
  switch (name) {
    case 'supplier':
      return nameOf(names.suppliers, String(value))
    case 'cohort':
      return `cohort ${nameOf(names.cohorts, String(value))}`
    case 'lane':
      return `lane ${nameOf(names.lanes, String(value))}`
    case 'devices':
      return `a list of ${counted(Number(value), 'device')}`
    case 'journeys':
      return `${counted(String(value).split(',').length, 'meter')} chosen`
    case 'stage':
      return nameOf(stageChoices, String(value))
    case 'health':
      return nameOf(healthChoices, String(value))
    case 'openFailure':
      return 'where their last failure put them'
    case 'action':
      return `tried again by action ${String(value)}`
    default:
      return `${plainNames[name] ?? name} ${typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)}`
  }
}
