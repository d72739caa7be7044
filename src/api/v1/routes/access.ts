import { z } from 'zod'
import { permissions, roles } from '../../../domain/access.js'
import { MeterliftError } from '../../../domain/errors.js'
import { createToken, withdrawToken } from '../../../operations/access/tokens.js'
import { listAudit } from '../../../register/access/audit.js'
import { listTokens } from '../../../register/access/tokens.js'
import { sessionCookie, signOut } from '../../auth/authenticate.js'
import { exampleCaller, examplePeople } from '../../auth/example-people.js'
import { wholeFleet } from '../access.js'
import { paged, readCursor } from '../cursor.js'
import type { V1Deps } from '../deps.js'
import { count, givenInstant, instant, list, maybe, noBody, nothing, page, pageSize, reason, text } from '../forms.js'
import { route, type Route } from '../route.js'
import { openSession } from './sign-in.js'

const warning = 'invented people, as whom anyone at this computer may sign in; never for real meters'
const words = { tag: 'access', params: nothing, query: nothing } as const

const me = route(
  {
    ...words,
    method: 'GET',
    path: '/session',
    summary: 'Who you are, and what you may',
    permission: 'signed-in',
    body: noBody,
    answer: z.object({
      name: text,
      roles: list(z.enum(roles)),
      permissions: list(text),
      supplier: maybe(text),
      csrf: maybe(text).describe('to be sent as x-csrf-token with every command; null where no cookie is used'),
      example: z.boolean().describe('this is an invented person'),
    }),
  },
  ({ caller }) =>
    Promise.resolve({
      body: {
        name: caller.name,
        roles: caller.roles,
        permissions: Object.keys(permissions).filter((each) => [...caller.permissions].some((held) => held === each)),
        supplier: caller.supplier,
        csrf: caller.csrf ?? null,
        example: caller.id.startsWith('example:'),
      },
    }),
)

/** Where there are no example people, there is nothing of them to be seen. */
function onlyWithExamples({ examplePeople: there }: V1Deps): void {
  if (there) return
  throw new MeterliftError('ROUTE_UNKNOWN', 'this service has no example people', {
    hint: 'sign in with the identity provider, or send an API token; docs/security.md',
  })
}

const people = route(
  {
    ...words,
    method: 'GET',
    path: '/session/people',
    summary: 'The example people of an embedded stack',
    permission: 'anyone',
    body: noBody,
    answer: z.object({
      warning: text,
      people: list(z.object({ id: text, name: text, role: z.enum(roles), supplier: maybe(text) })),
    }),
  },
  ({ deps }) => {
    onlyWithExamples(deps)
    return Promise.resolve({ body: { warning, people: examplePeople } })
  },
)

const enter = route(
  {
    ...words,
    method: 'POST',
    path: '/session',
    summary: 'Sign in as an example person; the answer sets a cookie',
    permission: 'anyone',
    repeatable: true,
    body: z.strictObject({ person: z.string().max(40) }),
    answer: z.object({ name: text, warning: text }),
  },
  async ({ body, deps, request, reply, now }) => {
    onlyWithExamples(deps)
    const person = examplePeople.find(({ id }) => id === body.person)
    if (person === undefined) {
      throw new MeterliftError('SIGN_IN_REFUSED', 'there is no such example person', {
        hint: `one of ${examplePeople.map(({ id }) => id).join(', ')}`,
      })
    }
    // Over loopback there is no HTTPS, and the cookie goes nowhere else.
    await openSession(deps, request, reply, exampleCaller(person), { kind: 'example', person: person.id }, now, false)
    return { body: { name: person.name, warning } }
  },
)

const leave = route(
  {
    ...words,
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out',
    permission: 'signed-in',
    repeatable: true,
    status: 204,
    body: noBody,
    answer: z.null(),
  },
  async ({ deps, request, reply }) => {
    const secret = request.cookies[sessionCookie]
    if (secret !== undefined) await signOut({ ...deps }, secret)
    void reply.clearCookie(sessionCookie, { path: '/' })
    return { body: null }
  },
)

