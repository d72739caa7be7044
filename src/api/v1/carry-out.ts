import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { MeterliftError } from '../../domain/errors.js'
import { addAudit, type AuditEntry } from '../../register/access/audit.js'
import { freeRequest, keepAnswer, reserveRequest, type KeptAnswer } from '../../register/access/requests.js'
import type { Caller } from '../auth/caller.js'
import { readerOf } from './access.js'
import type { V1Deps } from './deps.js'
import { problemOf } from './problem.js'
import type { Asked, Route } from './route.js'

const keyForm = /^[\x21-\x7e]{1,200}$/
export const problemType = 'application/problem+json'

/** Answers a read; where it is of personal data or data leaves, that goes on the audit log first. */
export async function answerRead(
  deps: V1Deps,
  route: Route,
  caller: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  if (route.audited === true) await audit(deps, route, caller, request, { phase: 'asked', status: null, code: null })
  const answered = await route.answer(askedOf(deps, caller, request, reply, request.id))
  if (answered === null) return reply
  return send(reply, answerOf(route, answered))
}

/**
 * Carries a command out once: its key is taken, the audit log told, then it is done and its answer kept. A repeated
 * request gets the same answer; the same key with another command is refused. A fault of ours frees the key.
 */
export async function carryOut(
  deps: V1Deps,
  route: Route,
  caller: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const key = keyOf(route, caller, request)
  const commandId = key === null ? uuidOf(request.id) : uuidOf(`${caller.id} ${key.key}`)
  if (key !== null) {
    const reserved = await reserveRequest(deps.db, key, fingerprintOf(request), deps.clock())
    if (reserved.kind === 'answered') return send(reply.header('idempotency-replayed', 'true'), reserved.answer)
    if (reserved.kind !== 'new') throw notAgain(reserved.kind)
  }
  const answer = await once(deps, route, request, caller, key, () =>
    route.answer(askedOf(deps, caller, request, reply, commandId)),
  )
  return answer === null ? reply : send(reply, answer)
}

/** Does it, between two lines of the audit log, and keeps the answer; a problem is an answer too. */
async function once(
  deps: V1Deps,
  route: Route,
  request: FastifyRequest,
  caller: Caller,
  key: { readonly caller: string; readonly key: string } | null,
  act: () => ReturnType<Route['answer']>,
): Promise<KeptAnswer | null> {
  try {
    await audit(deps, route, caller, request, { phase: 'asked', status: null, code: null })
    const answered = await act()
    const answer = answered === null ? null : answerOf(route, answered)
    await audit(deps, route, caller, request, { phase: 'answered', status: answer?.status ?? 200, code: null })
    if (key !== null && answer !== null) await keepAnswer(deps.db, key, answer)
    return answer
  } catch (error) {
    const problem = problemOf(error, request.id)
    // The register may be what failed; the error itself is what is told then.
    await finish(deps, route, caller, request, key, problem).catch((failure: unknown) =>
      request.log.error({ err: failure }, 'the end of a command could not be recorded'),
    )
    throw error
  }
}

async function finish(
  deps: V1Deps,
  route: Route,
  caller: Caller,
  request: FastifyRequest,
  key: { readonly caller: string; readonly key: string } | null,
  problem: { readonly status: number; readonly code: string },
): Promise<void> {
  if (key !== null) {
    if (problem.status >= 500 || problem.status === 429) await freeRequest(deps.db, key)
    else
      await keepAnswer(deps.db, key, {
        status: problem.status,
        body: problem,
        headers: { 'content-type': problemType },
      })
  }
  await audit(deps, route, caller, request, { phase: 'answered', status: problem.status, code: problem.code })
}

function keyOf(
  route: Route,
  caller: Caller,
  request: FastifyRequest,
): { readonly caller: string; readonly key: string } | null {
  if (route.repeatable === true) return null
  const given = request.headers['idempotency-key']
  if (typeof given === 'string' && keyForm.test(given)) return { caller: caller.id, key: given }
  throw new MeterliftError('IDEMPOTENCY_KEY_MISSING', 'a command needs a header Idempotency-Key', {
    hint: 'any text of your own, new for each command (a UUID), the same when you send it again',
  })
}

/** What makes a request the same as another: where it goes and what it says. An upload is known by its name and length. */
function fingerprintOf(request: FastifyRequest): string {
  const streamed = typeof request.body === 'object' && request.body !== null && 'pipe' in request.body
  const said = streamed ? [request.headers['content-length'] ?? ''] : request.body
  return createHash('sha256')
    .update(JSON.stringify([request.method, request.url, request.headers['if-match'] ?? null, said ?? null]))
    .digest('hex')
}

function notAgain(kind: 'under-way' | 'other'): MeterliftError {
  return kind === 'other'
    ? new MeterliftError('IDEMPOTENCY_KEY_REUSED', 'this Idempotency-Key came with another command before', {
        hint: 'give each command a key of its own',
      })
    : new MeterliftError('REQUEST_UNDER_WAY', 'this command is being carried out', {
        hint: 'send it again in a moment to get its answer',
      })
}

/** A UUID (version 8) out of a text: the same text gives the same. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

function askedOf(
  deps: V1Deps,
  caller: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
  commandId: string,
): Asked<unknown, unknown, unknown> {
  return {
    params: request.params,
    query: request.query,
    body: request.body,
    caller,
    deps,
    read: readerOf(deps.db, caller),
    now: deps.clock(),
    request,
    reply,
    commandId,
  }
}

function answerOf(
  route: Route,
  { body, status, etag, location }: NonNullable<Awaited<ReturnType<Route['answer']>>>,
): KeptAnswer {
  return {
    status: status ?? route.status ?? 200,
    body,
    headers: { ...(etag === undefined ? {} : { etag }), ...(location === undefined ? {} : { location }) },
  }
}

function send(reply: FastifyReply, { status, body, headers }: KeptAnswer): FastifyReply {
  void reply.code(status).headers({ 'content-type': 'application/json; charset=utf-8', ...headers })
  return status === 204 ? reply.send() : reply.send(JSON.stringify(body))
}

async function audit(
  { db, clock }: V1Deps,
  route: Route,
  caller: Caller,
  request: FastifyRequest,
  what: Pick<AuditEntry, 'phase' | 'status' | 'code'>,
): Promise<void> {
  await addAudit(db, {
    at: clock(),
    via: 'api',
    actor: caller.name,
    caller: caller.id,
    roles: caller.roles,
    supplier: caller.supplier,
    action: `${route.method} ${route.path}`,
    target: request.url.slice(0, 500),
    ...what,
    requestId: request.id,
    detail: null,
  })
}
