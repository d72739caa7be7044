import { exclusionCategories, type ExclusionCategory } from '../programme.js'
import { entriesOf } from './entry.js'

/** Why a meter needs a person, and what a person decided. */
export const decisionEntries = entriesOf('decision', [
  [
    'FIX_FIRST',
    'the attempt failed and something must be mended first',
    'supplier',
    'do what the failure code asks for, then decide retry',
  ],
  [
    'ATTEMPTS_EXHAUSTED',
    'the attempts of the device are used up',
    'supplier',
    'exclude or replace it; or decide retry for one attempt more, with a reason',
  ],
  [
    'EXCLUSION_PROPOSED',
    'the failure code says that the device cannot be migrated',
    'supplier',
    'exclude it with evidence, or replace it',
  ],
  [
    'PREPAYMENT_FAILED',
    'a prepayment meter failed after submission: a household may be off supply',
    'supplier',
    'make sure that the household has supply, at once; then decide retry or replace',
  ],
  [
    'DECISION_DUE',
    'the decision point has passed: the supplier chooses between another attempt and replacement',
    'supplier',
    'decide retry, or decide replace',
  ],
  [
    'CODE_UNKNOWN',
    'the failure code is not in the retry table',
    'operations',
    'add the code to the retry table and apply the programme, then decide retry',
  ],
  ['WITHDRAWN', 'taken back from its lane by a person', 'supplier', 'decide retry when it shall go on'],
  ['REPLACEMENT_CANCELLED', 'the replacement was cancelled', 'supplier', 'decide retry, or order another replacement'],
  ['RETRY_DECIDED', 'a person decided on another attempt', 'nobody', 'nothing'],
  ['DECISION_POINT', 'the decision point was reached', 'supplier', 'choose between another attempt and replacement'],
])

export const replacementEntries = entriesOf('replacement', [
  ['REP_ORDER', 'a replacement was ordered', 'nobody', 'nothing'],
  ['REP_APPOINT', 'the visit was appointed', 'nobody', 'nothing'],
  ['REP_VISIT_FAILED', 'the visit failed', 'supplier', 'appoint another visit (decide replace --appoint)'],
  ['REP_DONE', 'the SMETS2 meter was installed; the duty is met', 'nobody', 'nothing'],
  ['REP_CANCEL', 'the replacement was cancelled', 'nobody', 'nothing'],
  ['ENR_REPLACEMENT_OPEN', 'enrolled while a replacement was still only ordered', 'supplier', 'cancel the replacement'],
])

const excludedBecause: Readonly<Record<ExclusionCategory, string>> = {
  'missing-master-keys': 'the master keys are missing',
  'no-wan-before-migration': 'no WAN connection before migration',
  'no-wan-while-migrating': 'no WAN connection while migrating',
  'five-failed-attempts': 'five attempts failed',
  'uneconomic-to-test': 'the combination is uneconomic to test',
  'electricity-enrolled-gas-excluded': 'the electricity meter is enrolled, the gas meter cannot be',
  'active-to-dormant': 'the meter turned from active to dormant',
}

/** The categories on which a meter is excluded are the codes of its end. */
export const exclusionEntries = entriesOf(
  'exclusion',
  exclusionCategories.map((category) => [
    category,
    `excluded: ${excludedBecause[category]}`,
    'nobody',
    'decide reopen if the ground is gone',
  ]),
)

export const lossEntries = entriesOf('loss', [
  ['LOST_REMOVED', 'the installation was removed', 'nobody', 'nothing'],
  ['LOST_STOLEN', 'the installation was stolen', 'nobody', 'nothing'],
  ['LOST_DEMOLISHED', 'the building was demolished', 'nobody', 'nothing'],
])

export const dutyEntries = entriesOf('duty', [
  ['DUTY_DATED', 'the duty got a date, or another one', 'nobody', 'nothing'],
  [
    'DUTY_STANDS',
    'the ground of a started clock is gone; the date stands and is flagged',
    'operations',
    'look at the EPCL entry or the decision that was taken back',
  ],
  ['DUTY_REMINDER', 'the due date comes near', 'supplier', 'see what the meter waits for'],
  [
    'DUTY_BREACHED',
    'the due date passed: the duty is breached and stays open',
    'supplier',
    'enrol or replace the meter',
  ],
])

export const outcomeEntries = entriesOf('outcome', [
  ['NO_CODE', 'DCC reported a failure without a code', 'operations', 'ask DCC for the cause, then decide retry'],
  ['OUT_AFTER_THE_END', 'DCC commissioned a device that is gone', 'dcc', 'have DCC decommission the device'],
])

export const importEntries = entriesOf('import', [
  [
    'IMP_MISSING',
    'missing from a portfolio that was said to be whole',
    'supplier',
    'decide what became of it: lost, replaced, or with another supplier',
  ],
])
