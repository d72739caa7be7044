import type { DutyHealth } from '../../../src/domain/duty.js'
import type { Word } from './stages.js'

/** Healths of the enrol-or-replace duty, in the order in which they need attention. */
export const healthWords: Readonly<Record<DutyHealth, Word>> = {
  overdue: { label: 'Overdue', meaning: 'its date has passed', tone: 'bad' },
  'due-soon': { label: 'Due soon', meaning: 'its date is near', tone: 'warn' },
  'on-track': { label: 'On track', meaning: 'its clock runs, its date is far off', tone: 'info' },
  'not-started': { label: 'Not started', meaning: 'its clock starts on a day to come', tone: 'quiet' },
  'no-clock': { label: 'No clock', meaning: 'it cannot be enrolled yet, so no date runs', tone: 'quiet' },
  'met-in-time': { label: 'Met in time', meaning: 'enrolled or replaced by its date', tone: 'good' },
  'met-late': { label: 'Met late', meaning: 'enrolled or replaced after its date', tone: 'warn' },
  ended: { label: 'Ended', meaning: 'excluded or lost: no duty any more', tone: 'quiet' },
}
