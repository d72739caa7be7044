import { londonInstant, nextDay } from '../../words/times.js'

/** Days of the address as the instants that the API takes: from the first's beginning to the last's end, London's. */
export function between({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }) {
  return {
    ...(from === undefined ? {} : { from: londonInstant(`${from}T00:00`) }),
    ...(to === undefined ? {} : { to: londonInstant(`${nextDay(to)}T00:00`) }),
  }
}
