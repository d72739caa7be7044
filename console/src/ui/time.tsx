import { useSyncExternalStore } from 'react'
import { dayText, exactTime, londonDay, relativeDay, relativeTime, shortTime } from '../words/times.js'

let now = Date.now()
const listeners = new Set<() => void>()
let timer: number | undefined

function tick(): void {
  now = Date.now()
  for (const each of listeners) each()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  // What has just happened is not told as something to come.
  if (Date.now() - now > 1_000) tick()
  timer ??= window.setInterval(tick, 10_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    window.clearInterval(timer)
    timer = undefined
  }
}

/** The time now, one clock for the page, to ten seconds. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}

interface TimeProps {
  /** ISO 8601, as the API gives it. */
  readonly at: string
  /** `relative` (“3 min ago”), `exact` (“25 Nov, 04:03”), or both. The whole instant is in the tooltip always. */
  readonly show?: 'relative' | 'exact' | 'both'
}

/** An instant, in London's time. */
export function Time({ at, show = 'relative' }: TimeProps) {
  const moment = new Date(at)
  const relative = relativeTime(moment.getTime(), Math.max(useNow(), 0))
  const text =
    show === 'relative' ? relative : show === 'exact' ? shortTime(moment) : `${shortTime(moment)} (${relative})`
  return (
    <time dateTime={at} title={exactTime(moment)}>
      {text}
    </time>
  )
}

interface DayProps {
  /** A calendar day, “2026-11-25”. */
  readonly on: string
  readonly relative?: boolean
}

/** A calendar day of London, and how far off it is. */
export function Day({ on, relative = false }: DayProps) {
  const far = relativeDay(on, londonDay(new Date(useNow())))
  return (
    <time dateTime={on} title={far}>
      {dayText(on)}
      {relative && <span className="quiet"> ({far})</span>}
    </time>
  )
}
