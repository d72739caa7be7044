import { STATUS_CODES } from 'node:http'
import { z } from 'zod'
import { codeEntry } from '../../domain/codes.js'
import { MeterliftError, type Wrong } from '../../domain/errors.js'
import { isConnectionLost } from '../../runtime/connection-lost.js'
import { saysDiskFull } from '../../runtime/disk-space.js'

/** An RFC 9457 problem as it goes over the wire. */
export const problemForm = z
  .object({
    type: z.string().describe('urn:meterlift:code:<code>'),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('a stable code (docs/codes.md, docs/api.md)'),
    detail: z.string(),
    hint: z.string().optional().describe('what to do'),
    instance: z.string().describe('number of the request, as in the log'),
    errors: z.array(z.object({ in: z.string(), path: z.string(), message: z.string() })).optional(),
  })
  .describe('what went wrong (RFC 9457)')
export type Problem = z.infer<typeof problemForm>

/** HTTP status of each code that is not a refusal (409) or a fault (500): the one place that says so. */
const statuses: Readonly<Record<string, number>> = {
  REQUEST_INVALID: 400,
  FILTER_INVALID: 400,
  CURSOR_INVALID: 400,
  DATE_INVALID: 400,
  DEVICE_ID_INVALID: 400,
  STEP_UNCLEAR: 400,
  IDEMPOTENCY_KEY_MISSING: 400,
  TOKEN_INVALID: 400,
  SUPPLIER_UNKNOWN: 400,
  DATE_RANGE_INVALID: 400,
  SIGN_IN_NEEDED: 401,
  SIGN_IN_REFUSED: 401,
  NOT_PERMITTED: 403,
  CSRF_REFUSED: 403,
  ORIGIN_REFUSED: 403,
  SELF_APPROVAL: 403,
  ROUTE_UNKNOWN: 404,
  METER_UNKNOWN: 404,
  ACTION_UNKNOWN: 404,
  BATCH_UNKNOWN: 404,
  LANE_UNKNOWN: 404,
  VIEW_UNKNOWN: 404,
  WAVE_UNKNOWN: 404,
  IMPORT_UNKNOWN: 404,
  QUARANTINE_FILE_ELSEWHERE: 404,
  OPERATION_UNKNOWN: 404,
  PROPOSAL_UNKNOWN: 404,
  VERSION_UNKNOWN: 404,
  TOKEN_UNKNOWN: 404,
  CODE_NOT_FOUND: 404,
  METHOD_UNKNOWN: 405,
  IDEMPOTENCY_KEY_REUSED: 409,
  REQUEST_UNDER_WAY: 409,
  PROPOSAL_CLOSED: 409,
  PROGRAMME_HELD: 409,
  PROGRAMME_MISSING: 409,
  BATCH_MOVED: 412,
  LANE_MOVED: 412,
  METER_MOVED: 412,
  VIEW_MOVED: 412,
  PROGRAMME_MOVED: 412,
  BODY_TOO_LARGE: 413,
  MEDIA_TYPE_UNKNOWN: 415,
  AUTHORISATION_FILE_BAD: 422,
  CORRECTION_INVALID: 422,
  CORRECTIONS_UNREADABLE: 422,
  DEVICE_LIST_BAD: 422,
  LANE_LIMIT_INVALID: 422,
  PROGRAMME_INVALID: 422,
  IF_MATCH_MISSING: 428,
  RATE_EXCEEDED: 429,
  PROVIDER_AWAY: 503,
  TEMPORAL_AWAY: 503,
  REGISTER_AWAY: 503,
  DECISION_UNANSWERED: 504,
  DISK_FULL: 507,
}

/** The HTTP status for a stable code. */
export function statusOf(code: string): number {
  const known = statuses[code]
  if (known !== undefined) return known
  if (codeEntry(code)?.kind === 'refusal') return 409
  return code.startsWith('PORTFOLIO_') ? 422 : 500
}

/** A request that does not fit its route's schema, with every field that is wrong. */
export class RequestInvalid extends MeterliftError {
  constructor(errors: readonly Wrong[]) {
    const [first] = errors
    super('REQUEST_INVALID', first === undefined ? 'the request is not understood' : wrongText(first), {
      hint: 'docs/api.md and /v1/openapi.json say what may stand there',
      errors,
    })
  }
}

function wrongText(error: Wrong): string {
  return `${error.in}${error.path === '' ? '' : ` ${error.path}`}: ${error.message}`
}

/** The problem that a caller is told of. What was not expected is told by its number alone; its particulars are in the log. */
export function problemOf(error: unknown, requestId: string): Problem {
  const told = knownError(error)
  const status = told === null ? 500 : statusOf(told.code)
  if (told === null || status === 500) {
    return {
      ...head(500, 'UNEXPECTED'),
      detail: 'this is a fault of Meterlift; its particulars are in the log',
      instance: requestId,
    }
  }
  return {
    ...head(status, told.code),
    detail: told.message,
    ...(told.hint === undefined ? {} : { hint: told.hint }),
    instance: requestId,
    ...(told.errors === undefined ? {} : { errors: [...told.errors] }),
  }
}

function head(status: number, code: string): Pick<Problem, 'type' | 'title' | 'status' | 'code'> {
  return { type: `urn:meterlift:code:${code}`, title: STATUS_CODES[status] ?? 'Error', status, code }
}

/** Codes of Fastify's own refusals of a request. */
const fastifyCodes: Readonly<Record<string, readonly [code: string, detail: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['BODY_TOO_LARGE', 'the body is too large'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['MEDIA_TYPE_UNKNOWN', 'this route does not take a body of this type'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['REQUEST_INVALID', 'the body is empty'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['REQUEST_INVALID', 'the body is not JSON'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['REQUEST_INVALID', 'the body is not as long as its header says'],
}

/** An error in our words, or null where it is a fault of ours. */
function knownError(error: unknown): MeterliftError | null {
  if (error instanceof MeterliftError) return error
  if (isConnectionLost(error)) {
    return new MeterliftError('REGISTER_AWAY', 'the register does not answer', { hint: 'try again in a moment' })
  }
  if (saysDiskFull(error)) {
    return new MeterliftError('DISK_FULL', 'a disk of the service is full', {
      hint: 'whoever runs it must free some space; then look whether it was done before you send it again',
    })
  }
  if (!(error instanceof Error)) return null
  const [code, detail] = 'code' in error && typeof error.code === 'string' ? (fastifyCodes[error.code] ?? []) : []
  if (code !== undefined && detail !== undefined) return new MeterliftError(code, detail)
  const status = 'statusCode' in error ? error.statusCode : undefined
  return typeof status === 'number' && status >= 400 && status < 500
    ? new MeterliftError('REQUEST_INVALID', 'the request is not understood')
    : null
}