const tokens = route(
  {
    ...words,
    method: 'GET',
    path: '/tokens',
    summary: 'API tokens, the newest first; their secrets are nowhere',
    permission: 'tokens:manage',
    body: noBody,
    answer: z.object({
      tokens: list(
        z.object({
          tokenId: text,
          name: text,
          roles: list(text),
          scopes: maybe(list(text)),
          supplier: maybe(text),
          createdAt: instant,
          createdBy: text,
          expiresAt: instant,
          revokedAt: maybe(instant),
          revokedBy: maybe(text),
          revokeReason: maybe(text),
          lastUsedAt: maybe(instant),
        }),
      ),
    }),
  },
  async ({ caller, deps }) => {
    wholeFleet(caller)
    return { body: { tokens: await listTokens(deps.db) } }
  },
)

const make = route(
  {
    ...words,
    method: 'POST',
    path: '/tokens',
    summary: 'Make an API token; its secret is in this answer alone',
    permission: 'tokens:manage',
    // An answer that is kept to be given again would keep the secret.
    repeatable: true,
    status: 201,
    body: z.strictObject({
      name: z.string().trim().min(1).max(100),
      roles: z.array(z.enum(roles)).min(1).max(roles.length).readonly(),
      scopes: z
        .array(z.string().max(100))
        .max(100)
        .readonly()
        .default([])
        .describe('permissions; none: all of the roles'),
      supplier: z.string().trim().min(1).max(100).nullable().default(null).describe('with the role supplier alone'),
      days: z.int().min(1).max(3650).default(90),
    }),
    answer: z.object({
      tokenId: text,
      token: text.describe('to be sent as Authorization: Bearer; the register keeps its hash alone'),
      roles: list(z.enum(roles)),
      scopes: maybe(list(text)),
      supplier: maybe(text),
      expiresAt: instant,
    }),
  },
  async ({ body, caller, deps, now }) => {
    wholeFleet(caller)
    const { programme } = await deps.programmes.current(deps.db)
    return {
      body: await createToken(deps.db, programme, { ...body, by: caller.name, within: caller.permissions, now }),
    }
  },
)

const revoke = route(
  {
    ...words,
    method: 'POST',
    path: '/tokens/{token}/revoke',
    summary: 'Revoke an API token; it counts no more from now on',
    permission: 'tokens:manage',
    params: z.strictObject({ token: z.string().regex(/^[a-z0-9]{12}$/) }),
    body: z.strictObject({ reason }),
    answer: z.object({ tokenId: text }),
  },
  async ({ params, body, caller, deps, now }) => {
    wholeFleet(caller)
    await withdrawToken(deps.db, params.token, { by: caller.name, reason: body.reason, now })
    return { body: { tokenId: params.token } }
  },
)

const audit = route(
  {
    ...words,
    method: 'GET',
    path: '/audit',
    summary: 'What everyone did, the newest first',
    permission: 'audit:read',
    query: z.strictObject({
      ...page,
      actor: z.string().max(200).optional(),
      action: z.string().max(200).optional().describe('a route, as POST /lanes/stop, or a command'),
      via: z.enum(['api', 'cli']).optional(),
      supplier: z.string().max(100).optional(),
      phase: z.enum(['asked', 'answered']).optional(),
      code: z.string().max(100).optional(),
      target: z.string().min(1).max(500).optional().describe('how it begins, as /v1/meters/17'),
      from: givenInstant.optional(),
      to: givenInstant.optional().describe('not included'),
    }),
    body: noBody,
    answer: z.object({
      entries: list(
        z.object({
          auditId: count,
          at: instant,
          via: z.enum(['api', 'cli']),
          actor: text,
          caller: text,
          roles: list(text),
          supplier: maybe(text),
          action: text,
          target: maybe(text),
          phase: z.enum(['asked', 'answered']),
          status: maybe(count),
          code: maybe(text),
          requestId: text,
        }),
      ),
      next: maybe(text),
    }),
  },
  async ({ query: { limit = pageSize, cursor, ...filter }, caller, deps }) => {
    wholeFleet(caller)
    const which = ['audit', filter]
    const found = await listAudit(deps.db, filter, { before: readCursor(which, cursor), limit: limit + 1 })
    const { rows, next } = paged(which, found, limit, ({ auditId }) => auditId)
    return { body: { entries: rows, next } }
  },
)

export const accessRoutes: readonly Route[] = [me, people, enter, leave, tokens, make, revoke, audit]
