import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { MeterliftError } from '../../domain/errors.js'
import { addAudit, type AuditEntry } from '../../register/access/audit.js'
import {
  freeRequest,
  keepAnswer,
  reserveRequest,
  type KeptAnswer,
  type RequestKey,
} from '../../register/access/requests.js'
import type { Caller } from '../auth/caller.js'
import { readerOf } from './access.js'
import type { V1Deps } from './deps.js'
import { problemOf } from './problem.js'
import { dropUpload, receiveUpload, type Upload } from './receive-upload.js'
import type { Asked, Route } from './route.js'

const keyForm = /^[\x21-\x7e]{1,200}$/
export const problemType = 'application/problem+json'

/**
 * Answers a read; where it is of personal data or data leaves, that is on the audit log before anything is answered. What is answered
 * whole is read meanwhile; what is streamed leaves as it is read.
 */
export async function answerRead(
  deps: V1Deps,
  route: Route,
  caller: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const asked = { phase: 'asked', status: null, code: null } as const
  const noting = route.audited === true ? audit(deps, route, caller, request, asked) : Promise.resolve()
  if (route.raw !== undefined) await noting
  const [noted, read] = await Promise.allSettled([
    noting,
    route.answer(askedOf(deps, caller, request, reply, request.id, null)),
  ])
  if (noted.status === 'rejected') throw noted.reason
  if (read.status === 'rejected') throw read.reason
  return read.value === null ? reply : send(reply, answerOf(route, read.value))
}

/**
 * Carries a command out once: its key is taken, the audit log told, then it is done and its answer kept. A repeated
 * request gets the same answer; the same key with another command is refused. A fault of ours frees the key. A file is
 * received first, since what it says is part of the command.
 */
export async function carryOut(
  deps: V1Deps,
  route: Route,
  caller: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const key = keyOf(route, caller, request)
  const upload = route.upload === true ? await received(deps, route, caller, request) : null
  const commandId = key === null ? uuidOf(request.id) : uuidOf(`${caller.id} ${key.key}`)
  if (key !== null) {
    const before = await taken(deps, key, request, upload)
    if (before !== null) return send(reply.header('idempotency-replayed', 'true'), before)
  }
  const act = () => route.answer(askedOf(deps, caller, request, reply, commandId, upload))
  const answer = await once(deps, route, request, caller, key, act).catch(async (error: unknown) => {
    if (upload !== null) await dropUpload(upload)
    throw error
  })
  return answer === null ? reply : send(reply, answer)
}

/** Takes the key of a command; the answer, where it was carried out before. What was sent for it again is not needed then. */
async function taken(
  deps: V1Deps,
  key: RequestKey,
  request: FastifyRequest,
  upload: Upload | null,
): Promise<KeptAnswer | null> {
  const reserved = await reserveRequest(deps.db, key, fingerprintOf(request, upload), deps.clock())
  if (reserved.kind === 'new') return null
  if (upload !== null) await dropUpload(upload)
  if (reserved.kind === 'answered') return reserved.answer
  throw notAgain(reserved.kind)
}

/** Receives a file; one that will not do is a command that was refused. */
async function received(deps: V1Deps, route: Route, caller: Caller, request: FastifyRequest): Promise<Upload> {
  try {
    return await receiveUpload(deps, request.body, deps.clock())
  } catch (error) {
    const problem = problemOf(error, request.id)
    await finish(deps, route, caller, request, null, problem).catch((failure: unknown) =>
      request.log.error({ err: failure }, 'the end of a command could not be recorded'),
    )
    throw error
  }
}

/** Does it, between two lines of the audit log, and keeps the answer; a problem is an answer too. */
async function once(
  deps: V1Deps,
  route: Route,
  request: FastifyRequest,
  caller: Caller,
  key: RequestKey | null,
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
  key: RequestKey | null,
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

function keyOf(route: Route, caller: Caller, request: FastifyRequest): RequestKey | null {
  if (route.repeatable === true) return null
  const given = request.headers['idempotency-key']
  if (typeof given === 'string' && keyForm.test(given)) return { caller: caller.id, key: given }
  throw new MeterliftError('IDEMPOTENCY_KEY_MISSING', 'a command needs a header Idempotency-Key', {
    hint: 'any text of your own, new for each command (a UUID), the same when you send it again',
  })
}

/** What makes a request the same as another: where it goes and what it says, a file by its content. */
function fingerprintOf(request: FastifyRequest, upload: Upload | null): string {
  const said = upload === null ? request.body : upload.digest
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
  upload: Upload | null,
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
    upload,
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
