import { z } from 'zod'
import { MeterliftError } from '../domain/errors.js'

const port = z.coerce.number().int().min(0).max(65_535)
const secret = z.string().min(16, 'at least 16 characters')

const worker = z.object({
  METERLIFT_DATABASE_URL: z.string().startsWith('postgres', 'a PostgreSQL address, postgres://...'),
  TEMPORAL_ADDRESS: z.string().regex(/^[^:\s]+:\d+$/, 'host:port'),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  METERLIFT_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  /** Where the worker answers /metrics, for a deployment's network; 0: nowhere. */
  METERLIFT_WORKER_PORT: port.default(0),
})

const api = z.object({
  METERLIFT_DATABASE_URL: worker.shape.METERLIFT_DATABASE_URL,
  METERLIFT_HOST: z.string().default('127.0.0.1'),
  METERLIFT_PORT: port.default(4600),
  METERLIFT_CALLBACK_SECRET: secret,
  METERLIFT_LOG_LEVEL: worker.shape.METERLIFT_LOG_LEVEL,
  /** Where decisions are carried to; without it they are refused. */
  TEMPORAL_ADDRESS: worker.shape.TEMPORAL_ADDRESS.optional(),
  TEMPORAL_NAMESPACE: worker.shape.TEMPORAL_NAMESPACE,
  /** The identity provider whose access tokens are taken. */
  METERLIFT_OIDC_ISSUER: z.url().optional(),
  METERLIFT_OIDC_AUDIENCE: z.string().min(1).optional(),
  METERLIFT_OIDC_JWKS_URL: z.url().optional(),
  METERLIFT_OIDC_ROLES_CLAIM: z.string().default('roles'),
  METERLIFT_OIDC_SUPPLIER_CLAIM: z.string().default('supplier'),
  /** By which people sign in to the console; a public client has no secret. */
  METERLIFT_OIDC_CLIENT_ID: z.string().min(1).optional(),
  METERLIFT_OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  METERLIFT_OIDC_SCOPE: z.string().min(1).default('openid profile'),
  /** Where people's browsers find this service. */
  METERLIFT_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** `loopback`: anyone at this computer may sign in as an example person. */
  METERLIFT_EXAMPLE_PEOPLE: z.enum(['off', 'loopback']).default('off'),
  METERLIFT_UPLOADS: z.string().optional(),
  METERLIFT_SENDER_EUI64: z.string().optional(),
  METERLIFT_UPLOAD_LIMIT_MB: z.coerce.number().int().min(1).max(1_000_000).default(4_096),
  METERLIFT_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(600),
  NODE_ENV: z.string().optional(),
})

const sandbox = z.object({
  SANDBOX_DATABASE_URL: worker.shape.METERLIFT_DATABASE_URL,
  SANDBOX_PORT: port.default(4700),
  SANDBOX_SEED: z.string().default('meterlift'),
  /** Outcomes come after this many milliseconds, from-to. */
  SANDBOX_PACE: z
    .string()
    .regex(/^\d+-\d+$/, 'milliseconds from-to, like 200-3000')
    .default('200-3000'),
  SANDBOX_SCRIPT: z.string().optional(),
  SANDBOX_WORLD: z.string().optional(),
  SANDBOX_TOKEN: secret,
  METERLIFT_API_URL: z.url(),
  METERLIFT_CALLBACK_SECRET: secret,
  METERLIFT_LOG_LEVEL: worker.shape.METERLIFT_LOG_LEVEL,
})

export type WorkerConfig = z.infer<typeof worker>
export type ApiConfig = z.infer<typeof api>
/** What is read of an identity provider's access tokens. */
export interface OidcConfig {
  readonly issuer: string
  readonly audience: string
  /** Null: where the provider says. */
  readonly jwksUrl: string | null
  readonly rolesClaim: string
  readonly supplierClaim: string
  /** How people sign in with a browser; null: they do not. */
  readonly browser: {
    readonly clientId: string
    /** Null: a public client. */
    readonly clientSecret: string | null
    readonly scope: string
    readonly publicUrl: URL
  } | null
}
export type SandboxConfig = z.infer<typeof sandbox>

