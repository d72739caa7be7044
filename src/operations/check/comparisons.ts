import { actionComparisons } from '../../register/check/actions.js'
import { attemptComparisons } from '../../register/check/attempts.js'
import { batchComparisons } from '../../register/check/batches.js'
import type { Comparison } from '../../register/check/comparison.js'
import { counterComparisons } from '../../register/check/counters.js'
import { dutyComparisons } from '../../register/check/duties.js'
import { journeyComparisons } from '../../register/check/journeys.js'
import { laneDayComparison, laneOverComparison } from '../../register/check/lane-days.js'
import { messageComparisons } from '../../register/check/messages.js'
import { notificationComparison } from '../../register/check/notifications.js'
import { standingComparisons } from '../../register/check/standings.js'
import { submissionComparisons } from '../../register/check/submissions.js'
import { supplierMonthComparison } from '../../register/check/supplier-months.js'
import { tellJourneys } from '../../register/check/tell.js'

/**
 * All comparisons within the register, in the order in which they are repaired: what others are worked out from comes
 * first, the counters last.
 */
export const registerComparisons: readonly Comparison[] = [
  ...messageComparisons,
  ...attemptComparisons,
  ...submissionComparisons,
  ...standingComparisons,
  ...journeyComparisons,
  ...dutyComparisons,
  laneDayComparison,
  ...actionComparisons,
  laneOverComparison,
  notificationComparison,
  ...batchComparisons,
  ...counterComparisons,
  supplierMonthComparison,
]

/** What is found by looking at Temporal, in the order in which it is told, and how it is repaired. */
export const temporalFindings: readonly Pick<Comparison, 'code' | 'repair'>[] = [
  { code: 'CHK_FLEET_WORKFLOW' },
  { code: 'CHK_DUTY_WATCH' },
  {
    code: 'CHK_WORKFLOW_MISSING',
    repair: (db, items, { now }) => tellJourneys(db, items, { kind: 'time', to: 'open', now }),
  },
  {
    code: 'CHK_WORKFLOW_FAILED',
    repair: (db, items, { now }) => tellJourneys(db, items, { kind: 'time', to: 'open', now }),
  },
  {
    code: 'CHK_WORKFLOW_LEFT',
    repair: (db, items, { now }) => tellJourneys(db, items, { kind: 'time', to: 'ended', now }),
  },
  // Never terminated: were the register an older copy, these would be the only trace of what it lacks.
  { code: 'CHK_WORKFLOW_UNKNOWN' },
]

/** Found by the program, since only the rules know what the programme says of a combination. */
export const combinationsCode = 'CHK_COMBINATIONS'
