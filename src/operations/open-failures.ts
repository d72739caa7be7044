import type { EpochMs } from '../domain/brands.js'
import { addDays, londonDate, startOfDay } from '../domain/calendar.js'
import { codeEntry } from '../domain/codes.js'
import { failureSpan, trendOf, type Trend } from '../domain/failure-trend.js'
import type { FixKind, Owner, Programme, RetryClass } from '../domain/programme.js'
import { ruleOf } from '../domain/retry.js'
import type { Queryable } from '../register/database.js'
import { readExceptionGroups, type ExceptionGroup } from '../register/read/exception-groups.js'
import { readFailureGroups, type FailureGroup, type FailureScope } from '../register/read/failure-groups.js'
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

type Referrals = 'proposed' | 'referred' | 'answered'

export interface OpenFailure extends Omit<FailureGroup, Referrals>, FailureMeaning {
  readonly trend: Trend
  /** Open failures whose referral is proposed, made, or answered. */
  readonly referrals: Readonly<Record<Referrals, number>>
}

/** Open failures by code, cohort, lane and firmware, with trend, who must act and the remedy; most meters first. */
export async function readOpenFailures(
  db: Queryable,
  programme: Programme,
  now: EpochMs,
  scope: FailureScope,
): Promise<readonly OpenFailure[]> {
  const today = londonDate(now)
  const groups = await readFailureGroups(db, scope, failureSpan(programme.policies, today))
  const elapsed = (now - startOfDay(today)) / (startOfDay(addDays(today, 1)) - startOfDay(today))
  return groups.map((group) => {
    const { meaning, owner, class: retryClass, fix, remedy } = failureMeaning(programme, group.failure)
    // One by one: to spread hundreds of rows takes longer than to read them.
    return {
      failure: group.failure,
      cohort: group.cohort,
      lane: group.lane,
      firmware: group.firmware,
      meters: group.meters,
      retrying: group.retrying,
      needAction: group.needAction,
      firstAt: group.firstAt,
      lastAt: group.lastAt,
      dueSoon: group.dueSoon,
      fixed: group.fixed,
      meaning,
      owner,
      class: retryClass,
      fix,
      remedy,
      days: group.days,
      trend: trendOf(group.days, elapsed),
      referrals: { proposed: group.proposed, referred: group.referred, answered: group.answered },
    }
  })
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
