import { randomUUID } from 'node:crypto'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import { outcomeOf } from '../gateways/dcc.js'
import { signatureHeader, verifyCallback } from '../gateways/outcome-callback.js'
import { callbackBody } from '../gateways/wire.js'
import { inTransaction } from '../register/in-transaction.js'
import type { Database } from '../register/database.js'
import { storeOutcomes } from '../register/outcome/store-outcomes.js'
import { serveConsole } from './console.js'
import type { V1Deps } from './v1/deps.js'
import { v1 } from './v1/plugin.js'

export interface ApiDeps {
  readonly db: Database
  /** Secrets with which DCC may sign; two while one replaces the other. */
  readonly secrets: readonly string[]
  readonly clock: () => number
  readonly log: FastifyBaseLogger
  /** What the API below /v1 needs beside; absent: there is none. */
  readonly v1?: Omit<V1Deps, 'db' | 'clock' | 'log'>
  /** Folder of the built console; absent: none is served. */
  readonly console?: string
}

/** How far the clock of DCC may differ from ours, in milliseconds: the replay window of a callback. */
const toleranceMs = 5 * 60_000

/** The HTTP service: outcome callbacks, health and metrics, and the API below /v1. */
export function createServer(deps: ApiDeps): FastifyInstance {
  const server = Fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 4 * 1024 * 1024,
    genReqId: () => randomUUID(),
    // Slow senders of headers or of a body do not hold a connection for ever; a file may take its time.
    requestTimeout: 30 * 60_000,
  })
  const metrics = createMetrics(deps.db)

  // The signature covers the bytes as they were sent, so the body is parsed after it is checked.
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body))

  server.post<{ Body: string }>('/callbacks/dcc/outcomes', async (request, reply) => {
    const header = request.headers[signatureHeader]
    const check = verifyCallback({
      secrets: deps.secrets,
      header: Array.isArray(header) ? header[0] : header,
      body: request.body,
      now: deps.clock(),
      toleranceMs,
    })
    if (check.kind !== 'ok') {
      metrics.refused.inc({ why: check.kind })
      return problem(reply, 401, 'CALLBACK_UNSIGNED', refusals[check.kind])
    }
    const body = callbackBody.safeParse(json(request.body))
    if (!body.success) {
      metrics.refused.inc({ why: 'malformed' })
      const [issue] = body.error.issues
      return problem(
        reply,
        400,
        'CALLBACK_MALFORMED',
        `${issue?.path.join('.') ?? 'the body'}: ${issue?.message ?? 'not readable'}`,
      )
    }
    const stored = await inTransaction(deps.db, (tx) =>
      storeOutcomes(tx, body.data.outcomes.map(outcomeOf), deps.clock()),
    )
    metrics.outcomes.inc({ what: 'new' }, stored.stored - stored.unknown)
    metrics.outcomes.inc({ what: 'duplicate' }, stored.duplicates)
    metrics.outcomes.inc({ what: 'unknown-device' }, stored.unknown)
    return reply.code(202).send(stored)
  })

  server.get('/health', async (_request, reply) => {
    try {
      await deps.db`select 1`
      return { status: 'ok' }
    } catch {
      return reply.code(503).send({ status: 'register-away' })
    }
  })

  server.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  )
  const { v1: more, console: folder } = deps
  if (more !== undefined) {
    const { db, clock, log } = deps
    server.register((scope) => v1(scope, { ...more, db, clock, log }), { prefix: '/v1' })
  }
  if (folder !== undefined) server.register((scope) => serveConsole(scope, folder, more?.examplePeople !== true))
  return server
}

const refusals = {
  missing: `the header ${signatureHeader} is missing`,
  'bad-signature': 'the signature does not fit the body',
  skewed: 'the timestamp is outside the replay window of five minutes; send the callback again, signed anew',
} as const

interface Reply {
  code(status: number): Reply
  type(type: string): Reply
  send(body: unknown): unknown
}

/** An RFC 9457 problem. */
function problem(reply: Reply, status: number, code: string, detail: string): unknown {
  return reply
    .code(status)
    .type('application/problem+json')
    .send({ type: 'about:blank', title: code, status, code, detail })
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function createMetrics(db: Database) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const outcomes = new Counter({
    name: 'meterlift_outcomes_total',
    help: 'Outcomes received from DCC',
    labelNames: ['what'],
    registers: [registry],
  })
  const refused = new Counter({
    name: 'meterlift_callbacks_refused_total',
    help: 'Callbacks refused',
    labelNames: ['why'],
    registers: [registry],
  })
  registry.registerMetric(
    new Gauge({
      name: 'meterlift_journeys',
      help: 'Journeys by stage',
      labelNames: ['stage'],
      registers: [],
      async collect() {
        this.reset()
        for (const row of await db<
          { stage: string; n: number }[]
        >`select stage, sum(n)::bigint as n from stage_count group by stage`) {
          this.set({ stage: row.stage }, row.n)
        }
      },
    }),
  )
  return { registry, outcomes, refused }
}
