import { londonInstant, nextDay } from '../../words/times.js'

/** Days of the address as the instants that the API takes: from the first's beginning to the last's end, London's. */
export function between({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }) {
  const start = from === undefined ? undefined : londonInstant(`${from}T00:00`)
  const end = to === undefined ? undefined : londonInstant(`${nextDay(to)}T00:00`)
  return { ...(start === undefined ? {} : { from: start }), ...(end === undefined ? {} : { to: end }) }
}
