import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Permission } from '../../domain/access.js'
import type { EpochMs } from '../../domain/brands.js'
import type { Caller } from '../auth/caller.js'
import type { Read } from './access.js'
import type { V1Deps } from './deps.js'
import type { Upload } from './receive-upload.js'
import { RequestInvalid, type Problem } from './problem.js'

/** What a route is asked: parsed, and by whom. */
export interface Asked<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly caller: Caller
  readonly deps: V1Deps
  /** Reads in one snapshot, as the caller. */
  readonly read: Read
  readonly now: EpochMs
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** UUID of a command: the same for a repeated request. */
  readonly commandId: string
  /** The file that was sent; null where the route takes none. Once the command is accepted, whoever handles it removes it. */
  readonly upload: Upload | null
}

/** What a route answers. */
export interface Answered<A> {
  readonly body: A
  /** Default: 200, or 201/202 where the route says so. */
  readonly status?: number
  readonly etag?: string
  readonly location?: string
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

interface RouteWords {
  readonly method: Method
  /** Below /v1, parameters in braces. */
  readonly path: string
  readonly summary: string
  readonly tag: string
  /** What the caller needs; `signed-in`: to be somebody; `anyone`: nothing. A route without one does not compile. */
  readonly permission: Permission | 'signed-in' | 'anyone'
  /** A read that goes on the audit log: personal data, or data that leaves. */
  readonly audited?: true
  /** The body is a file, streamed. */
  readonly upload?: true
  /** Concerns two people who may both edit: an If-Match header is required (`needed`) or heeded. */
  readonly ifMatch?: 'needed' | 'heeded'
  /** Answers something else than JSON: content type and what it is. */
  readonly raw?: { readonly type: string; readonly describe: string }
  /** Bytes that the body may have, where more is needed than is usual. */
  readonly bodyLimit?: number
  readonly status?: 200 | 201 | 202 | 204
  /** A command that needs no Idempotency-Key since repeating it does no harm. */
  readonly repeatable?: true
}

interface RouteForms<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, A extends z.ZodType> {
  readonly params: P
  readonly query: Q
  /** `noBody` where none is taken, or where it is a stream. */
  readonly body: B
  readonly answer: A
}

/** A route as the server takes it: its types are inside. */
export interface Route extends RouteWords {
  readonly forms: RouteForms<z.ZodObject, z.ZodObject, z.ZodType, z.ZodType>
  /** @throws RequestInvalid; answers null where the reply was sent as a stream */
  readonly answer: (asked: Asked<unknown, unknown, unknown>) => Promise<Answered<unknown> | null>
}

/**
 * Describes a route: its words, its forms (the one schema of request, answer and OpenAPI document) and what it does.
 * A handler that sends the reply itself answers null.
 */
export function route<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, A extends z.ZodType>(
  words: RouteWords & RouteForms<P, Q, B, A>,
  handle: (asked: Asked<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Answered<z.input<A>> | null>,
): Route {
  const { params, query, body, answer, ...rest } = words
  return {
    ...rest,
    forms: { params, query, body, answer },
    async answer(asked) {
      const given = await handle({
        ...asked,
        params: parsed('path', params, asked.params),
        query: parsed('query', query, asked.query),
        // A file has been received already.
        body: parsed('body', body, words.upload === true ? undefined : asked.body),
      })
      return given === null ? null : { ...given, body: answer.parse(given.body) }
    },
  }
}

function parsed<T extends z.ZodType>(where: string, form: T, value: unknown): z.output<T> {
  const result = form.safeParse(value)
  if (result.success && storable(value)) return result.data
  if (result.success) throw new RequestInvalid([{ in: where, path: '', message: 'it has characters that no text has' }])
  const errors: NonNullable<Problem['errors']> = result.error.issues.map(({ path, message }) => ({
    in: where,
    path: path.join('.'),
    message,
  }))
  throw new RequestInvalid(errors)
}

/** Whether PostgreSQL can hold every text of a value: none has the character 0, or half of a character. */
function storable(value: unknown): boolean {
  if (typeof value === 'string') return !unstorable.test(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([name, each]) => storable(name) && storable(each))
}

// eslint-disable-next-line no-control-regex -- the character 0 is what is looked for
const unstorable = /\u0000|[\ud800-\udfff]/u
