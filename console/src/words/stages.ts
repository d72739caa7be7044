import type { Stage, Standing } from '../../../src/domain/stage.js'
import type { Tone } from '../ui/tone.js'

export interface Word {
  readonly label: string
  /** One sentence for a tooltip or a legend. */
  readonly meaning: string
  readonly tone: Tone
}

/** Stages as people read them (docs/journey.md), in the order of the journey. */
export const stageWords: Readonly<Record<Stage, Word>> = {
  inventory: { label: 'Inventory', meaning: 'its records are being fetched and compared', tone: 'info' },
  blocked: { label: 'Blocked', meaning: 'records disagree; someone must correct them', tone: 'bad' },
  waiting: { label: 'Waiting', meaning: 'not eligible yet, or not authorised', tone: 'quiet' },
  migration: { label: 'Migration', meaning: 'with its lane: ready, held by a sibling, or in flight', tone: 'info' },
  retry: { label: 'Retry', meaning: 'an attempt failed; the next one has its time', tone: 'warn' },
  'needs-action': { label: 'Needs action', meaning: 'something must be mended, or a person must decide', tone: 'bad' },
  replacement: { label: 'Replacement', meaning: 'a SMETS2 meter is ordered or appointed', tone: 'warn' },
  enrolled: { label: 'Enrolled', meaning: 'commissioned by DCC: the aim', tone: 'good' },
  replaced: { label: 'Replaced', meaning: 'a SMETS2 meter stands in its place', tone: 'good' },
  excluded: { label: 'Excluded', meaning: 'excluded from enrolment by a named decision', tone: 'quiet' },
  lost: { label: 'Lost', meaning: 'the installation is gone', tone: 'quiet' },
}

/** Where a meter in migration stands in its lane. */
export const standingWords: Readonly<Record<Standing, Word>> = {
  ready: { label: 'ready', meaning: 'waits for its lane to take it', tone: 'info' },
  held: { label: 'held', meaning: 'another meter behind the same hub is not ready', tone: 'warn' },
  'in-flight': { label: 'in flight', meaning: 'with DCC; its outcome is awaited', tone: 'info' },
}
