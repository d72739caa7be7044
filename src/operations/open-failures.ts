import type { EpochMs } from '../domain/brands.js'
import { addDays, londonDate } from '../domain/calendar.js'
import { codeEntry } from '../domain/codes.js'
import { policyOn } from '../domain/duty.js'
import type { FixKind, Owner, Programme, RetryClass } from '../domain/programme.js'
import { ruleOf } from '../domain/retry.js'
import type { Queryable } from '../register/database.js'
import { readExceptionGroups, type ExceptionGroup } from '../register/read/exception-groups.js'
import { readFailureGroups, type FailureGroup } from '../register/read/failure-groups.js'
import type { FleetScope } from '../register/read/scope.js'

/** What the retry table says of a failure code. */
export interface FailureMeaning {
  readonly meaning: string
  readonly owner: Owner
  /** Null: the retry table does not know the code, so a person decides. */
  readonly class: RetryClass | null
  readonly fix: FixKind | null
  readonly remedy: string
}

/** What a failure code means, who must act and how, by the retry table of the programme. */
export function failureMeaning(programme: Programme, code: string): FailureMeaning {
  const rule = ruleOf(programme.retry, code)
  if (rule !== null) {
    return { meaning: rule.meaning, owner: rule.owner, class: rule.class, fix: rule.fix, remedy: rule.remedy }
  }
  return {
    meaning: codeEntry(code)?.meaning ?? 'not in the retry table',
    owner: 'operations',
    class: null,
    fix: null,
    remedy: codeEntry(code)?.remedy ?? 'add the code to the retry table and apply the programme, then decide retry',
  }
}

export type OpenFailure = FailureGroup & FailureMeaning

/** Open failures by code, cohort and lane, with the remedy; most meters first. */
export async function readOpenFailures(
  db: Queryable,
  programme: Programme,
  now: EpochMs,
  scope: FleetScope,
): Promise<readonly OpenFailure[]> {
  const today = londonDate(now)
  const soonUntil = addDays(today, policyOn(programme.policies, today)?.dueSoonDays ?? 0)
  const groups = await readFailureGroups(db, scope, soonUntil)
  return groups.map((group) => ({ ...group, ...failureMeaning(programme, group.failure) }))
}

export interface OpenException extends ExceptionGroup {
  readonly meaning: string
  readonly remedy: string
}

/** Open inventory exceptions by owner and code, with the remedy. */
export async function readOpenExceptions(
  db: Queryable,
  scope: FleetScope,
  owner: string | undefined,
): Promise<readonly OpenException[]> {
  const groups = await readExceptionGroups(db, scope, owner)
  return groups.map((group) => {
    const entry = codeEntry(group.code)
    return {
      ...group,
      meaning: entry?.meaning ?? group.code,
      remedy: entry?.remedy ?? 'look at the meter (meters show)',
    }
  })
}
