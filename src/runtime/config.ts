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
export type SandboxConfig = z.infer<typeof sandbox>

type Environment = Readonly<Record<string, string | undefined>>

/** @throws MeterliftError CONFIG_INVALID naming every variable that is missing or wrong, and what is expected */
export const readWorkerConfig = (env: Environment): WorkerConfig => read(worker, env)
export const readApiConfig = (env: Environment): ApiConfig => read(api, env)
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
