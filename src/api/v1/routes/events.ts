import { noBody, nothing, text } from '../forms.js'
import type { CounterFeed } from '../counter-feed.js'
import { route, type Route } from '../route.js'

const heartbeatMs = 15_000
/** After this a stream ends and its page comes again, so that who may no longer read is noticed. */
const longestMs = 10 * 60_000

/** Live counters as server-sent events. */
export function eventRoutes(feed: CounterFeed): readonly Route[] {
  return [
    route(
      {
        method: 'GET',
        path: '/events',
        summary: 'Live counters as server-sent events: an event “counters” now, and whenever they change',
        tag: 'fleet',
        permission: 'fleet:read',
        params: nothing,
        query: nothing,
        body: noBody,
        answer: text,
        raw: { type: 'text/event-stream', describe: 'events “counters”, each with meters by stage and standing' },
      },
      ({ caller, reply }) => {
        const headers = reply.getHeaders()
        reply.hijack()
        const { raw } = reply
        for (const [name, value] of Object.entries(headers)) if (value !== undefined) raw.setHeader(name, value)
        raw.writeHead(200, { 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' })
        raw.write('retry: 2000\n\n')
        const end = (): void => void raw.end()
        const leave = feed.listen(
          caller.supplier,
          ({ at, ...counters }) => {
            // Who is slow to read misses what lies between, which the next event makes good.
            if (raw.writableNeedDrain) return
            const data = JSON.stringify({ at: new Date(at).toISOString(), ...counters })
            raw.write(`event: counters\ndata: ${data}\n\n`)
          },
          end,
        )
        const beat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs)
        const limit = setTimeout(end, longestMs)
        raw.on('close', () => {
          clearInterval(beat)
          clearTimeout(limit)
          leave()
        })
        return Promise.resolve(null)
      },
    ),
  ]
}
