import { z } from 'zod'
import { defaultBreaker, type BreakerRules } from '../domain/lane/breaker-rules.js'
import { weekdays } from '../domain/programme.js'
import type { Cohort, DutyPolicy, Lane, Smso, Supplier } from '../domain/programme.js'
import { dateText, fault, flag, idText, oneOf, text, timeText, whole } from './leaves.js'
import type { DateContext } from './relative-date.js'

/** programme.yaml: what is said once. `dates` says whether the other files may date themselves from today. */
export const settingsSchema = z.strictObject({
  name: idText,
  title: text,
  dates: oneOf(['absolute', 'relative']).optional(),
  switches: z.strictObject({ automaticRelease: flag, standingAuthorisation: flag }),
  checks: z.strictObject({ mpanCheckDigit: oneOf(['reject', 'warn']), mprnCheckDigit: oneOf(['reject', 'warn']) }),
  records: z.strictObject({ maxAgeHours: whole(1, 8_760) }),
  retry: z.strictObject({ maxAttempts: whole(1, 100), referralAfterDays: whole(1, 365) }),
})
export type Settings = z.output<typeof settingsSchema>

const aliases = z
  .array(text)
  .optional()
  .transform((names) => names ?? [])
  .meta({ expected: 'a list of names' })

export const supplierSchema: z.ZodType<Supplier> = z.strictObject({
  id: idText,
  name: text,
  aliases,
  installing: flag,
  dccUser: flag,
  standingAuthorisation: flag,
})

export const smsoSchema: z.ZodType<Smso> = z.strictObject({ id: idText, name: text, aliases })

/** cohorts.yaml, with `lane` for the lane's id. */
export function cohortSchema(dates: DateContext): z.ZodType<Cohort> {
  const decision = z.strictObject({
    from: dateText(dates),
    decision: oneOf(['go', 'no-go', 'pending']),
    liveOn: dateText(dates)
      .optional()
      .transform((date) => date ?? null),
  })
  const decisions = z
    .array(decision)
    .min(1)
    .superRefine((list, context) => {
      for (const [index, { from }] of list.entries()) {
        const before = list[index - 1]
        if (before !== undefined && from <= before.from) {
          const message = `the decision from ${from} follows one from ${before.from}`
          fault(context, [index, 'from'], message, 'List the decisions of a cohort by date, the earliest first.')
        }
      }
    })
    .meta({ expected: 'a list of one decision or more, each with from and decision' })
  return z
    .strictObject({
      id: idText,
      name: text,
      makers: z.array(text).min(1).meta({ expected: 'a list of one maker of hubs or more' }),
      lane: idText,
      decisions,
    })
    .transform(({ lane, id, name, makers, decisions: list }) => ({ id, name, makers, laneId: lane, decisions: list }))
}

/** policies.yaml. The list is checked for order in checks.ts. */
export function policySchema(dates: DateContext): z.ZodType<DutyPolicy> {
  const reminders = z
    .array(whole(1, 730))
    .superRefine((days, context) => {
      for (const [index, day] of days.entries()) {
        const before = days[index - 1]
        if (before !== undefined && day >= before) {
          const message = `the reminder ${day} days before follows the one ${before} days before`
          fault(context, [index], message, 'List the days before the due date from the greatest to the least.')
        }
      }
    })
    .meta({ expected: 'a list of days before the due date, the greatest first' })
  return z
    .strictObject({
      id: idText,
      title: text,
      source: text,
      effectiveFrom: dateText(dates),
      windowMonths: whole(1, 120),
      startRule: oneOf(['can-be-enrolled', 'cohort-live']),
      gainRule: oneOf(['keep', 'restart']),
      backstop: dateText(dates)
        .optional()
        .transform((date) => date ?? null),
      decisionPointDays: whole(0, 730),
      dueSoonDays: whole(0, 730),
      reminders,
    })
    .superRefine((policy, context) => {
      if (policy.backstop !== null && policy.backstop <= policy.effectiveFrom) {
        const message = `the backstop ${policy.backstop} is not after the policy's first day, ${policy.effectiveFrom}`
        fault(context, ['backstop'], message, 'Correct one of the two dates.')
      }
    })
}

const windowSchema = z
  .strictObject({ days: z.array(oneOf(weekdays)).min(1), from: timeText, to: timeText, onBankHolidays: flag })
  .superRefine((window, context) => {
    if (window.from >= window.to) {
      const message = `the window ends at ${window.to}, not after its start at ${window.from}`
      fault(
        context,
        ['to'],
        message,
        'A window over midnight is two windows: until 24:00, and from 00:00 of the next day.',
      )
    }
    for (const [index, day] of window.days.entries()) {
      if (window.days.indexOf(day) !== index)
        fault(context, ['days', index], `${day} is there twice`, 'Name a day once.')
    }
  })

const windows = z.array(windowSchema).min(1).meta({ expected: 'a list of one window or more, with days, from and to' })

/** Each field may be left out, and so may all of them: then the default holds. */
const breaker = z
  .strictObject({
    windowMinutes: whole(1, 1_440).default(defaultBreaker.windowMinutes),
    minimumSample: whole(1, 1_000_000).default(defaultBreaker.minimumSample),
    failurePercent: whole(1, 100).default(defaultBreaker.failurePercent),
    stormFactor: whole(2, 1_000).default(defaultBreaker.stormFactor),
    stormPercent: whole(1, 100).default(defaultBreaker.stormPercent),
    normHours: whole(1, 168).default(defaultBreaker.normHours),
    openMinutes: whole(1, 1_440).default(defaultBreaker.openMinutes),
    probes: whole(1, 10_000).default(defaultBreaker.probes),
    probePercent: whole(1, 100).default(defaultBreaker.probePercent),
    rampMinutes: whole(0, 1_440).default(defaultBreaker.rampMinutes),
  })
  .optional()
  .transform((rules): BreakerRules => rules ?? defaultBreaker)
  .meta({ expected: 'the breaker’s fields, such as failurePercent' })

export const laneSchema: z.ZodType<Lane> = z
  .strictObject({
    id: idText,
    name: text,
    ratePerMinute: whole(1, 1_000_000),
    dailyCapacity: whole(0, 10_000_000),
    supplierMinimum: whole(0, 1_000_000),
    windows,
    prepayment: z.strictObject({ windows, dailyCap: whole(0, 10_000_000) }),
    groupSize: whole(1, 10_000),
    inFlightLimit: whole(1, 10_000_000),
    askAfterMinutes: whole(1, 100_000),
    attemptCostPence: whole(0, 1_000_000),
    division: oneOf(['england-and-wales', 'scotland']),
    breaker,
  })
  .superRefine((lane, context) => {
    const limits = [
      [['prepayment', 'dailyCap'], lane.prepayment.dailyCap, 'dailyCapacity', lane.dailyCapacity],
      [['supplierMinimum'], lane.supplierMinimum, 'dailyCapacity', lane.dailyCapacity],
      [['groupSize'], lane.groupSize, 'inFlightLimit', lane.inFlightLimit],
    ] as const
    for (const [path, value, over, limit] of limits) {
      if (value > limit) {
        const hint = 'Lower the first or raise the second.'
        fault(context, [...path], `${path.at(-1)} ${value} is more than ${over} ${limit}`, hint)
      }
    }
  })
