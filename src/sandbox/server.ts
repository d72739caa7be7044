import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { Readable } from 'node:stream'
import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import {
  recordsRequest,
  statusRequest,
  submissionsRequest,
  type WireSmiRecord,
  type WireSmsoRecord,
} from '../gateways/wire.js'
import { parseDeviceId } from '../domain/identifiers.js'
import { wireOf } from './callbacks.js'
import { parseFate } from './fate.js'
import { faultRequest, type Faults } from './faults.js'
import { parseScript, type Directive, type Script } from './script.js'
import type { Sandbox } from './state.js'
import { takeSubmissions } from './submissions.js'
import { loadWorld } from './world.js'

export interface SandboxDeps {
  readonly db: Sandbox
  readonly faults: Faults
  readonly seed: string
  readonly pace: { readonly from: number; readonly to: number }
  readonly token: string
  readonly log: FastifyBaseLogger
  readonly script: { current: Script | null }
}

const patchRequest = z.strictObject({
  supplier: z.string().optional(),
  manufacturer: z.string().optional(),
  model: z.string().optional(),
  firmware: z.string().optional(),
  hub_firmware: z.string().optional(),
  payment_mode: z.enum(['credit', 'prepayment']).optional(),
  meter_point: z.string().optional(),
  keys: z.boolean().optional(),
  smso_known: z.boolean().optional(),
  smi_status: z.string().optional(),
  fate: z
    .string()
    .refine((text) => parseFate(text) !== null, 'clean, transient:CODE:n, fix:CODE or never:CODE')
    .optional(),
})

