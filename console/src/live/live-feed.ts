import type { Stage, Standing } from '../../../src/domain/stage.js'

/** Meters by stage and standing, as the service sends them whenever they change. */
export interface LiveCounters {
  readonly at: string
  readonly meters: number
  readonly stages: Readonly<Record<Stage, number>>
  readonly standings: Readonly<Record<Standing, number>>
}

export type LiveState = 'connecting' | 'live' | 'paused' | 'lost'

export interface Live {
  readonly state: LiveState
  /** Since when it is so, epoch milliseconds. */
  readonly since: number
  readonly counters: LiveCounters | null
}

let live: Live = { state: 'connecting', since: Date.now(), counters: null }
let source: EventSource | null = null
const listeners = new Set<() => void>()

function become(change: Partial<Live>): void {
  const since = change.state === undefined || change.state === live.state ? live.since : Date.now()
  live = { ...live, ...change, since }
  for (const each of listeners) each()
}

function open(): void {
  if (source !== null) return
  source = new EventSource('/v1/events')
  source.addEventListener('open', () => become({ state: 'live' }))
  source.addEventListener('counters', ({ data }: MessageEvent<string>) => {
    become({ state: 'live', counters: JSON.parse(data) as LiveCounters })
  })
  // It comes again by itself unless it was refused; then the next look at this page opens another.
  source.addEventListener('error', () => {
    become({ state: 'lost' })
    if (source?.readyState === EventSource.CLOSED) {
      close()
      window.setTimeout(() => listeners.size > 0 && !document.hidden && open(), 10_000)
    }
  })
}

function close(): void {
  source?.close()
  source = null
}

/** A browser opens six connections to one service; a page that nobody looks at gives its own back. */
function onVisibility(): void {
  if (document.hidden) {
    close()
    become({ state: 'paused' })
  } else open()
}

/** Listens to the live counters; one stream serves the whole page. */
export function subscribeLive(listener: () => void): () => void {
  listeners.add(listener)
  if (listeners.size === 1) {
    document.addEventListener('visibilitychange', onVisibility)
    if (!document.hidden) open()
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    document.removeEventListener('visibilitychange', onVisibility)
    close()
  }
}

export function readLive(): Live {
  return live
}
