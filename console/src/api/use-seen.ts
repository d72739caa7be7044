import { useQueryClient, type QueryFunction, type QueryKey } from '@tanstack/react-query'
import { useState } from 'react'
import { problemOf } from './problem.js'

/** How something is read, as `queryOptions` tells it. */
interface Reading<S, K extends QueryKey> {
  readonly queryKey: K
  readonly queryFn?: QueryFunction<S, K>
}

/**
 * What a dialog decides on stays what was looked at: sent again after a lost answer, it is the same command. Where the service says that it
 * has moved on meanwhile (412), it is read again and shown as it stands now; a second press decides on that.
 * @returns what is decided on, and what a decision on it goes through
 */
export function useSeen<S, K extends QueryKey>(looked: S, again: Reading<S, K>) {
  const client = useQueryClient()
  const [seen, see] = useState(looked)
  const decide = async <A>(act: () => Promise<A>): Promise<A> => {
    try {
      return await act()
    } catch (error) {
      if (problemOf(error).status === 412) see(await client.query({ ...again, staleTime: 0 }))
      throw error
    }
  }
  return [seen, decide] as const
}
