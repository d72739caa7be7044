import { z } from 'zod'
import { readDate } from './relative-date.js'
import type { DateContext } from './relative-date.js'
import { readWaits } from './duration.js'

/**
 * The smallest values of a programme file. Each carries `expected`, the words that finish "Write ..." in a problem's
 * hint (see issues.ts). A value that fails stops the checks that compare it with others.
 */

/** Reports what is wrong in a check of several fields, with its own hint. */
export function fault(
  context: {
    addIssue: (issue: { code: 'custom'; path?: PropertyKey[]; message: string; params: { hint: string } }) => void
  },
  path: PropertyKey[],
  message: string,
  hint: string,
): void {
  context.addIssue({ code: 'custom', path, message, params: { hint } })
}

/** Lower-case words joined by hyphens. */
export const idText = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { abort: true })
  .meta({ expected: 'lower-case words joined by hyphens, such as british-gas' })

export const text = z.string().trim().min(1).meta({ expected: 'some words' })

export const flag = z.boolean().meta({ expected: 'true or false' })

/** A whole number within limits, as YAML gives it. */
export function whole(min: number, max: number) {
  return z
    .number()
    .int()
    .min(min)
    .max(max)
    .meta({ expected: `a whole number from ${min} to ${max}` })
}

/** One of a few fixed words. */
export function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  return z.enum(words).meta({ expected: `one of: ${words.join(', ')}`, words })
}

/** A calendar day, absolute once read. */
export function dateText(context: DateContext) {
  const expected = context.relative
    ? 'a date such as 2019-05-26, or one relative to the day of loading: today, today-120d, today+7m'
    : 'a date such as 2019-05-26'
  return z
    .string()
    .transform((value, check) => {
      const reading = readDate(value, context)
      if (reading.ok) return reading.date
      switch (reading.reason) {
        case 'impossible':
          fault(check, [], `${value} is not a day of the calendar`, `Write ${expected}.`)
          break
        case 'out-of-range':
          fault(check, [], `${value} is not between the years 2000 and 2100`, `Write ${expected}.`)
          break
        case 'relative-not-allowed':
          fault(
            check,
            [],
            `"${value}" is a relative date, which this programme does not allow`,
            'Write a date such as 2019-05-26, or, in a programme for demonstration only, "dates: relative" in programme.yaml.',
          )
          break
        case 'not-a-date':
          fault(check, [], `"${value}" is not a date`, `Write ${expected}.`)
          break
      }
      return z.NEVER
    })
    .meta({ expected })
}

/** A time of day, `00:00` to `24:00`. */
export const timeText = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, { abort: true })
  .meta({ expected: 'a time from 00:00 to 24:00 in quotes' })

/** Waits in a CSV cell, such as `1h 4h 1d`; none if the cell is empty. */
export const waitsText = z
  .string()
  .transform((value, check) => {
    const waits = readWaits(value)
    if (waits !== null) return waits
    fault(
      check,
      [],
      `"${value}" is not a list of waits`,
      'Write waits such as 30s 5m 4h 1d (seconds, minutes, hours, days).',
    )
    return z.NEVER
  })
  .optional()
  .transform((waits) => waits ?? [])
  .meta({ expected: 'waits such as 30s 5m 4h 1d' })
