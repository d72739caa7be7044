import type { CounterFeed } from './counter-feed.js'
import type { Route } from './route.js'
import { accessRoutes } from './routes/access.js'
import { actionRoutes } from './routes/actions.js'
import { authorisationRoutes } from './routes/authorisations.js'
import { batchMemberRoutes } from './routes/batch-members.js'
import { batchRoutes } from './routes/batches.js'
import { decisionLogRoutes } from './routes/decision-log.js'
import { decisionRoutes } from './routes/decisions.js'
import { eventRoutes } from './routes/events.js'
import { exceptionRoutes } from './routes/exceptions.js'
import { fleetRoutes } from './routes/fleet.js'
import { importRoutes } from './routes/imports.js'
import { laneRoutes } from './routes/lanes.js'
import { meterRoutes } from './routes/meters.js'
import { operationRoutes } from './routes/operations.js'
import { portfolioRoutes } from './routes/portfolio.js'
import { programmeRoutes } from './routes/programme.js'
import { signInRoutes } from './routes/sign-in.js'
import { viewRoutes } from './routes/views.js'
import { wordRoutes } from './routes/words.js'

/** Every route of the API; a new resource is a file of routes and a line here. */
export function routesOf(feed: CounterFeed): readonly Route[] {
  return [
    ...fleetRoutes,
    ...exceptionRoutes,
    ...decisionLogRoutes,
    ...wordRoutes,
    ...eventRoutes(feed),
    ...meterRoutes,
    ...decisionRoutes,
    ...portfolioRoutes,
    ...actionRoutes,
    ...authorisationRoutes,
    ...laneRoutes,
    ...batchRoutes,
    ...batchMemberRoutes,
    ...importRoutes,
    ...programmeRoutes,
    ...operationRoutes,
    ...viewRoutes,
    ...accessRoutes,
    ...signInRoutes,
  ]
}
