import { entriesOf } from './entry.js'

/** What people did about a failure, as a meter's story tells it, and how the member of an action has moved. */
export const caseEntries = entriesOf('decision', [
  ['FIX_DONE', 'what the failure code asks for was done', 'nobody', 'retry it (action retry)'],
  ['HANDED_OVER', 'handed to an owner', 'nobody', 'ask the owner named'],
  [
    'REFERRAL_PROPOSED',
    'no progress for as long as the retry table allows: to be referred',
    'supplier',
    'refer it (action refer), or retry, exclude or replace it',
  ],
  ['REFERRED', 'referred to an addressee', 'nobody', 'record the answer when it comes (action answer)'],
  ['REFERRAL_ANSWERED', 'the referral was answered', 'supplier', 'decide by the answer: retry, exclude or replace'],
  [
    'MOVED_MEANWHILE',
    'the meter moved after the action had counted it, and was left alone',
    'supplier',
    'look at the meter (meters show); act anew if it is still meant',
  ],
  [
    'BAT_NOT_RETRIED',
    'the action that brought the meter to this batch did not retry it: refused, moved or stopped',
    'supplier',
    'look at the action (action members)',
  ],
])

/** Why an action is not carried out for a meter, or not at all; each says what to do first. */
export const actionRefusalEntries = entriesOf('refusal', [
  [
    'FIX_NOT_DONE',
    'the failure code asks for a fix that is not on record',
    'supplier',
    'have it done, record it (action fixed), then retry',
  ],
  [
    'RETRY_IN_VAIN',
    'the failure code says that the device cannot be migrated',
    'supplier',
    'exclude it with evidence (action exclude), or replace it (action replace)',
  ],
  [
    'REASON_NEEDED',
    'a retry of this meter needs a reason: its attempts are used up, or a household may be off supply',
    'supplier',
    'give the reason (--reason)',
  ],
  ['NO_OPEN_FAILURE', 'the meter has no open failure', 'nobody', 'look at the meter (meters show)'],
  [
    'NOTHING_TO_FIX',
    'the retry table asks for no fix of this failure',
    'nobody',
    'decide as the table says (failures)',
  ],
  ['ALREADY_FIXED', 'the fix is on record', 'nobody', 'retry it (action retry)'],
  [
    'ALREADY_REFERRED',
    'this failure was referred already',
    'nobody',
    'wait for the answer, or record it (action answer)',
  ],
  ['NOT_REFERRED', 'the failure is not with anybody who could answer', 'nobody', 'refer it first (action refer)'],
  [
    'IN_ANOTHER_ACTION',
    'another action has not come to this meter yet',
    'nobody',
    'wait for it, or stop it (action stop)',
  ],
  [
    'NOT_DELIVERED',
    'Temporal did not take the message, so nothing was changed',
    'operations',
    'look in the workers’ log why, then act again',
  ],
  ['ACTION_WITHOUT_FILTER', 'an action on the whole fleet', 'nobody', 'say which meters are meant'],
  ['ACTION_EMPTY', 'no meter is meant', 'nobody', 'look at what the filter finds (meters list)'],
  ['ACTION_ENDED', 'the action has ended, or has begun already', 'nobody', 'look at it (action show)'],
  [
    'CORRECTION_TWICE',
    'another row of the file corrects the same meter',
    'nobody',
    'leave one row a meter in the file',
  ],
])
