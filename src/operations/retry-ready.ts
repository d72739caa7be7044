import { memberRefusal } from '../domain/action/possible.js'
import type { JourneyId } from '../domain/brands.js'
import { MeterliftError } from '../domain/errors.js'
import { readMemberFacts } from '../register/action/choose.js'
import type { Database } from '../register/database.js'
import { recordFix } from '../register/failure/record-fix.js'
import { createProgrammeStore } from '../register/programme/store.js'

/** A retry of one meter that a person decides on. */
export interface RetryAsked {
  readonly journeyId: JourneyId
  readonly actor: string
  readonly reason: string | null
  /** What was done of what the code asks for; it is put on record with the retry. */
  readonly fix: string | null
}

/**
 * Refuses a retry of one meter where a bulk action would: the fix that its code asks for is not on record, the device cannot be
 * migrated, or it needs a reason. A fix that is named is put on record first.
 * @throws MeterliftError FIX_NOT_DONE, RETRY_IN_VAIN, REASON_NEEDED; NOTHING_TO_FIX or NO_OPEN_FAILURE for a fix that nothing asks for
 */
export async function readyToRetry(db: Database, { journeyId, actor, reason, fix }: RetryAsked): Promise<void> {
  const { programme, version } = await createProgrammeStore().current(db)
  const { retry: table } = programme
  const found = await readMemberFacts(db, journeyId, table.maxAttempts)
  if (found === undefined) return
  // Only an action waits for another one: a person's word on one meter comes before it, which then finds it moved.
  const facts = { ...found, otherAction: null }
  const rules = { table, reason }
  if (fix !== null) {
    const noFix = memberRefusal({ kind: 'fixed', fix }, facts, rules)
    if (noFix !== null && noFix.code !== 'ALREADY_FIXED') throw new MeterliftError(noFix.code, noFix.message)
  }
  const refusal = memberRefusal({ kind: 'retry', at: null }, { ...facts, fixed: facts.fixed || fix !== null }, rules)
  if (refusal !== null) {
    throw new MeterliftError(
      refusal.code,
      refusal.message,
      refusal.code === 'FIX_NOT_DONE'
        ? { hint: 'of one meter with the retry itself: decide retry … --fix "what was done"' }
        : {},
    )
  }
  if (fix !== null) await recordFix(db, { journeyId, fix, actor, programmeVersion: version, now: Date.now() })
}
