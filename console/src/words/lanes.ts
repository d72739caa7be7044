import type { BreakerState } from '../../../src/domain/lane/breaker.js'
import type { TimeWindow } from '../../../src/domain/programme.js'
import type { Tone } from '../ui/tone.js'
import type { Word } from './stages.js'

/** Whether a lane may submit now, and if not, why (docs/lanes.md). */
export const laneStateWords = {
  working: { label: 'working', meaning: 'it takes what is ready, as its limits allow', tone: 'good' },
  stopped: { label: 'stopped', meaning: 'a person stopped it; what is in flight lands', tone: 'bad' },
  'breaker-open': { label: 'breaker open', meaning: 'nothing new is submitted; a few are tried later', tone: 'bad' },
  closed: { label: 'outside its hours', meaning: 'it goes on in its next window', tone: 'quiet' },
  'day-used': { label: 'day used up', meaning: 'it goes on in the next day’s window', tone: 'quiet' },
} as const satisfies Readonly<Record<string, Word>>

export const breakerWords: Readonly<Record<BreakerState, Word>> = {
  closed: { label: 'closed', meaning: 'everything passes', tone: 'good' },
  open: { label: 'open', meaning: 'nothing passes', tone: 'bad' },
  probing: { label: 'probing', meaning: 'a few installations are tried', tone: 'warn' },
  ramping: { label: 'ramping', meaning: 'the rate rises from a tenth to the whole', tone: 'warn' },
}

/** Hours of London time: “Mon to Fri 08:00–18:00, not on bank holidays”. */
export function windowText({ days, from, to, onBankHolidays }: TimeWindow): string {
  const when =
    days.length === 7 ? 'every day' : days.map((day) => day.charAt(0).toUpperCase() + day.slice(1)).join(', ')
  const hours = from === '00:00' && to === '24:00' ? 'all day' : `${from}–${to}`
  return `${when} ${hours}${onBankHolidays ? '' : ', not on bank holidays'}`
}

const breakerReasons: Readonly<Record<string, string>> = {
  share: 'too many of the last answers were failures',
  storm: 'a storm: failures far above what is usual in this lane',
  probes: 'the few that were tried failed again',
}

/** Why a breaker moved: by itself, or as a person said. */
export const breakerReasonText = (reason: string): string => breakerReasons[reason] ?? reason

/** What was decided about a lane, or what its breaker did. */
export const laneEventWords: Readonly<Record<string, readonly [text: string, tone: Tone]>> = {
  stop: ['Stopped', 'bad'],
  lift: ['Stop lifted', 'good'],
  'limits-set': ['Temporary limits set', 'warn'],
  'limits-cleared': ['Temporary limits ended', 'info'],
  'breaker-order-open': ['Breaker held open', 'bad'],
  'breaker-order-closed': ['Breaker forced closed', 'warn'],
  'breaker-order-auto': ['Breaker back to automatic', 'info'],
  'breaker-open': ['Breaker opened', 'bad'],
  'breaker-probing': ['Breaker tries a few', 'warn'],
  'breaker-ramping': ['Breaker lets the rate rise', 'warn'],
  'breaker-closed': ['Breaker closed', 'good'],
}
