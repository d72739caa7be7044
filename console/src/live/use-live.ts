import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { readLive, subscribeLive, type Live } from './live-feed.js'

const leastMs = 3_000

export function useLive(): Live {
  return useSyncExternalStore(subscribeLive, readLive)
}

/** Reads queries marked `meta: { live: true }` again when the counters change, at most every three seconds. */
export function useLiveQueries(): void {
  const client = useQueryClient()
  const { counters } = useLive()
  const last = useRef(0)
  useEffect(() => {
    if (counters === null) return
    const wait = Math.max(0, last.current + leastMs - Date.now())
    const timer = window.setTimeout(() => {
      last.current = Date.now()
      void client.invalidateQueries({ predicate: ({ meta }) => meta?.live === true }, { cancelRefetch: false })
    }, wait)
    return () => window.clearTimeout(timer)
  }, [client, counters])
}
