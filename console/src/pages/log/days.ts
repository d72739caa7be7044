import { isIsoDate } from '../../../../src/domain/calendar.js'
import { laterDay } from '../../words/months.js'
import { londonInstant } from '../../words/times.js'

/** Days of the address as the instants that the API takes: from the first's beginning to the last's end, London's. */
export function between({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }) {
  // What is no day is left to the API to refuse.
  const midnight = (day: string): string => londonInstant(`${day}T00:00`) ?? day
  return {
    ...(from === undefined ? {} : { from: midnight(from) }),
    ...(to === undefined ? {} : { to: midnight(isIsoDate(to) ? laterDay(to, 1) : to) }),
  }
}
