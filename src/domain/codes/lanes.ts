import { entriesOf } from './entry.js'

/** What happens to a lane, and what of it is said on a journey (docs/lanes.md). People are told of the first four. */
export const laneEntries = entriesOf('lane', [
  [
    'LANE_BREAKER_OPEN',
    'so many attempts of a lane failed that its breaker opened: nothing new is submitted until a few have been tried',
    'operations',
    'look at the lane (lanes LANE) and ask DCC and the SMSO; hold it open, or force it closed where the failures are no outage (lanes breaker)',
  ],
  [
    'LANE_BREAKER_CLOSED',
    'the lane works again at its whole rate',
    'nobody',
    'nothing: attempts that failed in the outage do not count',
  ],
  [
    'LANE_STOPPED',
    'a person stopped a lane, or all of them: nothing new is submitted, what is in flight lands',
    'operations',
    'lift the stop once its reason is gone (lanes lift)',
  ],
  ['LANE_LIFTED', 'a person lifted the stop of a lane, or of all of them', 'nobody', 'nothing: the lanes go on'],
  [
    'ATTEMPT_VOIDED',
    'the attempt failed in an outage of its lane and does not count against the greatest number of attempts',
    'nobody',
    'nothing: a meter whose attempts were used up goes on by itself',
  ],
])
