import { entriesOf } from './entry.js'

/** Why a meter is no member of a batch, what a member waits for, and why it was given back (docs/batches.md). */
export const batchEntries = entriesOf('batch', [
  ['BAT_ENDED', 'the journey has ended: there is nothing to migrate', 'nobody', 'nothing'],
  ['BAT_IN_FLIGHT', 'an attempt is with DCC already', 'nobody', 'plan it again once its outcome is there'],
  [
    'BAT_OTHER_BATCH',
    'the meter, or another one behind its hub, is live in another batch',
    'operations',
    'let that batch end, or cancel it',
  ],
  [
    'BAT_HELD_BY_SIBLING',
    'another meter behind the same hub is not ready, and an installation goes as a whole',
    'nobody',
    'see what the other meter waits for (meters show)',
  ],
  ['BAT_RETRY_PLANNED', 'another attempt is planned already and comes at its time', 'nobody', 'wait'],
  ['BAT_REPLACEMENT', 'a replacement is on its way', 'supplier', 'cancel it if the meter shall be migrated after all'],
  ['BAT_NOT_STARTED', 'the journey has not got so far yet', 'nobody', 'wait'],
  ['BAT_OVER', 'the batch ended before the member’s turn', 'operations', 'plan another batch'],
  ['BAT_CANCELLED', 'the batch was cancelled', 'operations', 'plan another batch'],
  ['BAT_REFUSED', 'the batch was refused', 'operations', 'plan another batch'],
  ['BAT_WAVE_SKIPPED', 'a person skipped the wave', 'operations', 'plan another batch'],
  [
    'BAT_AUTHORISATION_REFUSED',
    'its supplier refused to authorise it in this batch',
    'supplier',
    'ask the supplier why; plan another batch once it authorises',
  ],
  [
    'BAT_SIBLING_REFUSED',
    'another meter behind the same hub was refused in this batch, and an installation goes as a whole',
    'supplier',
    'ask the supplier that refused; plan another batch once it authorises',
  ],
  [
    'BAT_HUB_CHANGED',
    'the meter was corrected to another hub, whose installation is not in the batch',
    'nobody',
    'plan another batch',
  ],
])
