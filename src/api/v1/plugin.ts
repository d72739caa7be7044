import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { londonDate } from '../../domain/calendar.js'
import { MeterliftError } from '../../domain/errors.js'
import { failureSpan } from '../../domain/failure-trend.js'
import { permitted } from '../../domain/access.js'
import { failDeadOperations } from '../../register/access/operations.js'
import { forgetAnswers } from '../../register/access/requests.js'
import { countCauses } from '../../register/failure/count-causes.js'
import { foldCounters } from '../../register/fold-counters.js'
import { authenticate } from '../auth/authenticate.js'
import type { Caller } from '../auth/caller.js'
import { refuseForeignName, refuseForgery } from '../auth/forgery.js'
import { answerRead, carryOut, problemType } from './carry-out.js'
import type { V1Deps } from './deps.js'
import { documentHead, schemaOfRoute, uploadTypes } from './document.js'
import { createCounterFeed } from './counter-feed.js'
import { problemOf } from './problem.js'
import type { Route } from './route.js'
import { routesOf } from './routes.js'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null: nobody said. */
    caller: Caller | null
  }
  interface FastifyContextConfig {
    /** What a route of the API needs (src/domain/access.ts). */
    permission?: Route['permission']
  }
}

const nobody: Caller = { id: 'nobody', name: 'nobody', roles: [], permissions: permitted([], null), supplier: null }
const refusalsAMinute = 30
const tidyMs = 60_000

/** The API below /v1. */
export async function v1(server: FastifyInstance, deps: V1Deps): Promise<void> {
  server.setValidatorCompiler(() => () => true)
  server.setSerializerCompiler(() => (data) => JSON.stringify(data))
  takeBodies(server)
  tellProblems(server)
  await server.register(helmet, {
    contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }, useDefaults: false },
    // Whether it is reached by HTTPS alone is for whoever stands in front of it.
    strictTransportSecurity: deps.examplePeople ? false : { maxAge: 31_536_000 },
  })
  await server.register(cookie)
  await server.register(swagger, { openapi: documentHead })
  await server.register(rateLimit, {
    hook: 'preParsing',
    max: deps.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => request.caller?.id ?? request.ip,
    errorResponseBuilder: (_request, { after }) => tooMany(after),
  })
  admit(server, deps)
  const feed = createCounterFeed(deps)
  const routes = routesOf(feed)
  for (const each of routes) addRoute(server, deps, each)
  server.get('/openapi.json', { config: { permission: 'anyone' }, schema: { hide: true } }, () => server.swagger())
  tidy(server, deps, () => feed.close())
}

function tooMany(after: string): MeterliftError {
  return new MeterliftError('RATE_EXCEEDED', 'too many requests', { hint: `go on in ${after}` })
}

/** Finds out who asks before anything is read of the body. Who is refused again and again has to wait. */
function admit(server: FastifyInstance, deps: V1Deps): void {
  const refusals = server.createRateLimit({
    max: refusalsAMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => `refused ${request.ip}`,
  })
  server.decorateRequest('caller', null)
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('cache-control', 'no-store')
    if (deps.examplePeople) refuseForeignName(request)
    const { permission } = request.routeOptions.config
    if (permission === undefined) return
    try {
      request.caller = await authenticate(deps, request)
      if (permission !== 'anyone') mayCome(request, permission)
    } catch (error) {
      if (error instanceof MeterliftError && error.code === 'SIGN_IN_REFUSED') {
        const allowed = await refusals(request)
        if (!allowed.isAllowed && allowed.isExceeded) throw tooMany('a minute')
      }
      throw error
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') refuseForgery(request, request.caller)
  })
}

function mayCome({ caller }: FastifyRequest, permission: Exclude<Route['permission'], 'anyone'>): void {
  if (caller === null) {
    throw new MeterliftError('SIGN_IN_NEEDED', 'say who you are', {
      hint: 'send Authorization: Bearer with an API token or an access token; docs/security.md',
    })
  }
  if (permission === 'signed-in' || caller.permissions.has(permission)) return
  throw new MeterliftError('NOT_PERMITTED', `this needs the permission ${permission}`, {
    hint: `you are ${caller.roles.join(' and ')}; docs/security.md says who may what`,
  })
}

function addRoute(server: FastifyInstance, deps: V1Deps, route: Route): void {
  server.route({
    method: route.method,
    url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    schema: schemaOfRoute(route),
    config: { permission: route.permission },
    exposeHeadRoute: false,
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    handler: async (request, reply) => {
      const caller = request.caller ?? nobody
      const carry = route.method === 'GET' ? answerRead : carryOut
      return carry(deps, route, caller, request, reply)
    },
  })
}

/** JSON for commands, and files as streams. */
function takeBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'string' }, server.getDefaultJsonParser('error', 'error'))
  server.addContentTypeParser([...uploadTypes], (_request, payload, done) => done(null, payload))
}

function tellProblems(server: FastifyInstance): void {
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request.id)
    if (problem.status >= 500) request.log.error({ err: error, url: request.routeOptions.url }, 'a request failed')
    if (problem.status === 401) void reply.header('www-authenticate', 'Bearer')
    return reply.code(problem.status).type(problemType).send(JSON.stringify(problem))
  })
  server.setNotFoundHandler((request, reply) => {
    const problem = problemOf(
      new MeterliftError('ROUTE_UNKNOWN', 'there is no such route', { hint: '/v1/openapi.json lists them' }),
      request.id,
    )
    return reply.code(problem.status).type(problemType).send(JSON.stringify(problem))
  })
}

/** What nobody asks for any more is forgotten, work whose process died is said to have failed, counters are folded, and causes of failures counted. */
function tidy(server: FastifyInstance, { db, programmes, clock, log }: V1Deps, close: () => void): void {
  const sweep = async (): Promise<void> => {
    const now = clock()
    await failDeadOperations(db, now - tidyMs, now)
    await forgetAnswers(db, now)
    await foldCounters(db, now)
    const { programme } = await programmes.current(db)
    await countCauses(db, failureSpan(programme.policies, londonDate(now)))
  }
  const timer = setInterval(() => {
    sweep().catch((error: unknown) => log.warn({ err: error }, 'could not tidy up'))
  }, tidyMs)
  timer.unref()
  server.addHook('preClose', () => {
    clearInterval(timer)
    close()
  })
}
