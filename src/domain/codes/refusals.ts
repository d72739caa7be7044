import { entriesOf } from './entry.js'

/** Why a person's command is not possible now. Nothing was changed; the command line ends with exit code 3. */
export const refusalEntries = entriesOf('refusal', [
  [
    'JOURNEY_NOT_STARTED',
    'the journey has not begun: its first records are still being fetched',
    'nobody',
    'try again in a moment',
  ],
  [
    'JOURNEY_ENDED',
    'the journey has ended',
    'nobody',
    'reopen an exclusion (decide reopen); otherwise nothing remains',
  ],
  ['NOT_EXCLUDED', 'only an excluded meter can be reopened', 'nobody', 'look at the meter (meters show)'],
  [
    'REPLACEMENT_OPEN',
    'a replacement is on its way',
    'nobody',
    'cancel it first (decide replace --cancel), or record its progress',
  ],
  ['NO_REPLACEMENT', 'no replacement has been ordered', 'nobody', 'order one first (decide replace)'],
  ['ALREADY_ON_ITS_WAY', 'nothing to retry: the meter goes on by itself', 'nobody', 'wait'],
  ['NOTHING_TO_WITHDRAW', 'no attempt is planned', 'nobody', 'look at the meter (meters show)'],
  [
    'ALREADY_IN_FLIGHT',
    'the attempt is with DCC and cannot be called back',
    'nobody',
    'wait for its outcome, then decide',
  ],
  [
    'SAME_SUPPLIER',
    'the supplier named supplies the meter already',
    'nobody',
    'check the supplier; correct supplied_since if only the day is wrong',
  ],
  [
    'CORRECTION_EMPTY',
    'the register holds these values already',
    'nobody',
    'decide retry has the meter checked again as it is',
  ],
  [
    'PROGRAMME_DROPS_USED',
    'the programme drops a lane, an SMSO or a supplier that is still in use',
    'operations',
    'keep a lane with a dailyCapacity of 0 until its outcomes are in; correct the meters that name an SMSO or supplier; then drop it',
  ],
  [
    'LANE_STOPPED_ALREADY',
    'the lane, or all of them, are stopped already',
    'nobody',
    'lift the stop first (lanes lift)',
  ],
  ['LANE_NOT_STOPPED', 'there is no such stop to lift', 'nobody', 'look which stops there are (lanes)'],
  ['LANE_LIMIT_INVALID', 'a temporary limit of a lane will not do', 'nobody', 'give what the message expects'],
  [
    'METER_MOVED',
    'the meter has moved on since the person who decides looked at it',
    'nobody',
    'look at it again (meters show), then decide',
  ],
  [
    'PROGRAMME_MOVED',
    'the programme in force is not the one that was looked at',
    'nobody',
    'look at the dry run again, then decide',
  ],
  ['PROGRAMME_UNCHANGED', 'the programme proposed is in force already', 'nobody', 'change its files first'],
  ['CORRECTION_INVALID', 'a corrected value will not do', 'nobody', 'give what the message expects'],
  [
    'BATCH_NOT_NOW',
    'the batch is not in a state in which this can be done',
    'nobody',
    'look where it stands and what can be done (batch show)',
  ],
  ['BATCH_EMPTY', 'none of the meters that match can be a member', 'nobody', 'batch plan --dry-run shows why'],
  [
    'WAVE_NOT_NOW',
    'the wave is not in a state in which this can be done',
    'nobody',
    'look at the waves (batch show); pause the batch to stop an open one',
  ],
  [
    'SUPPLIER_NOT_IN_BATCH',
    'the batch has no live meter of the supplier',
    'nobody',
    'see whose authorisation is missing (batch show)',
  ],
  [
    'AUTHORISATION_FILE_BAD',
    'an authorisation file does not fit its batch; nothing of it was taken',
    'supplier',
    'mend the lines that are named and read it again',
  ],
])
