import type { EpochMs } from '../domain/brands.js'
import { londonDate } from '../domain/calendar.js'
import { healthDays, healths, openHealths } from '../domain/duty.js'
import { MeterliftError } from '../domain/errors.js'
import type { Programme } from '../domain/programme.js'
import { stages } from '../domain/stage.js'
import { normalText } from '../domain/text.js'
import type { MeterSort } from '../register/read/list-meters.js'
import type { MeterFilter } from '../register/read/meter-filter.js'

interface Named {
  readonly id: string
  readonly name: string
  readonly aliases?: readonly string[]
}

/** Finds what a person calls by its id, its name or one of its aliases, in any case. */
export function named<T extends Named>(items: readonly T[], text: string): T | undefined {
  const wanted = normalText(text)
  return items.find(({ id, name, aliases }) =>
    [id, name, ...(aliases ?? [])].some((each) => normalText(each) === wanted),
  )
}

/** Values of a filter that are words of the program. */
const words = {
  stage: stages,
  standing: ['ready', 'held', 'in-flight'],
  fuel: ['electricity', 'gas'],
  paymentMode: ['credit', 'prepayment'],
  service: ['active', 'dormant'],
  referral: ['proposed', 'referred', 'answered'],
  duty: ['open', 'no-clock', 'met-in-time', 'met-late', 'ended'],
  health: healths,
} as const

/**
 * Turns a filter as a person gave it (names, any case) into ids of the programme, so that a slip of the pen is told and
 * does not look like an empty list. A health is that of the London day of `now`, under the policy in force.
 * @throws MeterliftError FILTER_INVALID naming the filter and its possible values
 */
export function resolveFilter(programme: Programme, filter: MeterFilter, now: EpochMs): MeterFilter {
  const idIn = (name: string, items: readonly Named[], text: string | undefined): string | undefined => {
    if (text === undefined) return undefined
    const item = named(items, text)
    if (item === undefined)
      throw invalid(
        name,
        text,
        items.map(({ id }) => id),
      )
    return item.id
  }
  const wordOf = (name: keyof typeof words): string | undefined => {
    const text = filter[name]
    if (text === undefined) return undefined
    const known: readonly string[] = words[name]
    const word = known.find((each) => each === normalText(text))
    if (word === undefined) throw invalid(name, text, known)
    return word
  }
  return {
    ...filter,
    supplier: idIn('supplier', programme.suppliers, filter.supplier),
    cohort: idIn('cohort', programme.cohorts, filter.cohort),
    lane: idIn('lane', programme.lanes, filter.lane),
    stage: wordOf('stage'),
    standing: wordOf('standing'),
    fuel: wordOf('fuel'),
    paymentMode: wordOf('paymentMode'),
    service: wordOf('service'),
    referral: wordOf('referral'),
    duty: wordOf('duty'),
    health: wordOf('health'),
    ...(filter.health === undefined ? {} : { on: healthDays(programme.policies, londonDate(now)) }),
    code: codeText(filter.code),
    failure: codeText(filter.failure),
  }
}

/**
 * Refuses an order by due date for meters whose duty may be met, or may have no date.
 * @throws MeterliftError FILTER_INVALID
 */
export function checkSort(sort: MeterSort | undefined, { health }: MeterFilter): void {
  if (sort === 'due' && !openHealths.some((each) => each === health))
    throw new MeterliftError('FILTER_INVALID', 'meters are sorted by due date only where their duty is open', {
      hint: `add a health: one of ${openHealths.join(', ')}`,
    })
}

/** Codes are upper case, but for the categories of exclusion. */
function codeText(text: string | undefined): string | undefined {
  return text === undefined || text.includes('-') ? text : text.trim().toUpperCase()
}

function invalid(name: string, text: string, values: readonly string[]): MeterliftError {
  return new MeterliftError('FILTER_INVALID', `there is no ${name.replace('Mode', ' mode')} “${text}”`, {
    hint: `one of ${values.join(', ')}`,
  })
}
