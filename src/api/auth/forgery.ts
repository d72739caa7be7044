import type { FastifyRequest } from 'fastify'
import { MeterliftError } from '../../domain/errors.js'
import { hashOf, sameHash } from '../../operations/access/token-text.js'
import type { Caller } from './caller.js'

export const csrfHeader = 'x-csrf-token'
const loopback = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

/** Refuses a command that another site could have made a browser send: its origin, and the token of the session. */
export function refuseForgery(request: FastifyRequest, caller: Caller | null): void {
  refuseForeignOrigin(request)
  if (caller?.csrf === undefined) return
  const given = request.headers[csrfHeader]
  if (typeof given === 'string' && sameHash(hashOf(given), hashOf(caller.csrf))) return
  throw new MeterliftError('CSRF_REFUSED', `the header ${csrfHeader} is missing or not of this session`, {
    hint: 'GET /v1/session answers it',
  })
}

/** What a browser sends for another site's page says so in one of these headers. */
export function refuseForeignOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  const foreign = origin !== undefined && originHost(origin) !== host
  if (!foreign && (site === undefined || site === 'same-origin' || site === 'none')) return
  throw new MeterliftError('ORIGIN_REFUSED', 'commands of another site’s pages are not taken')
}

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

/** With example people, only who names this computer by its own name: a foreign name that points here is a trick. */
export function refuseForeignName(request: FastifyRequest): void {
  if (loopback.test(request.headers.host ?? '')) return
  throw new MeterliftError('ORIGIN_REFUSED', 'this stack answers on 127.0.0.1 and localhost alone', {
    hint: 'it has example people as users; docs/security.md says how to run it for others',
  })
}
