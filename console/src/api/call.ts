import createQueries from 'openapi-react-query'
import type { paths } from './schema.js'
import { createApiClient } from './client.js'
import { ProblemError, readProblem } from './problem.js'

/** The API of the service that this page came from. A call that is refused throws ProblemError. */
export const api = createApiClient('')

/** `queries.useQuery('get', '/v1/status', { params })`: the API as data of a page. */
export const queries = createQueries(api)

/** What a GET of a path answers. */
export type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer A } } } }
}
  ? A
  : never

let csrf: string | null = null
let onSignedOut: () => void = () => undefined

/** Told by the session: what a command must carry, and whom to tell that the session is over. */
export function bindSession(token: string | null, signedOut: () => void): void {
  csrf = token
  onSignedOut = signedOut
}

api.use({
  onRequest({ request }) {
    if (request.method !== 'GET' && csrf !== null) request.headers.set('x-csrf-token', csrf)
    return request
  },
  async onResponse({ response }) {
    if (response.ok) return
    const problem = await readProblem(response)
    if (problem.code === 'SIGN_IN_NEEDED') onSignedOut()
    throw new ProblemError(problem)
  },
})

/** A key for one intended command: made when it is meant, the same when it is sent again. */
export function newCommandKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
