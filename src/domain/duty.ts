import type { IsoDate } from './brands.js'
import { addDays, addMonths, daysBetween, earliest, latest } from './calendar.js'
import type { DutyPolicy } from './programme.js'

/** What the start of the clock depends on. */
export interface DutyFacts {
  /** Since when the cohort has been live; null if it is not. */
  readonly liveOn: IsoDate | null
  /** Day from which the EPCL has listed the combination (or its models, firmware apart); null if it does not. */
  readonly combinationAddedOn: IsoDate | null
  /** Since when the present supplier has supplied the meter point. */
  readonly suppliedSince: IsoDate | null
  /** Whether that supplier gained the meter by a change of supplier. */
  readonly gained: boolean
}

/** The dates of one enrol-or-replace duty. */
export interface DutyDates {
  readonly startsOn: IsoDate | null
  readonly dueOn: IsoDate | null
  readonly metOn: IsoDate | null
  readonly endedOn: IsoDate | null
}

/** How a duty can stand on a day, in the order in which it needs attention. */
export const healths = [
  'overdue',
  'due-soon',
  'on-track',
  'not-started',
  'no-clock',
  'met-in-time',
  'met-late',
  'ended',
] as const
export type DutyHealth = (typeof healths)[number]

/** Healths of a duty that has a date and is still to be met. */
export const openHealths = ['overdue', 'due-soon', 'on-track', 'not-started'] as const satisfies readonly DutyHealth[]

/** What a policy makes of a duty. `standing`: the facts no longer give a start, but the clock had started and runs on. */
export type Redating =
  | { readonly kind: 'closed' }
  | {
      readonly kind: 'dated'
      readonly startsOn: IsoDate | null
      readonly dueOn: IsoDate | null
      readonly policyId: string
      readonly changed: boolean
      /** The due date came nearer: the journey must be told, since its timer is set for later. */
      readonly earlier: boolean
      readonly standing: boolean
    }

/** The policy in force on a day: the one that took effect last by then; null before the first. */
export function policyOn(policies: readonly DutyPolicy[], date: IsoDate): DutyPolicy | null {
  return policies.reduce<DutyPolicy | null>(
    (best, policy) =>
      policy.effectiveFrom <= date && (best === null || policy.effectiveFrom >= best.effectiveFrom) ? policy : best,
    null,
  )
}

/** Last day that counts as due soon on a day, under the policy in force then. */
export function dueSoonUntil(policies: readonly DutyPolicy[], today: IsoDate): IsoDate {
  return addDays(today, policyOn(policies, today)?.dueSoonDays ?? 0)
}

/**
 * The day on which the clock starts: when the meter can be enrolled (BEIS consultation April 2018), which may lie in
 * the past, or the day of the gain if that is later and the policy restarts the window (government response of October
 * 2018). Null: no clock.
 */
export function dutyStart(policy: DutyPolicy, facts: DutyFacts): IsoDate | null {
  const { liveOn, combinationAddedOn } = facts
  if (liveOn === null) return null
  if (policy.startRule === 'cohort-live') return afterGain(policy, facts, liveOn)
  if (combinationAddedOn === null) return null
  return afterGain(policy, facts, latest(liveOn, combinationAddedOn))
}

/**
 * The day by whose end the meter must be enrolled or replaced: the window in calendar months from the start, or the
 * backstop if that comes first. Without a start only the backstop counts; null if there is none.
 */
export function dutyDue(policy: DutyPolicy, startsOn: IsoDate | null): IsoDate | null {
  return earliest(startsOn === null ? null : addMonths(startsOn, policy.windowMonths), policy.backstop)
}

/** The days on which the health of an open duty turns: today, and the last on which it is due soon. */
export interface HealthDays {
  readonly today: IsoDate
  readonly soonUntil: IsoDate
}

/** The days by which healths are told, under the policy in force on the first. */
export function healthDays(policies: readonly DutyPolicy[], today: IsoDate): HealthDays {
  return { today, soonUntil: dueSoonUntil(policies, today) }
}

/**
 * How a duty stands on a day, computed from its dates alone. The due date itself is still in time. Under a backstop a
 * duty can be due soon, or overdue, although its clock has not started.
 */
export function dutyHealth(
  { startsOn, dueOn, metOn, endedOn }: DutyDates,
  { today, soonUntil }: HealthDays,
): DutyHealth {
  if (metOn !== null) return dueOn !== null && metOn > dueOn ? 'met-late' : 'met-in-time'
  if (endedOn !== null) return 'ended'
  if (dueOn === null) return 'no-clock'
  if (today > dueOn) return 'overdue'
  if (dueOn <= soonUntil) return 'due-soon'
  return startsOn === null || startsOn > today ? 'not-started' : 'on-track'
}

/** The day from which the supplier must choose between another attempt and replacement. */
export function decisionPointOn(policy: Pick<DutyPolicy, 'decisionPointDays'>, dueOn: IsoDate): IsoDate {
  return addDays(dueOn, -policy.decisionPointDays)
}

/**
 * Dates a duty anew: under a new policy, or on new facts. A duty that is met or ended keeps its dates. If the facts no
 * longer give a start (EPCL entry removed, go reverted), a clock that has not started falls away, and one that has
 * started stands (project rule).
 */
export function redate(duty: DutyDates & { readonly facts: DutyFacts }, policy: DutyPolicy, today: IsoDate): Redating {
  if (duty.metOn !== null || duty.endedOn !== null) return { kind: 'closed' }
  const fresh = dutyStart(policy, duty.facts)
  const started = duty.startsOn !== null && duty.startsOn <= today ? duty.startsOn : null
  const standing = fresh === null && started !== null
  const startsOn = standing ? standingStart(policy, duty.facts, started, today) : fresh
  const dueOn = dutyDue(policy, startsOn)
  return {
    kind: 'dated',
    startsOn,
    dueOn,
    policyId: policy.id,
    changed: startsOn !== duty.startsOn || dueOn !== duty.dueOn,
    earlier: dueOn !== null && (duty.dueOn === null || dueOn < duty.dueOn),
    standing,
  }
}

/**
 * The policy's reminders whose day has come, as days before the due date, greatest first; none once the due date has
 * passed. The caller leaves out those already sent.
 */
export function remindersDue(policy: Pick<DutyPolicy, 'reminders'>, dueOn: IsoDate, today: IsoDate): readonly number[] {
  const left = daysBetween(today, dueOn)
  if (left < 0) return []
  return policy.reminders.filter((days) => left <= days).toSorted((a, b) => b - a)
}

/** A gain restarts a standing clock too, but only once its day has come: till then the clock would count as not started. */
function standingStart(policy: DutyPolicy, facts: DutyFacts, started: IsoDate, today: IsoDate): IsoDate | null {
  const come = facts.suppliedSince !== null && facts.suppliedSince <= today
  return come ? afterGain(policy, facts, started) : started
}

function afterGain(policy: DutyPolicy, facts: DutyFacts, start: IsoDate | null): IsoDate | null {
  return policy.gainRule === 'restart' && facts.gained ? latest(start, facts.suppliedSince) : start
}
