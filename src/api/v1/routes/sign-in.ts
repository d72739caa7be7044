import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { MeterliftError } from '../../../domain/errors.js'
import { addAudit } from '../../../register/access/audit.js'
import type { SignedIn } from '../../../register/access/sessions.js'
import { sessionCookie, sessionMs, signIn } from '../../auth/authenticate.js'
import { readPending, writePending, type BrowserSignIn } from '../../auth/browser-sign-in.js'
import type { Caller } from '../../auth/caller.js'
import type { V1Deps } from '../deps.js'
import { maybe, noBody, nothing, text } from '../forms.js'
import { route, type Route } from '../route.js'

const words = { tag: 'access', params: nothing, query: nothing, permission: 'anyone', body: noBody } as const
const pendingCookie = 'meterlift_sign_in'
const pendingMs = 10 * 60_000
const pendingPath = '/v1/session'
const redirect = { type: 'text/html', describe: 'status 302, and where to go in the header Location' }

const ways = route(
  {
    ...words,
    method: 'GET',
    path: '/session/ways',
    summary: 'How people sign in here',
    answer: z.object({
      provider: z.boolean().describe('with the identity provider: send the browser to /v1/session/sign-in'),
      providerName: maybe(text).describe('the host of the provider'),
      examplePeople: z.boolean().describe('as an invented person: /v1/session/people'),
    }),
  },
  ({ deps }) =>
    Promise.resolve({
      body: {
        provider: deps.signIn !== null,
        providerName: deps.signIn?.name ?? null,
        examplePeople: deps.examplePeople,
      },
    }),
)

const begin = route(
  {
    ...words,
    method: 'GET',
    path: '/session/sign-in',
    summary: 'Sends a browser to the identity provider; it comes back signed in',
    query: z.strictObject({ to: z.string().max(2_000).default('/').describe('path of the console to come back to') }),
    raw: redirect,
    answer: z.null(),
  },
  async ({ query, deps, reply }) => {
    const by = providerOf(deps)
    const { url, pending } = await by.begin(query.to)
    void reply.setCookie(pendingCookie, writePending(pending), {
      httpOnly: true,
      // It must come along when the provider sends the browser back.
      sameSite: 'lax',
      path: pendingPath,
      maxAge: pendingMs / 1_000,
      secure: by.secure,
    })
    void reply.redirect(url)
    return null
  },
)

const callback = route(
  {
    ...words,
    method: 'GET',
    path: '/session/callback',
    summary: 'Where the identity provider sends the browser back to',
    // What comes along is the provider's affair.
    query: z.looseObject({}),
    raw: redirect,
    answer: z.null(),
  },
  async ({ deps, request, reply, now }) => {
    const by = providerOf(deps)
    const pending = readPending(request.cookies[pendingCookie])
    void reply.clearCookie(pendingCookie, { path: pendingPath })
    const question = request.url.indexOf('?')
    const search = question === -1 ? '' : request.url.slice(question)
    try {
      if (pending === null) throw outOfTime()
      const caller = await by.finish(search, pending)
      const { id, name, roles, supplier } = caller
      await openSession(deps, request, reply, caller, { kind: 'provider', id, name, roles, supplier }, now, by.secure)
      void reply.redirect(pending.to)
    } catch (error) {
      // A person at a browser is told on a page; a fault goes its usual way.
      if (!(error instanceof MeterliftError) || error.code !== 'SIGN_IN_REFUSED') throw error
      request.log.info({ err: error }, 'a sign-in was refused')
      void reply.redirect('/sign-in?refused=true')
    }
    return null
  },
)

function providerOf({ signIn: by }: V1Deps): BrowserSignIn {
  if (by !== null) return by
  throw new MeterliftError('ROUTE_UNKNOWN', 'people do not sign in with an identity provider here', {
    hint: 'docs/security.md tells what to set',
  })
}

function outOfTime(): MeterliftError {
  return new MeterliftError('SIGN_IN_REFUSED', 'this sign-in was not begun in this browser, or too long ago')
}

/** Gives the browser a session of the caller, and notes it on the audit log. */
export async function openSession(
  deps: V1Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  caller: Caller,
  who: SignedIn,
  now: number,
  secure: boolean,
): Promise<void> {
  const secret = await signIn({ ...deps }, who)
  await addAudit(deps.db, {
    at: now,
    via: 'api',
    actor: caller.name,
    caller: caller.id,
    roles: caller.roles,
    supplier: caller.supplier,
    action: 'sign in',
    target: null,
    phase: 'answered',
    status: 200,
    code: null,
    requestId: request.id,
    detail: null,
  })
  void reply.setCookie(sessionCookie, secret, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    maxAge: sessionMs / 1_000,
    secure,
  })
}

export const signInRoutes: readonly Route[] = [ways, begin, callback]