type Environment = Readonly<Record<string, string | undefined>>

/** @throws MeterliftError CONFIG_INVALID naming every variable that is missing or wrong, and what is expected */
export const readWorkerConfig = (env: Environment): WorkerConfig => read(worker, env)
export const readSandboxConfig = (env: Environment): SandboxConfig => read(sandbox, env)

function read<T>(schema: z.ZodType<T>, env: Environment): T {
  const result = schema.safeParse(env)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => {
    const name = issue.path.join('.')
    return env[name] === undefined ? `${name} is not set` : `${name} is wrong: ${issue.message}`
  })
  throw new MeterliftError('CONFIG_INVALID', `the environment is incomplete: ${lines.join('; ')}`, {
    hint: 'npm start sets all of it; docs/architecture.md lists what a deployment sets',
  })
}

/** As `readWorkerConfig`; besides, example people are refused wherever others than the user of this computer could come. */
export function readApiConfig(env: Environment): ApiConfig {
  const config = read(api, env)
  if (config.METERLIFT_EXAMPLE_PEOPLE === 'loopback') refuseExamplePeople(config)
  return config
}

function refuseExamplePeople(config: ApiConfig): void {
  const database = new URL(config.METERLIFT_DATABASE_URL).hostname
  const loopback = ['127.0.0.1', 'localhost', '::1', '[::1]']
  const reasons = [
    ...(config.NODE_ENV === 'production' ? ['NODE_ENV is production'] : []),
    ...(loopback.includes(config.METERLIFT_HOST) ? [] : [`METERLIFT_HOST is ${config.METERLIFT_HOST}`]),
    ...(loopback.includes(database) ? [] : [`METERLIFT_DATABASE_URL names ${database}`]),
    ...(config.METERLIFT_OIDC_ISSUER === undefined ? [] : ['METERLIFT_OIDC_ISSUER is set']),
  ]
  if (reasons.length === 0) return
  throw new MeterliftError(
    'EXAMPLE_PEOPLE_REFUSED',
    `METERLIFT_EXAMPLE_PEOPLE would let anyone in, and this is no embedded stack: ${reasons.join('; ')}`,
    { hint: 'leave METERLIFT_EXAMPLE_PEOPLE out; docs/security.md tells how people and programs sign in' },
  )
}

/** The identity provider of the configuration; null: none. @throws MeterliftError CONFIG_INVALID where half of it is given */
export function oidcOf(config: ApiConfig): OidcConfig | null {
  const { METERLIFT_OIDC_ISSUER: issuer, METERLIFT_OIDC_AUDIENCE: audience } = config
  if (issuer === undefined && audience === undefined) return null
  if (issuer === undefined || audience === undefined) {
    throw new MeterliftError(
      'CONFIG_INVALID',
      `METERLIFT_OIDC_${issuer === undefined ? 'ISSUER' : 'AUDIENCE'} is not set, while the other of the two is`,
      { hint: 'set both, or neither; docs/security.md' },
    )
  }
  return {
    issuer,
    audience,
    jwksUrl: config.METERLIFT_OIDC_JWKS_URL ?? null,
    rolesClaim: config.METERLIFT_OIDC_ROLES_CLAIM,
    supplierClaim: config.METERLIFT_OIDC_SUPPLIER_CLAIM,
    browser: browserOf(config),
  }
}

function browserOf(config: ApiConfig): OidcConfig['browser'] {
  const { METERLIFT_OIDC_CLIENT_ID: clientId, METERLIFT_PUBLIC_URL: publicUrl } = config
  if (clientId === undefined) return null
  if (publicUrl === undefined) {
    throw new MeterliftError('CONFIG_INVALID', 'METERLIFT_PUBLIC_URL is not set, while METERLIFT_OIDC_CLIENT_ID is', {
      hint: 'set it to where people’s browsers find this service, like https://meterlift.example.net; docs/security.md',
    })
  }
  return {
    clientId,
    clientSecret: config.METERLIFT_OIDC_CLIENT_SECRET ?? null,
    scope: config.METERLIFT_OIDC_SCOPE,
    publicUrl: new URL(publicUrl),
  }
}
