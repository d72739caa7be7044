import type { CounterFeed } from './counter-feed.js'
import type { Route } from './route.js'
import { accessRoutes } from './routes/access.js'
import { decisionRoutes } from './routes/decisions.js'
import { eventRoutes } from './routes/events.js'
import { fleetRoutes } from './routes/fleet.js'
import { importRoutes } from './routes/imports.js'
import { meterRoutes } from './routes/meters.js'
import { operationRoutes } from './routes/operations.js'
import { programmeRoutes } from './routes/programme.js'
import { signInRoutes } from './routes/sign-in.js'

/** Every route of the API; a new resource is a file of routes and a line here. */
export function routesOf(feed: CounterFeed): readonly Route[] {
  return [
    ...fleetRoutes,
    ...eventRoutes(feed),
    ...meterRoutes,
    ...decisionRoutes,
    ...importRoutes,
    ...programmeRoutes,
    ...operationRoutes,
    ...accessRoutes,
    ...signInRoutes,
  ]
}
