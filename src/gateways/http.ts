import type { z } from 'zod'
import { GatewayError } from './errors.js'

/** Where an outside system is reached and with which credentials. */
export interface Endpoint {
  /** Name of the system, for messages. */
  readonly system: string
  readonly url: string
  readonly token: string
  readonly timeoutMs: number
}

/**
 * Posts JSON and reads a JSON answer that fits a schema.
 * @throws GatewayError of the kind that tells the caller whether to try again
 */
export async function post<T>(
  endpoint: Endpoint,
  path: string,
  body: unknown,
  schema: z.ZodType<T>,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> {
  return parse(endpoint.system, await exchange(endpoint, path, body, headers), schema)
}

/**
 * Posts JSON to who answers with nothing in particular: a status that says it was taken is enough.
 * @throws GatewayError of the kind that tells the caller whether to try again
 */
export async function tell(
  endpoint: Endpoint,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  await exchange(endpoint, '', body, headers)
}

async function exchange(
  { system, url, token, timeoutMs }: Endpoint,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  const response = await send(system, `${url.replace(/\/$/, '')}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  })
  const text = await read(system, response)
  if (response.status === 429 || response.status >= 500) {
    throw new GatewayError('unavailable', `${system} answered ${response.status}`, {
      retryAfterMs: retryAfter(response),
    })
  }
  if (!response.ok) {
    throw new GatewayError('rejected', `${system} refused the request with ${response.status}: ${text.slice(0, 200)}`, {
      hint: `check the address and credentials of ${system}, and what was sent`,
    })
  }
  return text
}

async function send(system: string, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (cause) {
    throw unreachable(system, cause)
  }
}

async function read(system: string, response: Response): Promise<string> {
  try {
    return await response.text()
  } catch (cause) {
    throw unreachable(system, cause)
  }
}

function unreachable(system: string, cause: unknown): GatewayError {
  const timedOut = cause instanceof Error && cause.name === 'TimeoutError'
  return new GatewayError('unavailable', `${system} ${timedOut ? 'did not answer in time' : 'cannot be reached'}`, {
    cause,
  })
}

function retryAfter(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds * 1_000 : null
}

function parse<T>(system: string, text: string, schema: z.ZodType<T>): T {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new GatewayError('malformed', `${system} answered something that is not JSON`, { cause })
  }
  const result = schema.safeParse(json)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const field = issue === undefined || issue.path.length === 0 ? 'the answer' : issue.path.join('.')
  throw new GatewayError('malformed', `${system} answered with ${field} wrong: ${issue?.message ?? 'unknown'}`)
}
