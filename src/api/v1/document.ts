import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import { z } from 'zod'
import { rolePermissions, roles } from '../../domain/access.js'
import { csrfHeader } from '../auth/forgery.js'
import { problemType } from './carry-out.js'
import { noBody } from './forms.js'
import { problemForm } from './problem.js'
import type { Route } from './route.js'

/** What the OpenAPI document says of the whole. */
export const documentHead: NonNullable<FastifyDynamicSwaggerOptions['openapi']> = {
  openapi: '3.1.0',
  info: {
    title: 'Meterlift',
    version: '1',
    description:
      'The migration of SMETS1 meters into DCC enrolment: where meters stand, and what people decide. docs/api.md tells how to use it.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  tags: [
    { name: 'fleet', description: 'where meters stand' },
    { name: 'meters', description: 'one meter, and what is decided about it' },
    { name: 'actions', description: 'one decision about many meters, and what came of it' },
    { name: 'batches', description: 'migration batches: planned, approved, released in waves, watched, stopped' },
    { name: 'lanes', description: 'the ways into DCC: capacity, breaker, stops' },
    { name: 'imports', description: 'portfolio files' },
    { name: 'programme', description: 'cohorts, EPCL, policies, lanes, retry table' },
    { name: 'views', description: 'views of lists that a team shares' },
    { name: 'access', description: 'who comes in, and what everyone did' },
  ],
  components: {
    securitySchemes: {
      token: {
        type: 'http',
        scheme: 'bearer',
        description: 'an API token (meterlift token create), or an access token of the identity provider',
      },
      session: {
        type: 'apiKey',
        in: 'cookie',
        name: 'meterlift_session',
        description: 'sign-in of an example person, on an embedded stack alone',
      },
    },
  },
}

/** A zod form as JSON Schema, as it stands on the wire: what is asked as it comes in, what is answered as it goes out. */
function schemaOf(form: z.ZodType, io: 'input' | 'output' = 'input'): Readonly<Record<string, unknown>> {
  const { $schema: _, ...schema } = z.toJSONSchema(form, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // An answer may have more one day.
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
    },
  })
  return schema
}

const header = (description: string) => ({ type: 'string', minLength: 1, maxLength: 200, description })

function headersOf({ method, repeatable, ifMatch }: Route) {
  const command = method !== 'GET'
  const needed = [
    ...(command && repeatable !== true ? ['idempotency-key'] : []),
    ...(ifMatch === 'needed' ? ['if-match'] : []),
  ]
  const properties = {
    ...(command && repeatable !== true
      ? { 'idempotency-key': header('a text of your own, new for each command, the same when it is sent again') }
      : {}),
    ...(ifMatch === undefined ? {} : { 'if-match': header('the ETag of what you looked at') }),
    ...(command ? { [csrfHeader]: header('of GET /v1/session; needed with its cookie alone') } : {}),
  }
  return Object.keys(properties).length === 0 ? {} : { headers: { type: 'object', properties, required: needed } }
}

/** What Fastify and the OpenAPI document are told of a route. */
export function schemaOfRoute(route: Route) {
  const { forms, permission, raw } = route
  const may = roles.filter((role) => rolePermissions[role].some((each) => each === permission))
  const who =
    permission === 'anyone'
      ? 'Anyone.'
      : permission === 'signed-in'
        ? 'Anyone who is signed in.'
        : `Needs \`${permission}\` (${may.join(', ')}).`
  const status = route.status ?? 200
  const answer =
    raw === undefined
      ? { description: 'done', content: { 'application/json': { schema: schemaOf(forms.answer, 'output') } } }
      : { description: raw.describe, content: { [raw.type]: { schema: { type: 'string' } } } }
  const body =
    route.upload === true ? { type: 'string', description: 'the file, as it is or gzipped' } : schemaOf(forms.body)
  return {
    summary: route.summary,
    description: who,
    tags: [route.tag],
    operationId: operationIdOf(route),
    security: permission === 'anyone' ? [] : [{ token: [] }, { session: [] }],
    ...(Object.keys(forms.params.shape).length === 0 ? {} : { params: schemaOf(forms.params) }),
    ...(Object.keys(forms.query.shape).length === 0 ? {} : { querystring: schemaOf(forms.query) }),
    ...(forms.body === noBody && route.upload !== true ? {} : { body }),
    ...(route.upload === true ? { consumes: [...uploadTypes] } : {}),
    ...headersOf(route),
    response: {
      [status]: status === 204 ? { type: 'null', description: 'done' } : answer,
      default: {
        description: 'a problem (RFC 9457)',
        content: { [problemType]: { schema: schemaOf(problemForm, 'output') } },
      },
    },
  }
}

export const uploadTypes = ['text/csv', 'application/gzip', 'application/octet-stream'] as const

/** `GET /meters/{meter}/exports` as `getMetersMeterExports`. */
function operationIdOf({ method, path }: Route): string {
  const words = path.split(/[^a-z]+/i).filter((word) => word !== '')
  return [method.toLowerCase(), ...words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)].join('')
}
