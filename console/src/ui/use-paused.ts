import { useEffect, useState } from 'react'

/** A value once it has stood still for a while. */
export function usePaused<T>(value: T, ms: number): T {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = window.setTimeout(() => setPaused(value), ms)
    return () => window.clearTimeout(timer)
  }, [value, ms])
  return paused
}