/** The sandbox's HTTP service: the SMSOs, the SMI and DCC as Meterlift meets them, and what a test may set. */
export function createSandboxServer(deps: SandboxDeps): FastifyInstance {
  const { db, faults } = deps
  const base: FastifyInstance = Fastify({
    loggerInstance: deps.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 16 * 1024 * 1024,
  })
  const server = base.withTypeProvider<ZodTypeProvider>()
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  server.addHook('onRequest', async (request, reply) => {
    if (request.url === '/health' || isToken(request.headers.authorization, deps.token)) return
    await reply.code(401).send({ error: 'the bearer token is missing or wrong' })
  })
  server.addContentTypeParser('text/csv', (_request, payload, done) => done(null, payload))
  server.addContentTypeParser(['text/yaml', 'application/yaml'], { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )

  server.get('/health', () => ({ status: 'ok' }))

  server.post(
    '/smso/:smsoId/records',
    { schema: { params: z.object({ smsoId: z.string() }), body: recordsRequest } },
    async (request, reply) => {
      const { smsoId } = request.params
      if (await struck(faults, smsoId, reply)) return reply
      return { records: await smsoRecords(db, smsoId, normal(request.body.deviceIds)) }
    },
  )

  server.post('/smi/records', { schema: { body: recordsRequest } }, async (request, reply) => {
    if (await struck(faults, 'smi', reply)) return reply
    const records = await db<WireSmiRecord[]>`
      select device_id as "deviceId", smi_status as status,
             case when smi_status = 'Commissioned' then meter_point end as "meterPoint"
      from device where device_id = any(${normal(request.body.deviceIds)})`
    return { records }
  })

  server.post('/dcc/submissions', { schema: { body: submissionsRequest } }, async (request, reply) => {
    const { submissions } = request.body
    if (await struck(faults, submissions[0]?.laneId ?? '*', reply)) return reply
    const context = {
      db,
      seed: deps.seed,
      pace: deps.pace,
      script: deps.script.current,
      stormOf: (lane: string) => faults.shareOf(lane, 'storm'),
      refuses: (lane: string) => Math.random() < faults.shareOf(lane, 'refuse'),
    }
    return { submissions: await takeSubmissions(context, submissions, Date.now()) }
  })

  server.post('/dcc/submissions/status', { schema: { body: statusRequest } }, async (request, reply) => {
    if (await struck(faults, 'dcc', reply)) return reply
    return { submissions: await states(db, request.body.submissionIds) }
  })

  server.get('/sandbox/counts', () => counts(db))
  server.get('/sandbox/faults', () => ({ faults: faults.list() }))
  server.post('/sandbox/faults', { schema: { body: faultRequest } }, async (request) => {
    await faults.set(request.body)
    return { faults: faults.list() }
  })
  server.delete(
    '/sandbox/faults',
    { schema: { querystring: z.object({ place: z.string().optional() }) } },
    async (request) => {
      await faults.lift(request.query.place ?? null)
      return { faults: faults.list() }
    },
  )
  server.put('/sandbox/script', async (request, reply) => {
    try {
      const text = typeof request.body === 'string' ? request.body : JSON.stringify(request.body)
      const script = parseScript(text, 'the script')
      await db`insert into script (content) values (${db.json(script)}) on conflict (one) do update set content = excluded.content`
      deps.script.current = script
      return { devices: Object.keys(script.devices).length }
    } catch (error) {
      return reply.code(400).send({ error: error instanceof Error ? error.message : String(error) })
    }
  })
  server.post('/sandbox/world', async (request, reply) => {
    if (!(request.body instanceof Readable)) return reply.code(415).send({ error: 'send the world as text/csv' })
    return loadWorld(db, request.body, deps.seed)
  })
  addDeviceRoutes(base, db)
  return base
}

function addDeviceRoutes(server: FastifyInstance, db: Sandbox): void {
  const routes = server.withTypeProvider<ZodTypeProvider>()
  const params = z.object({ deviceId: z.string() })
  routes.get('/sandbox/devices/:deviceId', { schema: { params } }, async (request, reply) => {
    const id = parseDeviceId(request.params.deviceId) ?? request.params.deviceId
    const [device] = await db`select * from device where device_id = ${id}`
    if (device === undefined) return reply.code(404).send({ error: `no device ${id}` })
    return { device, outcomes: await db`select * from outcome where device_id = ${id} order by attempt` }
  })
  routes.patch('/sandbox/devices/:deviceId', { schema: { params, body: patchRequest } }, async (request, reply) => {
    const id = parseDeviceId(request.params.deviceId) ?? request.params.deviceId
    const [device] = await db`update device set ${db(request.body)} where device_id = ${id} returning *`
    return device === undefined ? reply.code(404).send({ error: `no device ${id}` }) : { device }
  })
}

/** Applies a place's fault to a request; true: the reply is taken care of. */
async function struck(faults: Faults, place: string, reply: FastifyReply): Promise<boolean> {
  const hit = (kind: 'slow' | 'timeout' | 'error500' | 'malformed'): boolean =>
    Math.random() < faults.shareOf(place, kind)
  if (hit('timeout')) {
    await new Promise((resolve) => setTimeout(resolve, 30_000))
    await reply.code(504).send({ error: 'timed out' })
    return true
  }
  if (hit('error500')) {
    await reply.code(500).send({ error: 'the head end failed' })
    return true
  }
  if (hit('malformed')) {
    await reply.type('application/json').send('{"submissions": [{"submissionId": 7}], "records": [{}]}')
    return true
  }
  if (hit('slow')) await new Promise((resolve) => setTimeout(resolve, 3_000))
  return false
}

async function smsoRecords(
  db: Sandbox,
  smsoId: string,
  deviceIds: readonly string[],
): Promise<readonly WireSmsoRecord[]> {
  return db<WireSmsoRecord[]>`
    select d.meter_point as "meterPoint", d.fuel, d.device_id as "deviceId",
           jsonb_build_object('manufacturer', d.manufacturer, 'model', d.model, 'firmware', d.firmware) as device,
           d.hub_id as "hubId",
           jsonb_build_object('manufacturer', d.hub_manufacturer, 'model', d.hub_model, 'firmware', d.hub_firmware) as hub,
           d.supplier as "supplierId", d.payment_mode as "paymentMode", d.keys as "keysPresent",
           coalesce((select jsonb_agg(o.device_id order by o.device_id) from device o
                     where o.hub_id = d.hub_id and o.device_id <> d.device_id), '[]') as siblings
    from device d
    where d.device_id = any(${[...deviceIds]}) and d.smso_known and d.smso = ${smsoId}`
}

interface OutcomeRow {
  readonly outcome_id: string
  readonly submission_id: string
  readonly device_id: string
  readonly result: 'commissioned' | 'failed'
  readonly code: string | null
  readonly due_at: Date
  readonly manner: Directive
}

async function states(db: Sandbox, ids: readonly string[]) {
  const known = await db<
    { submission_id: string }[]
  >`select submission_id from submission where submission_id = any(${[...ids]}::uuid[])`
  const rows = await db<OutcomeRow[]>`
    select outcome_id, submission_id, device_id, result, code, due_at, manner from outcome
    where submission_id = any(${[...ids]}::uuid[]) and happened and coalesce(manner ->> 'silence', '') <> 'all'`
  return ids.map((submissionId) => ({
    submissionId,
    known: known.some(({ submission_id }) => submission_id === submissionId),
    outcomes: rows.filter(({ submission_id }) => submission_id === submissionId).map(wireOf),
  }))
}

/** The sandbox's own count of what it was asked to do and did. */
async function counts(db: Sandbox) {
  const [row] = await db`
    select (select count(*)::int from submission) as submissions,
           (select coalesce(sum(times - 1), 0)::int from submission) as duplicates,
           (select count(*)::int from outcome) as attempts,
           (select count(*)::int from device where smi_status = 'Commissioned') as commissioned,
           (select count(*)::int from device where commissions > 0) as migrated,
           (select count(*)::int from device where commissions > 1) as "migratedTwice",
           (select count(*)::int from outcome where sent < sends) as unsent`
  return row ?? {}
}

function normal(ids: readonly string[]): string[] {
  return ids.map((id) => parseDeviceId(id) ?? id)
}

function isToken(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '')
  const expected = Buffer.from(`Bearer ${token}`)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
